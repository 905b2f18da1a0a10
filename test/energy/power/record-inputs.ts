import { fileURLToPath } from "node:url";
import type { PowerInputs } from "../../../src/energy/index.ts";
import { Timeline, powerInputs } from "../../../src/observe/index.ts";
import { loadRecord } from "../../../src/store/index.ts";

const DATA = fileURLToPath(new URL("../../../data", import.meta.url));

/** The shipped record as inputs of the power model. */
export async function recordInputs(): Promise<PowerInputs> {
  const record = await loadRecord(DATA);
  return powerInputs(new Timeline(record.blocks), record);
}
