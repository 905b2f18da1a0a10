import { civilFromDays, daysFromCivil, unixDay } from "../../base/index.ts";
import { type Language, formatMonth } from "../../report/index.ts";
import type { Stretch } from "./layers.ts";
import { lengthOf } from "./stretch.ts";

const DAY = 86_400;
const YEAR = 365.25 * DAY;

/** About so many round values of a linear axis. */
export function linearTicks(low: number, high: number, about: number): number[] {
  const rough = (high - low) / Math.max(1, about);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((times) => times * decade >= rough) ?? 10) * decade;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  // Of whole steps, so that no rounding adds up; 12 figures hide the last bit.
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Round values of a logarithmic axis: powers of ten, with 2 and 5 where there is room. */
export function logTicks(low: number, high: number, about: number): number[] {
  const decades = Math.log10(high / low);
  if (decades < 1) return linearTicks(low, high, about);
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const every = Math.max(1, Math.round(decades / about));
  const times = decades * 3 <= about + 2 ? [1, 2, 5] : [1];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((power) => power % every === 0)
    .flatMap((power) => times.map((time) => time * 10 ** power))
    .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** An instant of the time axis with its word. */
export interface TimeTick {
  readonly at_s: number;
  readonly text: string;
}

/** Steps that people count in: hours, days, months. */
const STEPS: readonly {
  readonly unit: "hour" | "day" | "month";
  readonly count: number;
  readonly length_s: number;
}[] = [
  ...[1, 3, 6, 12].map((count) => ({ unit: "hour" as const, count, length_s: count * 3600 })),
  ...[1, 2, 5, 10].map((count) => ({ unit: "day" as const, count, length_s: count * DAY })),
  ...[1, 2, 3, 6, 12, 24, 60].map((count) => ({
    unit: "month" as const,
    count,
    length_s: (count * YEAR) / 12,
  })),
];

/** Ticks of a stretch drawn `width` px wide, no closer than their words need. */
export function timeTicks(view: Stretch, width: number, language: Language): TimeTick[] {
  const pixel = lengthOf(view) / Math.max(1, width);
  const room = 78;
  const step = STEPS.find(({ length_s }) => length_s / pixel >= room) ?? STEPS.at(-1);
  if (step === undefined) return [];
  if (step.unit === "month") return monthTicks(view, step.count, language);
  if (step.unit === "day") return dayTicks(view, step.count, language);
  return hourTicks(view, step.length_s, language);
}

function monthTicks(view: Stretch, every: number, language: Language): TimeTick[] {
  const { year, month } = civilOf(view.from_s);
  const first = Math.floor((year * 12 + month - 1) / every) * every;
  const count = Math.ceil(lengthOf(view) / (YEAR / 12) / every) + 2;
  return Array.from({ length: count }, (_, index) => first + index * every)
    .map((months) => ({ year: Math.floor(months / 12), month: (months % 12) + 1, day: 1 }))
    .map((civil) => ({ at_s: daysFromCivil(civil) * DAY, civil }))
    .filter(({ at_s }) => at_s >= view.from_s && at_s <= view.to_s)
    .map(({ at_s, civil }, index) => ({
      at_s,
      text: monthWord(civil, index === 0 && every < 12, language),
    }));
}

/** January is its year; the first of the axis says its year too. */
function monthWord(
  { year, month }: { readonly year: number; readonly month: number },
  isFirst: boolean,
  language: Language,
): string {
  if (month === 1) return language === "zh" ? `${year}年` : String(year);
  const name = formatMonth(month, language, true);
  if (!isFirst) return name;
  return language === "zh" ? `${year}年${name}` : `${name} ${year}`;
}

/** On round days of each month, so that the axis does not shift while it is panned. */
function dayTicks(view: Stretch, every: number, language: Language): TimeTick[] {
  const first = Math.ceil(view.from_s / DAY);
  const last = Math.floor(view.to_s / DAY);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .map((day) => ({ at_s: day * DAY, civil: civilFromDays(unixDay(day)) }))
    .filter(
      ({ civil }) => (civil.day - 1) % every === 0 && civil.day <= 31 - Math.min(every, 4) + 1,
    )
    .map(({ at_s, civil }, index) => ({ at_s, text: dayWord(civil, index === 0, language) }));
}

function dayWord(
  { year, month, day }: { readonly year: number; readonly month: number; readonly day: number },
  isFirst: boolean,
  language: Language,
): string {
  if (language === "zh") return `${isFirst ? `${year}年` : ""}${month}月${day}日`;
  return `${day} ${formatMonth(month, language, true)}${isFirst ? ` ${year}` : ""}`;
}

function hourTicks(view: Stretch, every_s: number, language: Language): TimeTick[] {
  const first = Math.ceil(view.from_s / every_s);
  const last = Math.floor(view.to_s / every_s);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * every_s).map(
    (at_s) => {
      const hour = Math.round((at_s % DAY) / 3600);
      const text =
        hour === 0
          ? dayWord(civilOf(at_s), false, language)
          : `${String(hour).padStart(2, "0")}:00`;
      return { at_s, text };
    },
  );
}

function civilOf(at_s: number): ReturnType<typeof civilFromDays> {
  return civilFromDays(unixDay(Math.floor(at_s / DAY)));
}
