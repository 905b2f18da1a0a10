import { type UnixDay, dayOf, parseTime } from "../base/index.ts";
import { bad } from "./csv-file.ts";

/** Days of a published figure: the first, and the day after the last. */
interface FactPeriod {
  readonly from: UnixDay;
  readonly to: UnixDay;
}

/** Two cells of a row as a period that is not empty; `row` counts from 0, below the header. */
export function periodIn(name: string, row: number, cells: readonly [string, string]): FactPeriod {
  const [from, to] = [dayIn(name, row, cells[0]), dayIn(name, row, cells[1])];
  if (to <= from) throw bad(name, row + 2, `period ${cells[0]} to ${cells[1]}`);
  return { from, to };
}

/** A cell as a day. */
export function dayIn(name: string, row: number, text: string): UnixDay {
  if (!/^\d{4}-\d\d-\d\d$/u.test(text)) throw bad(name, row + 2, `date "${text}"`);
  return dayOf(parseTime(text, name));
}
