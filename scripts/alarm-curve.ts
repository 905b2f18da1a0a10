// Remakes the table of docs/methods/alarm.md: false alarms a year, and delay against size.
import { Random } from "../src/base/index.ts";
import { simulateDelay, simulateFalseAlarms } from "../src/observe/index.ts";

const STATIONARY_BLOCKS = 40_000_000;
const RUNS = 3_000;
const DROPS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6];

const rate = simulateFalseAlarms(new Random(5), STATIONARY_BLOCKS);
process.stdout.write(`false alarms a year: ${rate.toFixed(2)} (${STATIONARY_BLOCKS} blocks)\n\n`);
process.stdout.write(
  "| fall | median delay, h | 90 % within, h | found in four weeks |\n|---|---|---|---|\n",
);
const hours = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : "–");
for (const drop of DROPS) {
  const { medianHours, p90Hours, found } = simulateDelay(new Random(2), drop, RUNS);
  process.stdout.write(
    `| ${drop * 100} % | ${hours(medianHours)} | ${hours(p90Hours)} | ${(found * 100).toFixed(1)} % |\n`,
  );
}
