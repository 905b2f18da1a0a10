import { readFileSync } from "node:fs";
import type { LoadFact } from "../../../src/energy/index.ts";
import { csvRows } from "../../../src/store/csv-file.ts";
import { LOAD_COLUMNS, loadsFrom } from "../../../src/store/load-file.ts";

/** The record's figures of loads and targets, as kept by hand. */
export const LOADS: readonly LoadFact[] = loadsFrom(
  csvRows(
    "loads.csv",
    readFileSync(new URL("../../../scripts/build-record/energy/loads.csv", import.meta.url)),
    LOAD_COLUMNS,
  ),
);
