import type { UnixDay } from "../base/index.ts";
import type { HashrateShare } from "../energy/index.ts";
import { bad, numberIn } from "./csv-file.ts";
import { placeIn } from "./fact-bounds.ts";
import { dayIn } from "./fact-period.ts";

const NAME = "hashrate-shares.csv";
/** By how much published shares of a month may exceed their whole for being rounded. */
const ROUNDING = 0.005;

export const SHARE_COLUMNS = [
  "estimate",
  "month",
  "place",
  "kind",
  "share_pct",
  "of",
  "published",
  "dated",
  "source",
  "note",
] as const;

/** Published shares of places in the hashrate; one for each estimate, month, place and whole. */
export function sharesFrom(rows: readonly (readonly string[])[]): HashrateShare[] {
  const shares = rows.map((cells, row) => shareFrom(cells, row));
  const keys = rows.map(([estimate, month, place, , , of]) => [estimate, month, place, of].join());
  const again = keys.findIndex((key, row) => keys.indexOf(key) < row);
  if (again !== -1) throw bad(NAME, again + 2, "stated above already");
  const over = overFull(shares);
  if (over !== -1) throw bad(NAME, over + 2, "the shares of its month are more than the whole");
  return shares;
}

/**
 * Row with which the figures of one estimate, month and whole exceed it by more than rounding; −1
 * for none. Parts of China given of the world are in China's own row, and bounds are no figures.
 */
function overFull(shares: readonly HashrateShare[]): number {
  const sums = new Map<string, number>();
  return shares.findIndex(({ estimate, day, of, place, share, isBound }) => {
    if (isBound || (of === "world" && place.includes("/"))) return false;
    const key = `${estimate} ${day} ${of}`;
    const sum = (sums.get(key) ?? 0) + share;
    sums.set(key, sum);
    return sum > 1 + ROUNDING;
  });
}

function shareFrom(cells: readonly string[], row: number): HashrateShare {
  const text = (name: (typeof SHARE_COLUMNS)[number]): string =>
    cells[SHARE_COLUMNS.indexOf(name)] ?? "";
  const of = text("of");
  if (of !== "world" && of !== "CN") throw bad(NAME, row + 2, `share of "${of}"`);
  const share = numberIn(NAME, row, text("share_pct")) / 100;
  if (share > 1) throw bad(NAME, row + 2, `${text("share_pct")} %`);
  return {
    estimate: text("estimate"),
    day: middleOf(text("month"), row),
    place: placeIn(NAME, row, text("place")),
    share,
    isBound: isFirst(row, text("kind"), ["below", "figure"]),
    of,
    published: dayIn(NAME, row, text("published")),
    isDated: isFirst(row, text("dated"), ["yes", "no"]),
    source: text("source"),
    note: text("note"),
  };
}

/** Whether a cell holds the first of two words; it must hold one of them. */
function isFirst(row: number, text: string, words: readonly [string, string]): boolean {
  if (!words.includes(text)) throw bad(NAME, row + 2, `"${text}" is none of ${words.join(", ")}`);
  return text === words[0];
}

/** The 15th of a month, written 2021-08. */
function middleOf(month: string, row: number): UnixDay {
  if (!/^\d{4}-\d\d$/u.test(month)) throw bad(NAME, row + 2, `month "${month}"`);
  return dayIn(NAME, row, `${month}-15`);
}
