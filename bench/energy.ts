// Speed of the network's power as a probability, on one core, right before fast.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openWorkspace } from "../src/app/index.ts";
import { daysFromCivil } from "../src/base/index.ts";
import {
  type NetworkPower,
  type PowerInputs,
  cambridgePower,
  energyEstimate,
  fleetOn,
  networkPower,
  powerQuantiles,
  powerSensitivity,
} from "../src/energy/index.ts";
import { powerInputs } from "../src/observe/index.ts";
import { printMachine } from "./machine.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));
const DRAWS = 1000;
const ROUNDS = 5;
/** Asked for: a daily series 2016-2026 with 1,000 draws. */
const LIMIT_S = 3;
const YEAR_2021 = daysFromCivil({ year: 2021, month: 1, day: 1 });
const YEAR_2022 = daysFromCivil({ year: 2022, month: 1, day: 1 });
const APRIL_2021 = daysFromCivil({ year: 2021, month: 4, day: 15 });

printMachine();

const { record, timeline } = await openWorkspace({ record: `${HOME}data` });
const inputs = powerInputs(timeline, record);
assertRight(inputs);

const series = time(`daily power 2016-2026, ${DRAWS} draws, with their quantiles`, () => {
  powerQuantiles(networkPower(inputs, { seed: 1, draws: DRAWS }));
});
time("of that the draws", () => {
  networkPower(inputs, { seed: 1, draws: DRAWS });
});
const power = networkPower(inputs, { seed: 1, draws: DRAWS });
time("of that the quantiles of each day", () => {
  powerQuantiles(power);
});
time("the energy of a year with its interval", () => {
  energyEstimate(power, YEAR_2021, YEAR_2022);
});
time("the sensitivity of a year", () => {
  powerSensitivity(power, YEAR_2021, YEAR_2022);
});
time(`the fleet of a day by model, ${DRAWS} draws`, () => {
  fleetOn(inputs, { day: APRIL_2021, seed: 1, draws: DRAWS });
});
time("Cambridge 1.4, one figure a day without an error", () => {
  cambridgePower(inputs.days, inputs.machines, { version: "1.4", price_USD_kWh: 0.05 });
});
write(`\n${series < LIMIT_S ? "within" : "MISSES"} the ${LIMIT_S} s asked for the series\n`);

/** The same draws for any number of them, a year that is known, and quantiles in order. */
function assertRight(of: PowerInputs): void {
  const few = networkPower(of, { seed: 1, draws: 200 });
  assert.deepEqual(networkPower(of, { seed: 1, draws: 1 }).power, few.power.subarray(0, few.days));
  assert.ok(few.days > 3700, `${few.days} days`);
  assertYear(few);
  const columns = powerQuantiles(few);
  for (const [at, column] of columns.entries()) {
    const next = columns[at + 1] ?? column;
    assert.ok(column.every((value, day) => value <= (next[day] ?? NaN)));
  }
}

function assertYear(of: NetworkPower): void {
  const { energy, lo90, hi90 } = energyEstimate(of, YEAR_2021, YEAR_2022);
  assert.ok(lo90 < energy.value && energy.value < hi90);
  assert.ok(energy.value > 60 && energy.value < 100, `${energy.value} TWh`);
}

/** CPU seconds of the fastest and the middle round; gives the middle. */
function time(name: string, task: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    task();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1e6);
  }
  const [best = NaN, , middle = NaN] = times.toSorted((a, b) => a - b);
  write(
    `${best.toFixed(3).padStart(8)} s best ${middle.toFixed(3).padStart(8)} s median  ${name}\n`,
  );
  return middle;
}

function write(text: string): void {
  process.stdout.write(text);
}
