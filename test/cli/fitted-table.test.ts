import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fittedTable } from "../../src/cli/fitted-table.ts";
import { type Terminal, displayWidth } from "../../src/cli/terminal.ts";
import { wrapped } from "../../src/cli/wrapping.ts";

const terminalOf = (width: number): Terminal => ({
  out: () => undefined,
  notes: () => undefined,
  colour: false,
  live: false,
  width,
});
const COLUMNS = ["place", "share %", "power GW", "排放 Mt/y"].map((title) => ({
  title,
  align: "right" as const,
}));
const CELLS = [
  ["Other provinces of China", "37.2 [17.0, 60.0]", "4.00 [1.80, 6.83]", "12.0 [4.8, 21.8]"],
  ["四川", "6.6 [1.2, 23.8]", "0.72 [0.12, 2.68]", "0.6 [0.1, 3.1]"],
];
const tableAt = (width: number): string[] =>
  fittedTable(terminalOf(width), { keys: 1, columns: COLUMNS, cells: CELLS }).split("\n");

test("a table that fits stays one table", () => {
  expect(tableAt(100)).toHaveLength(4);
});

test.each([60, 70, 80])(
  "no line of a table is wider than %d columns, and no cell is lost",
  (width) => {
    const lines = tableAt(width);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    for (const cell of CELLS.flat()) expect(lines.join("\n")).toContain(cell);
  },
);

test("each part of a table names its rows", () => {
  const named = tableAt(60).filter((line) => line.includes("四川"));
  expect(named.length).toBeGreaterThan(1);
});

test("no line ends inside an interval, a quoted command or before a unit", () => {
  const text =
    "与`energy --at 2021-06-20`相比，功率为7.10 [5.59, 8.98] GW，其中46 % [30, 68]来自水电; the rest of 12 TWh [1.0, 2.0] comes from coal.";
  for (let columns = 40; columns < 100; columns += 1) {
    const lines = wrapped(text, columns);
    for (const part of ["[5.59, 8.98]", "`energy --at 2021-06-20`", "46 %", "[1.0, 2.0]"]) {
      expect(
        lines.some((line) => line.includes(part)),
        `${part} at ${columns}`,
      ).toBe(true);
    }
  }
});

const bare = (text: string): string => text.replaceAll(" ", "");

test("wrapping loses nothing but spaces and keeps to its columns but for a closing sign", () => {
  const piece = fc.constantFrom("水", "电", "，", "（", "a", "power ", "12.5", "🜚", " ", "[1, 2]");
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.integer({ min: 20, max: 60 }),
      (parts, columns) => {
        const lines = wrapped(parts.join(""), columns);
        expect(bare(lines.join(""))).toBe(bare(parts.join("")));
        for (const line of lines) {
          expect(displayWidth(line.replace(/[，]+$/u, ""))).toBeLessThanOrEqual(columns);
        }
      },
    ),
  );
});
