import type { HashfallError } from "../base/index.ts";
import { REMEDY, damaged } from "./manifest.ts";

/** Rows of one of our own comma-separated files, which quote nothing, under the header expected. */
export function csvRows(name: string, bytes: Uint8Array, header: readonly string[]): string[][] {
  const [first, ...lines] = new TextDecoder().decode(bytes).trimEnd().split("\n");
  if (first !== header.join(",")) throw bad(name, 1, `header is not ${header.join(",")}`);
  return lines.map((line, index) => {
    const cells = line.split(",");
    if (cells.length !== header.length) throw bad(name, index + 2, `${cells.length} cells`);
    return cells;
  });
}

/** A row that cannot be; `line` counts from 1, the header. */
export function bad(name: string, line: number, reason: string): HashfallError {
  return damaged([{ path: `${name}:${line}`, reason, remedy: REMEDY }]);
}

/** A number of a cell, finite and not below zero; `row` counts from 0, below the header. */
export function numberIn(name: string, row: number, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value >= 0) return value;
  throw bad(name, row + 2, `"${text}" is no number from zero up`);
}
