import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { civilFromDays } from "../../src/base/index.ts";
import type { MachineModel } from "../../src/energy/index.ts";
import { ROOT, record } from "../shipped.ts";

const MACHINES = record.energy.machines;
const NAMED = MACHINES.filter(({ maker }) => maker !== "various");
const PAGE = readFileSync(`${ROOT}docs/methods/machines.md`, "utf8");

/** What an address of the list has in it, and the page's name for that source. */
const SOURCES = [
  { part: "bitcoin-energy/files/8f9b2a9d23c2", name: "ASIC Miner Value, January 2021" },
  { part: "asicminervalue_all_sha256", name: "ASIC Miner Value, April 2026" },
  { part: "_all_variants.md", name: "lists by maker, April 2026" },
  { part: "mining_energy_consumption", name: "Cambridge's first list" },
  { part: "mining-devices.csv", name: "F2Pool, March 2020" },
] as const;

const yearOf = ({ released }: MachineModel): number => civilFromDays(released).year;
const monthOf = ({ released }: MachineModel): string => {
  const { year, month } = civilFromDays(released);
  return `${year}-${String(month).padStart(2, "0")}`;
};

// ASIC Miner Value, its page of January 2021 (addresses in the list), and Canaan's release of
// October 2025 as reviewed at https://hashrateindex.com/blog/hardware-review-canaans-a16-series
test.each([
  { model: "Antminer T19 (84Th)", month: "2020-06", rate: 84, power: 3150 },
  { model: "AvalonMiner 1166 Pro", month: "2020-08", rate: 81, power: 3400 },
  { model: "Whatsminer M30S++", month: "2020-10", rate: 112, power: 3472 },
  { model: "Whatsminer M31S+", month: "2020-12", rate: 80, power: 3360 },
  { model: "Avalon A16-282T", month: "2026-03", rate: 282, power: 3900 },
  { model: "Avalon A16XP-300T", month: "2026-04", rate: 300, power: 3850 },
])("$model came in $month with $rate TH/s at $power W", ({ model, month, rate, power }) => {
  const machine = MACHINES.find((other) => other.model === model);
  expect(machine?.hashrate).toBe(rate * 1e12);
  expect(Math.round((machine?.efficiency ?? NaN) * rate)).toBeCloseTo(power, -1);
  expect(machine === undefined ? "" : monthOf(machine)).toBe(month);
});

test("Cambridge's first list is whole: 90 models, the best of them the S19 Pro of May 2020", () => {
  const first = MACHINES.filter(({ inFirstList }) => inFirstList);
  expect(first).toHaveLength(90);
  expect(first.filter(({ maker }) => maker === "various")).toHaveLength(6);
  const best = first.reduce((a, b) => (b.efficiency < a.efficiency ? b : a));
  expect(best.model).toBe("Antminer S19 Pro (110Th)");
  expect(best.efficiency).toBe(29.55);
  expect(first.map(monthOf).at(-1)).toBe("2020-05");
});

test("it goes on to 2026 with more than 120 models, each with hashrate and power", () => {
  const later = MACHINES.filter(({ inFirstList }) => !inFirstList);
  expect(NAMED.length).toBeGreaterThan(120);
  expect(later.length).toBeGreaterThan(120);
  expect(later.filter(({ hashrate }) => hashrate === null)).toEqual([]);
  expect(Math.max(...later.map(yearOf))).toBe(2026);
});

test("no machine draws less than a lamp or more than a rack's circuit", () => {
  for (const { model, hashrate, efficiency } of NAMED) {
    const power = ((hashrate ?? NaN) / 1e12) * efficiency;
    if (hashrate === null) continue;
    expect(power, model).toBeGreaterThan(100);
    expect(power, model).toBeLessThan(22_000);
  }
});

test("the middle machine of each year from 2014 on beats that of the year before", () => {
  const years = [...new Set(NAMED.map(yearOf))];
  const middles = years.map((year) => middle(NAMED.filter((machine) => yearOf(machine) === year)));
  expect(years).toEqual(Array.from({ length: 13 }, (_, index) => 2014 + index));
  for (const [index, efficiency] of middles.entries()) {
    expect(efficiency, `${years[index]}`).toBeLessThan(middles[index - 1] ?? Infinity);
  }
});

test("the page's counts by maker, year and source are those of the list", () => {
  const makers = count(MACHINES.map(({ maker }) => maker));
  const years = count(MACHINES.map((machine) => String(yearOf(machine))));
  expect(tableOf("maker")).toEqual(makers);
  expect(tableOf("year")).toEqual(years);
  expect(tableOf("source")).toEqual(count(MACHINES.map(sourceOf)));
  expect(PAGE).toContain(`**${MACHINES.length} rows**`);
});

test("the page names every machine without a hashrate", () => {
  const text = PAGE.replaceAll(/\s+/gu, " ");
  const without = NAMED.filter(({ hashrate }) => hashrate === null);
  expect(without.length).toBeGreaterThan(0);
  for (const { model } of without) expect(text).toContain(model.replace("Whatsminer ", ""));
});

function middle(machines: readonly MachineModel[]): number {
  const sorted = machines.map(({ efficiency }) => efficiency).toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const above = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? above : (above + (sorted[half - 1] ?? NaN)) / 2;
}

function count(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function sourceOf({ source }: MachineModel): string {
  return SOURCES.find(({ part }) => source.includes(part))?.name ?? source;
}

/** The counts of the page's table under a heading cell, as name and number. */
function tableOf(heading: string): Readonly<Record<string, number>> {
  const [, rows = ""] = PAGE.split(`| ${heading} | models |\n|---|---|\n`);
  const lines = rows.split("\n\n")[0]?.trim().split("\n") ?? [];
  const cells = lines.map((line) => line.split("|").map((cell) => cell.trim()));
  return Object.fromEntries(cells.map(([, name = "", number = ""]) => [name, Number(number)]));
}
