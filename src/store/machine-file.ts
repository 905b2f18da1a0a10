import { dayOf, joulesPerTerahash, parseTime, terahashesPerSecond } from "../base/index.ts";
import type { MachineModel } from "../energy/index.ts";
import { bad, numberIn } from "./csv-file.ts";

const NAME = "machines.csv";

export const MACHINE_COLUMNS = [
  "maker",
  "model",
  "released",
  "hashrate_TH_s",
  "power_W",
  "efficiency_J_TH",
  "first_list",
  "source",
] as const;

/** Machine models, in the order of their release. */
export function machinesFrom(rows: readonly (readonly string[])[]): MachineModel[] {
  const machines = rows.map((cells, row) => machineFrom(cells, row));
  const back = machines.findIndex(
    ({ released }, index) => released < (machines[index - 1]?.released ?? -Infinity),
  );
  if (back !== -1) throw bad(NAME, back + 2, "released before the one above it");
  return machines;
}

function machineFrom(cells: readonly string[], row: number): MachineModel {
  const [maker = "", model = "", released = "", hashrate = "", power = "", ...rest] = cells;
  const [efficiency = "", firstList = "", source = ""] = rest;
  if (!/^\d{4}-\d\d-\d\d$/u.test(released)) throw bad(NAME, row + 2, `date "${released}"`);
  const stated = numberIn(NAME, row, efficiency);
  if (hashrate !== "" && power !== "") {
    const made = numberIn(NAME, row, power) / numberIn(NAME, row, hashrate);
    if (Math.abs(made / stated - 1) > 0.005) {
      throw bad(NAME, row + 2, `${power} W at ${hashrate} TH/s is not ${efficiency} J/TH`);
    }
  }
  return {
    maker,
    model,
    released: dayOf(parseTime(released, NAME)),
    hashrate: hashrate === "" ? null : terahashesPerSecond(numberIn(NAME, row, hashrate)),
    efficiency: joulesPerTerahash(stated),
    inFirstList: firstList === "yes",
    source,
  };
}
