import { readFileSync } from "node:fs";
import { csvRows } from "../../src/store/csv-file.ts";

/** Rows of one of the record's tables that are kept by hand. */
export function tableRows(name: string, header: readonly string[]): string[][] {
  const file = new URL(`../../scripts/build-record/energy/${name}`, import.meta.url);
  return csvRows(name, readFileSync(file), header);
}
