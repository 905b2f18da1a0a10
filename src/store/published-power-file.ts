import { type UnixDay, dayOf, parseTime } from "../base/index.ts";
import type { PublishedPower } from "../energy/index.ts";
import { bad, numberIn } from "./csv-file.ts";

const NAME = "published-power.csv";
const BOUNDS = ["lower", "best", "upper"] as const;
const UNITS = ["TWh", "GW"] as const;

export const PUBLISHED_POWER_COLUMNS = [
  "estimate",
  "bound",
  "from",
  "to",
  "value",
  "unit",
  "published",
  "source",
] as const;

/** Figures of others for the network's power. */
export function publishedPowerFrom(rows: readonly (readonly string[])[]): PublishedPower[] {
  return rows.map(([estimate = "", bound = "", ...rest], row) => {
    const [from = "", to = "", value = "", unit = "", published = "", source = ""] = rest;
    const figure = {
      estimate,
      bound: choiceIn(row, bound, BOUNDS),
      from: dayIn(row, from),
      to: dayIn(row, to),
      value: numberIn(NAME, row, value),
      unit: choiceIn(row, unit, UNITS),
      published: dayIn(row, published),
      source,
    };
    if (figure.from >= figure.to) throw bad(NAME, row + 2, `"${from}" is not before "${to}"`);
    if (figure.published < figure.to) {
      throw bad(NAME, row + 2, `"${published}" lies before the end of the period`);
    }
    return figure;
  });
}

function choiceIn<T extends string>(row: number, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw bad(NAME, row + 2, `"${text}" is none of ${choices.join(", ")}`);
  return found;
}

function dayIn(row: number, text: string): UnixDay {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) throw bad(NAME, row + 2, `date "${text}"`);
  return dayOf(parseTime(text, NAME));
}
