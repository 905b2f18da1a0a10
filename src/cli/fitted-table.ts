import { type Column, type Terminal, displayWidth, table } from "./terminal.ts";

/** Spaces between two columns. */
const GAP = 2;

/** Columns that name a row, repeated in each part of a table, and then its values. */
interface Rows {
  readonly keys: number;
  readonly columns: readonly Column[];
  readonly cells: readonly (readonly string[])[];
}

/** A table that is too wide for the terminal in several below each other, each with the row's name. */
export function fittedTable(terminal: Terminal, { keys, columns, cells }: Rows): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...cells.map((row) => displayWidth(row[index] ?? ""))),
  );
  return partsOf(widths, keys, terminal.width)
    .map((part) =>
      table(
        terminal,
        picked(columns, part),
        cells.map((row) => picked(row, part)),
      ),
    )
    .join("\n");
}

/** Columns of each part: the keys, and as many others as fit, at least one. */
function partsOf(widths: readonly number[], keys: number, room: number): number[][] {
  const names = widths.slice(0, keys).map((_, index) => index);
  const used = (part: readonly number[]): number =>
    part.reduce((sum, index) => sum + GAP + (widths[index] ?? 0), -GAP);
  const parts: number[][] = [];
  for (let index = keys; index < widths.length; index += 1) {
    const last = parts.at(-1);
    if (last !== undefined && used([...last, index]) <= room) last.push(index);
    else parts.push([...names, index]);
  }
  return parts;
}

function picked<T>(row: readonly T[], part: readonly number[]): T[] {
  return part.flatMap((index) => {
    const cell = row[index];
    return cell === undefined ? [] : [cell];
  });
}
