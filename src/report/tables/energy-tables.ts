import { type Estimate, formatDate, mapEstimate, startOfDay } from "../../base/index.ts";
import { placeTitle } from "../../policy/index.ts";
import type { EnergyPlan, MoveStory, PlacesStory, PowerFall, WaterStory } from "../energy-story.ts";
import type { StudyData } from "../study-data.ts";
import { ENERGY_MESSAGES as TEXT } from "../text/energy-messages.ts";
import { inGigawatts } from "../text/energy-text.ts";
import { type Language, say } from "../text/language.ts";
import { estimateCells, estimateHeader, figures, row } from "./columns.ts";
import type { Cell, StudyTable } from "./csv.ts";

/** Tables of power, water, places and carbon; those of what is not known are left out. */
export function energyTables(data: StudyData, language: Language): readonly StudyTable[] {
  const { water, move } = data.energy;
  return [
    powerTable(data, language),
    fallTable(data, language),
    ...(water === null ? [] : [spillTable(water, language)]),
    ...(move === null ? [] : [placesTable(data, language), renewablesTable(data, language)]),
  ];
}

const day = (of: PowerFall["before"]["from"]): string => formatDate(startOfDay(of));

function powerTable({ energy }: StudyData, language: Language): StudyTable {
  return {
    name: "power-7d",
    title: say(TEXT.powerTable, language),
    header: [
      "day_utc",
      ...estimateHeader("power", "GW"),
      "cambridge_lower_GW",
      "cambridge_best_GW",
      "cambridge_upper_GW",
    ],
    rows: energy.power.map(({ day: at, own, cambridge }) =>
      row([day(at)], estimateCells(rounded(inGigawatts(own))), [
        bound(cambridge?.lower),
        bound(cambridge?.best),
        bound(cambridge?.upper),
      ]),
    ),
  };
}

/** Cambridge's own places in GW would be more than anyone knows. */
function bound(power = NaN): Cell {
  return figures(power / 1e9, 4);
}

/** Four figures: the draws give three. */
function rounded(estimate: Estimate): Estimate {
  return mapEstimate(estimate, (value) => Number(value.toPrecision(4)));
}

function fallTable({ energy }: StudyData, language: Language): StudyTable {
  const { around, extremes } = energy;
  return {
    name: "power-changes",
    title: say(TEXT.fallTable, language),
    header: [
      "windows",
      "before_from_utc",
      "before_to_utc",
      "after_from_utc",
      "after_to_utc",
      ...estimateHeader("power_before", "GW"),
      ...estimateHeader("power_after", "GW"),
      ...estimateHeader("fall", "GW"),
    ],
    rows: [fallRow("around-moment", around), fallRow("highest-lowest-week", extremes)],
  };
}

/** `to` is the day after the last. */
function fallRow(name: string, fall: PowerFall): readonly Cell[] {
  const { before, after } = fall;
  return row(
    [name, day(before.from), day(before.to), day(after.from), day(after.to)],
    ...[fall.powerBefore, fall.powerAfter, fall.fall].map((power) =>
      estimateCells(rounded(inGigawatts(power))),
    ),
  );
}

function spillTable({ answer }: WaterStory, language: Language): StudyTable {
  return {
    name: "spill",
    title: say(TEXT.spillTable, language),
    header: [
      "from_utc",
      ...["surplus", "absorbed", "spilled", "spilled_again", "spilled_closed"].flatMap((name) =>
        estimateHeader(name, "GWh"),
      ),
    ],
    rows: answer.months.map((month) =>
      row(
        [day(month.month)],
        ...[
          month.surplus_GWh,
          month.absorbed_GWh,
          month.spilled_GWh,
          month.spilled_again_GWh,
          month.spilled_closed_GWh,
        ].map((energy) => estimateCells(rounded(energy))),
      ),
    ),
  };
}

function placesTable({ energy: { move } }: StudyData, language: Language): StudyTable {
  return {
    name: "places",
    title: say(TEXT.placeTable, language),
    header: [
      "from_utc",
      "to_utc",
      "place",
      "name",
      ...estimateHeader("share", "pct"),
      ...estimateHeader("power", "GW"),
      ...estimateHeader("emissions", "Mt_y"),
      ...estimateHeader("intensity", "g_kWh"),
      ...estimateHeader("renewable", "pct"),
    ],
    rows: move === null ? [] : [move.before, move.after].flatMap(placeRows),
  };
}

/** Shares below a thousandth of a per cent are noise of the draws, and stand as 0. */
function placeRows({ from, to, places }: PlacesStory): (readonly Cell[])[] {
  return places.map(({ place, share, power_GW, emissions_Mt_y, ...mix }) =>
    row(
      [day(from), day(to), place, placeTitle(place).en],
      ...[
        mapEstimate(share, (part) => 100 * part),
        power_GW,
        emissions_Mt_y,
        mix.intensity_g_kWh,
        mix.renewable_pct,
      ].map((estimate) => estimateCells(rounded(estimate))),
    ),
  );
}

const OWN_METHOD = "docs/methods/carbon.md";

function renewablesTable({ plan, energy: { move } }: StudyData, language: Language): StudyTable {
  return {
    name: "renewables",
    title: say(TEXT.mixTable, language),
    header: [
      "map",
      "when",
      ...estimateHeader("renewable", "pct"),
      ...estimateHeader("intensity", "g_kWh"),
      "source",
    ],
    rows:
      move === null
        ? []
        : [
            ...publishedRows(plan.energy),
            ...mapRows(plan.energy, move),
            ...ownRows(plan.energy, move),
          ],
  };
}

function timesOf({ mixYear, moved }: EnergyPlan): readonly [before: string, after: string] {
  return [String(mixYear), day(moved.from).slice(0, 7)];
}

/** As others published it; of the first intensity only the change was found. */
function publishedRows(plan: EnergyPlan): (readonly Cell[])[] {
  const { renewable_pct: renewable, intensity_g_kWh: intensity, source } = plan.published;
  const [before, after] = timesOf(plan);
  return [
    row(["published", before], alone(renewable[0]), alone(NaN), [source]),
    row(["published", after], alone(renewable[1]), alone(intensity), [source]),
  ];
}

/** The published map with two sets of factors. */
function mapRows(plan: EnergyPlan, { leakage }: MoveStory): (readonly Cell[])[] {
  const [before, after] = timesOf(plan);
  return (["national", "cambridge"] as const).flatMap((factors) => {
    const move = leakage.published[factors];
    return [
      { when: before, mix: move.before },
      { when: after, mix: move.after },
    ].map(({ when, mix }) =>
      row(
        [`cambridge map, ${factors} factors`, when],
        alone(mix.renewable_pct),
        alone(mix.intensity_g_kWh),
        [OWN_METHOD],
      ),
    );
  });
}

/** Our map, before, after and the change. */
function ownRows(plan: EnergyPlan, { leakage }: MoveStory): (readonly Cell[])[] {
  const { before, after, change } = leakage.corrected;
  const [first, second] = timesOf(plan);
  return [
    { when: first, mix: before },
    { when: second, mix: after },
    { when: "change", mix: change },
  ].map(({ when, mix }) =>
    row(
      ["hashfall", when],
      estimateCells(rounded(mix.renewable_pct)),
      estimateCells(rounded(mix.intensity_g_kWh)),
      [OWN_METHOD],
    ),
  );
}

/** A figure without an interval. */
function alone(value: number): readonly Cell[] {
  return [figures(value), null, null, null, null, null, null];
}
