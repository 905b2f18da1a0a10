// Fits a shipped scenario to the record and writes its draws to scenarios/posteriors/.
//
//   npx tsx scripts/fit-scenario.ts NAME [--as-of 2021-06-20] [--budget RUNS]
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openWorkspace } from "../src/app/index.ts";
import { formatDate, parseTime } from "../src/base/index.ts";
import { type ScenarioFit, fitScenario, scenarioKnownAt } from "../src/simulate/index.ts";
import { drawsText, loadScenario } from "../src/store/index.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "as-of": { type: "string" }, budget: { type: "string", default: "40000" } },
});
const [name] = positionals;
if (name === undefined) throw new Error("usage: npx tsx scripts/fit-scenario.ts NAME [--as-of T]");
const place = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const given = values["as-of"];
const asOf = given === undefined ? undefined : parseTime(given, "--as-of");
const whole = await openWorkspace({ record: place("data") });
const known = asOf === undefined ? whole : await openWorkspace({ record: place("data") }, asOf);
const { orders } = whole.record;
const read = await loadScenario(name, { folder: place("scenarios"), orders });
const title = asOf === undefined ? name : `${name}-as-of-${formatDate(asOf)}`;
const fit = fitScenario(known, asOf === undefined ? read : scenarioKnownAt(read, asOf), {
  name: title,
  budget: Number(values.budget),
  commit: execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim(),
  command: `npx tsx scripts/fit-scenario.ts ${process.argv.slice(2).join(" ")}`,
});
mkdirSync(place("scenarios/posteriors"), { recursive: true });
writeFileSync(place(`scenarios/posteriors/${title}.json`), drawsText(fit.draws));
process.stdout.write(reportOf(fit));

function reportOf({ draws, diagnostics }: ScenarioFit): string {
  const rows = diagnostics.paths.map(({ path, rHat, effectiveSize }, index) => {
    const column = draws.draws.map((draw) => draw[index] ?? NaN).toSorted((a, b) => a - b);
    const at = (part: number): string =>
      (column[Math.floor(part * (column.length - 1))] ?? NaN).toPrecision(3);
    const quality = `${rHat.toFixed(3)} | ${effectiveSize.toFixed(0)}`;
    return `| ${path} | ${at(0.1)} | ${at(0.5)} | ${at(0.9)} | ${quality} |\n`;
  });
  const { acceptance, evaluations, stretches, shares, missesAtMode } = diagnostics;
  return [
    `${draws.madeFrom.note}; ${evaluations} runs, ${(100 * acceptance).toFixed(0)} % accepted; `,
    `misses² at the mode ${missesAtMode.toFixed(0)} of ${stretches} stretches, ${shares} shares\n`,
    "| path | 10 % | median | 90 % | R-hat | effective draws |\n|---|---|---|---|---|---|\n",
    ...rows,
  ].join("");
}
