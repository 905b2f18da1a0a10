import { expect, test } from "vitest";
import { daysFromCivil } from "../../src/base/index.ts";
import { MAP_PLACES } from "../../src/energy/index.ts";
import { SHARE_COLUMNS, sharesFrom } from "../../src/store/share-file.ts";
import { tableRows } from "./table-rows.ts";

const rows = tableRows("hashrate-shares.csv", SHARE_COLUMNS);
const ROW = "cambridge,2021-08,DE,figure,4.48,world,2021-10-13,yes,https://example.org,note";

test("shares of the record: each with an address, public after its month began", () => {
  const shares = sharesFrom(rows);
  expect(shares.length).toBe(69);
  for (const { source, published, day, place } of shares) {
    expect(source).toMatch(/^https?:\/\//u);
    expect(published).toBeGreaterThan(day - 15);
    expect([...MAP_PLACES, "CN", "CN/Beijing"]).toContain(place);
  }
});

test("a day of publication that is not known is three months after the end of the month", () => {
  const undated = sharesFrom(rows).filter(({ isDated }) => !isDated);
  expect(undated.length).toBeGreaterThan(0);
  for (const { day, published } of undated) {
    expect(published - day).toBeGreaterThan(90);
    expect(published - day).toBeLessThan(111);
  }
});

test("the figures of one month and whole never exceed it", () => {
  const sums = new Map<string, number>();
  for (const { estimate, day, of, place, share, isBound } of sharesFrom(rows)) {
    const ofCountries = of === "world" && place.includes("/");
    if (ofCountries || isBound) continue;
    const key = `${estimate} ${day} ${of}`;
    sums.set(key, (sums.get(key) ?? 0) + share);
  }
  for (const sum of sums.values()) expect(sum).toBeLessThanOrEqual(1);
});

test("a row is read as it stands", () => {
  expect(sharesFrom([ROW.split(",")])).toEqual([
    {
      estimate: "cambridge",
      day: daysFromCivil({ year: 2021, month: 8, day: 15 }),
      place: "DE",
      share: expect.closeTo(0.0448, 12),
      isBound: false,
      of: "world",
      published: daysFromCivil({ year: 2021, month: 10, day: 13 }),
      isDated: true,
      source: "https://example.org",
      note: "note",
    },
  ]);
});

test.each([
  ["2021-08", "2021-8"],
  ["figure", "guess"],
  [",DE,", ",Germany,"],
  ["4.48", "104"],
  ["world", "Europe"],
  ["2021-10-13", "October"],
  [",yes,", ",maybe,"],
])("%s cannot be %s", (good, wrong) => {
  expect(() => sharesFrom([ROW.replace(good, wrong).split(",")])).toThrow(
    expect.objectContaining({ code: "record.damaged" }),
  );
});

const rowsOf = (other: string): string[][] => [
  ROW.replace("4.48", "60").split(","),
  ROW.replace("4.48", other).replace(",DE,", ",US,").split(","),
];

test("shares of a month that are more than the whole are refused, but for rounding", () => {
  expect(sharesFrom(rowsOf("40.4"))).toHaveLength(2);
  expect(() => sharesFrom(rowsOf("40.6"))).toThrow("more than the whole");
});

test("a share is stated once", () => {
  expect(() => sharesFrom([ROW.split(","), ROW.split(",")])).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ path: "hashrate-shares.csv:3" })],
    }),
  );
});
