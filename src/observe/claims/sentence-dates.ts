import { daysFromCivil, formatDate, startOfDay, unixDay } from "../../base/index.ts";
import type { SentenceText } from "./sentence-text.ts";

/** Days that a sentence names, as dates: the first, and the day after the last. */
export interface SaidDays {
  readonly from: string;
  readonly to: string;
}

const MONTHS: readonly string[] = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];
const MONTH = "(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "((?:19|20)\\d\\d)";

/** Ways to write a date, the most exact first, with where year, month and day stand in them. */
const FORMS: readonly { readonly form: RegExp; readonly at: readonly (number | null)[] }[] = [
  { form: new RegExp(`${YEAR}-(\\d{1,2})-(\\d{1,2})`, "iu"), at: [1, 2, 3] },
  {
    form: new RegExp(`${YEAR}\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*[日号]`, "iu"),
    at: [1, 2, 3],
  },
  { form: new RegExp(`\\b${DAY}\\s+(?:of\\s+)?${MONTH},?\\s+${YEAR}\\b`, "iu"), at: [3, 2, 1] },
  { form: new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+${YEAR}\\b`, "iu"), at: [3, 1, 2] },
  { form: new RegExp(`${YEAR}\\s*年\\s*(\\d{1,2})\\s*月`, "iu"), at: [1, 2, null] },
  { form: new RegExp(`\\b${MONTH}\\s+${YEAR}\\b`, "iu"), at: [2, 1, null] },
  { form: new RegExp(`${YEAR}\\s*年`, "iu"), at: [1, null, null] },
  { form: new RegExp(`\\b${YEAR}\\b`, "iu"), at: [1, null, null] },
];

/** The first date of a sentence: a day, a month or a year; null where none has its year. */
export function takeDays(text: SentenceText): SaidDays | null {
  for (const { form, at } of FORMS) {
    const match = text.take(form);
    if (match === null) continue;
    const [year, month, day] = at.map((group) => (group === null ? null : (match[group] ?? null)));
    const days = daysOf(Number(year), monthNumber(month ?? null), day ?? null);
    if (days !== null) return days;
  }
  return null;
}

function monthNumber(written: string | null): number | null {
  if (written === null) return null;
  const named = MONTHS.indexOf(written.slice(0, 3).toLowerCase());
  return named < 0 ? Number(written) : named + 1;
}

function daysOf(year: number, month: number | null, day: string | null): SaidDays | null {
  if (month === null)
    return between({ year, month: 1, day: 1 }, { year: year + 1, month: 1, day: 1 });
  if (month < 1 || month > 12) return null;
  const first = { year, month, day: 1 };
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { ...first, month: month + 1 };
  if (day === null) return between(first, next);
  const own = unixDay(daysFromCivil(first) + Number(day) - 1);
  if (Number(day) < 1 || own >= daysFromCivil(next)) return null;
  return { from: formatDate(startOfDay(own)), to: formatDate(startOfDay(unixDay(own + 1))) };
}

type CivilDate = Parameters<typeof daysFromCivil>[0];

function between(first: CivilDate, next: CivilDate): SaidDays {
  return {
    from: formatDate(startOfDay(daysFromCivil(first))),
    to: formatDate(startOfDay(daysFromCivil(next))),
  };
}
