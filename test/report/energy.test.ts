import { expect, test } from "vitest";
import { weekTo } from "../../src/app/energy/network-energy.ts";
import { spillOf } from "../../src/app/energy/spill-of.ts";
import { studyEnergy } from "../../src/app/study-energy.ts";
import { openWorkspace } from "../../src/app/workspace.ts";
import { type Estimate, daysFromCivil, parseTime } from "../../src/base/index.ts";
import { meanPower, networkPower } from "../../src/energy/index.ts";
import { powerInputs } from "../../src/observe/index.ts";
import {
  type StudyData,
  findings,
  renderStudyPage,
  studyFigures,
  studyTables,
} from "../../src/report/index.ts";
import { estimateOfSample } from "../../src/statistics/index.ts";
import { ROOT } from "../shipped.ts";
import { partOf, study, visibleText } from "./study.ts";

const { energy, plan } = study;
const day = (month: number, of: number): ReturnType<typeof daysFromCivil> =>
  daysFromCivil({ year: 2021, month, day: of });
const powerOf = (of: number): StudyData["energy"]["power"][number] | undefined =>
  energy.power.find(({ day: at }) => at === of);

const width = ({ hi95, lo95 }: Estimate): number => hi95 - lo95;

/** Text with plain spaces. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u2009]/gu, " ");

function known<T>(part: T | null | undefined): T {
  if (part === null || part === undefined) throw new Error("nothing known");
  return part;
}

// data/published-power.csv, Cambridge 1.2, whose bounds 1.4 kept: 3.595210 and 24.092625 GW.
test("on 20 June 2021 Cambridge's bounds in the figure are those that Cambridge published", () => {
  const { lower, upper } = known(powerOf(day(6, 20))?.cambridge);
  expect(Math.abs(lower / 3.59521e9 - 1)).toBeLessThan(1e-5);
  expect(Math.abs(upper / 24.092625e9 - 1)).toBeLessThan(1e-4);
});

test("the bounds of every day stand around its best guess, and around our median", () => {
  expect(energy.power.length).toBe(113);
  for (const { own, cambridge } of energy.power) {
    const { lower, best, upper } = known(cambridge);
    expect(lower).toBeLessThan(Math.min(best, own.value));
    expect(upper).toBeGreaterThan(Math.max(best, own.value));
  }
});

test("blocks after the study change none of its numbers", async () => {
  const workspace = await openWorkspace({ record: `${ROOT}data` });
  const { draws, seed } = energy;
  const inputs = powerInputs(workspace.timeline, workspace.record);
  const power = networkPower(inputs, { draws, seed, from: day(7, 1) });
  const week = weekTo(day(7, 31));
  expect(powerOf(day(7, 31))?.own).toEqual(estimateOfSample(meanPower(power, week)));
  const { place, from, to } = plan.energy.water;
  const span = { from, to };
  const asked = spillOf(workspace, { place, span, closing: undefined, draws, seed });
  expect(energy.water?.answer.total).toEqual(asked.total);
});

test("what the network lost is better known than what it drew", () => {
  for (const { powerBefore, powerAfter, fall } of [energy.around, energy.extremes]) {
    expect(fall.lo95).toBeGreaterThan(0);
    expect(width(fall)).toBeLessThan(Math.hypot(width(powerBefore), width(powerAfter)));
  }
});

test("closing spilled again a part of what was spilled, and no more than the mines took", () => {
  const { answer, again_pct: share } = known(energy.water);
  expect(share.lo95).toBeGreaterThan(0);
  expect(share.hi95).toBeLessThan(100);
  for (const month of answer.months) {
    for (const end of ["lo95", "value", "hi95"] as const) {
      expect(month.spilled_again_GWh[end]).toBeLessThanOrEqual(month.absorbed_GWh[end]);
    }
  }
});

test("China draws more than any of its provinces, and the network more than China", () => {
  const move = known(energy.move);
  for (const { china, places, power_GW: network } of [move.before, move.after]) {
    const provinces = places.filter(({ place }) => place.startsWith("CN/"));
    expect(provinces.length).toBe(5);
    for (const end of ["lo95", "lo50", "value", "hi50", "hi95"] as const) {
      const largest = Math.max(...provinces.map(({ power_GW }) => power_GW[end]));
      expect(china.power_GW[end]).toBeGreaterThan(largest);
      expect(china.power_GW[end]).toBeLessThan(network[end]);
    }
  }
});

// What the model gave when the section was written: they change with it, and with nothing else.
test.each([
  ["en", "before the cut the network drew 8.0 [6.2, 9.8] GW"],
  ["en", "2.5 [1.9, 3.2] GW less"],
  ["en", "spilled 4.0 [1.2, 8.3] TWh again by the end of November, 29 % [8, 64]"],
  ["en", "fell from 41.6 to 25.1 %"],
  ["en", "It fell too, by 9.3 [2.5, 16.9] points"],
  ["en", "undecided: the change is −2 [−69, +63] g, a rise in 48 % of the draws"],
  ["zh", "减少2.5 [1.9, 3.2] GW"],
  ["zh", "到11月底多弃水电4.0 [1.2, 8.3] TWh"],
  ["zh", "尚无定论：变化为−2 [−69, +63] g"],
] as const)("the findings say (%s): %s", (language, said) => {
  expect(plain(findings(study, language).join("\n")).toLowerCase()).toContain(said.toLowerCase());
});

test("a month's bars are as high as the water they stand for", () => {
  const svg = known(studyFigures(study, "en").find(({ name }) => name === "spill")).svg;
  const heights = [...svg.matchAll(/<rect [^>]*height="([\d.]+)" class="bar"/gu)].map(
    ([, height]) => Number(height),
  );
  const drawn = heights.slice(3);
  const medians = known(energy.water).answer.months.flatMap((month) =>
    [month.spilled_GWh, month.absorbed_GWh, month.spilled_again_GWh].map(({ value }) => value),
  );
  expect(drawn.length).toBe(medians.length);
  const scale = (drawn[3] ?? NaN) / (medians[3] ?? NaN);
  // Written to a tenth of a pixel.
  for (const [at, height] of drawn.entries()) {
    expect(Math.abs(height - scale * (medians[at] ?? NaN))).toBeLessThan(0.11);
  }
});

test("an estimate never looks like a measurement: our line of power has three bands", () => {
  const svg = known(studyFigures(study, "en").find(({ name }) => name === "power")).svg;
  for (const style of ["band95", "band80", "band50", "line"]) {
    expect(svg.match(new RegExp(`class="${style}"`, "gu"))?.length, style).toBe(1);
  }
  expect(svg.match(/class="other(?: best)?"/gu)?.length).toBe(3);
});

/** Tables, figures and links of a study that knows less. */
function expectWhole(data: StudyData): void {
  const page = renderStudyPage(data, []);
  for (const language of ["en", "zh"] as const) {
    expect(visibleText(partOf(page, language))).not.toMatch(/NaN|undefined|Infinity|\{\w+\}/u);
    for (const { svg } of studyFigures(data, language)) expect(svg).not.toMatch(/NaN|undefined/u);
    for (const { rows } of studyTables(data, language)) expect(rows.length).toBeGreaterThan(0);
  }
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
  const targets = [...page.matchAll(/href="#([^"]+)"/gu)].map(([, id]) => id);
  expect(targets.filter((id) => !ids.has(id))).toEqual([]);
}

test("a record that ends before the machines had moved tells the rest", async () => {
  const asOf = parseTime("2021-08-02", "test");
  const workspace = await openWorkspace({ record: `${ROOT}data` }, asOf);
  const story = studyEnergy(workspace, plan);
  expect(story.move).toBeNull();
  expect(story.water?.answer.basis.kind).toBe("predicted");
  expect(story.around).toEqual(energy.around);
  expectWhole({ ...study, energy: story });
});

test("without a word on the water a study tells the rest", () => {
  const dry = { ...study, energy: { ...energy, water: null } };
  expectWhole(dry);
  expect(studyFigures(dry, "en").map(({ name }) => name)).not.toContain("spill");
  expect(visibleText(renderStudyPage(dry, []))).not.toMatch(/TWh.? again/u);
});
