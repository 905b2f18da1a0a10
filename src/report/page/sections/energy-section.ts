import { type Estimate, mapEstimate, startOfDay, unixDay } from "../../../base/index.ts";
import type { SpillBasis, WaterFact } from "../../../energy/index.ts";
import { placeTitle } from "../../../policy/index.ts";
import type { MoveStory, PlacesStory } from "../../energy-story.ts";
import { escapeText, typeset } from "../../figures/svg.ts";
import { formatFullDay } from "../../text/calendar.ts";
import { ENERGY_MESSAGES as TEXT } from "../../text/energy-messages.ts";
import {
  carbonFinding,
  extremesFinding,
  formatDays,
  formatMonthOf,
  formatShare,
  formatShift,
  lostPower,
  powerFinding,
  spillFinding,
  spilledAgain,
} from "../../text/energy-text.ts";
import {
  formatEstimate,
  formatNumber,
  formatPercent,
  formatSigned,
  withUnit,
} from "../../text/format.ts";
import { type Values, say } from "../../text/language.ts";
import type { PageContext } from "../context.ts";
import { peopleTable } from "../data-table.ts";
import { csvLink } from "../downloads.ts";
import { figureBlock } from "../figure.ts";
import { type Html, wrap } from "../html.ts";
import { paragraph, section } from "./heading.ts";

/** Least median share of the network, before or after, for a place to have its row. */
const LEAST_SHARE = 0.01;

type Key = keyof typeof TEXT;

/** A message of this section in the page's language. */
function tell({ language }: PageContext, key: Key, values?: Values): string {
  return say(TEXT[key], language, values);
}

/** What became of the power and the water? Power, spilled water, places, carbon. */
export function energySection(context: PageContext): Html {
  const { data, language } = context;
  const fall = lostPower(data);
  const spilled = spilledAgain(data, language);
  const finding =
    spilled === null
      ? tell(context, "headingDry", { fall })
      : tell(context, "heading", { fall, again: spilled.again });
  return section(
    context,
    { name: "energy", question: context.tell("energyQuestion"), finding },
    paragraph(context, powerFinding(data, language), extremesFinding(data, language)),
    paragraph(context, powerProse(context)),
    powerBlock(context),
    waterPart(context),
    movePart(context),
  );
}

/** How far Cambridge's best guess is from ours, and how often it is inside our interval. */
function powerProse(context: PageContext): string {
  const { data, language } = context;
  const pairs = data.energy.power.flatMap(({ own, cambridge }) =>
    cambridge === null ? [] : [{ own, best: cambridge.best }],
  );
  if (pairs.length === 0) return "";
  const apart = pairs.reduce((sum, { own, best }) => sum + best / own.value - 1, 0) / pairs.length;
  return tell(context, "powerProse", {
    apart: formatPercent(100 * apart, 0, language),
    inside: pairs.filter(({ own, best }) => best >= own.lo95 && best <= own.hi95).length,
    n: pairs.length,
  });
}

function powerBlock(context: PageContext): Html {
  const { data } = context;
  const { draws, seed } = data.energy;
  const source = context.tell("figureMarket", { fingerprint: data.record.fingerprint });
  return figureBlock(context, {
    name: "power",
    note: `${source} · ${tell(context, "powerNote", { draws, seed })}`,
    tables: ["power-changes", "power-7d"],
    columns: ["day_utc", "power_GW", "power_lo95_GW", "power_hi95_GW", "cambridge_best_GW"],
  });
}

function waterPart(context: PageContext): Html {
  const { data, language } = context;
  const { water, draws, seed } = data.energy;
  if (water === null) return "";
  const { split, worth, basis } = water.answer;
  const sentences = [
    spillFinding(data, language),
    tell(context, "spillSplit", {
      surplus: formatShare(split.surplus_pct, language),
      contracted: formatShare(split.contracted_pct, language),
      other: formatShare(split.other_pct, language),
    }),
    worth === null
      ? ""
      : tell(context, "spillWorth", { value: formatEstimate(worth.value_MUSD, 0) }),
  ];
  const source = tell(context, "spillSource", { fingerprint: data.record.fingerprint });
  const note = tell(context, "spillNote", { draws, seed });
  return (
    paragraph(context, ...sentences) +
    figureBlock(context, {
      name: "spill",
      note: [source, basisNote(context, basis), note].join(" · "),
      tables: ["spill"],
      columns: [
        "from_utc",
        "spilled_GWh",
        "absorbed_GWh",
        "spilled_again_GWh",
        "spilled_again_lo95_GWh",
        "spilled_again_hi95_GWh",
      ],
    })
  );
}

/** What is known of the year's spill. */
function basisNote(context: PageContext, basis: SpillBasis): string {
  if (basis.kind === "predicted") return tell(context, "predicted");
  const { value, from, to }: WaterFact = basis.fact;
  const { language } = context;
  return tell(context, basis.kind, {
    value: withUnit(formatNumber(value, 2), "TWh", language),
    from: formatFullDay(startOfDay(from), language),
    to: formatFullDay(startOfDay(unixDay(to - 1)), language),
  });
}

function movePart(context: PageContext): Html {
  const story = context.data.energy.move;
  if (story === null) return paragraph(context, tell(context, "noMove"));
  const { before, after } = story;
  const { language } = context;
  const percent = (share: Estimate): string => formatShare(inPercent(share), language);
  return [
    placesTable(context, story),
    paragraph(
      context,
      tell(context, "placesProse", {
        before: percent(before.china.share),
        after: percent(after.china.share),
      }),
    ),
    mixTable(context, story),
    paragraph(context, carbonFinding(context.data, language)),
    ways(context),
  ].join("");
}

/** The tables behind the two of this part. */
function ways(context: PageContext): Html {
  const links = context.tables
    .filter(({ name }) => name === "places" || name === "renewables")
    .map((table) => csvLink(context, table));
  return wrap("p", { class: "ways record" }, links.join(" · "));
}

function inPercent(share: Estimate): Estimate {
  return mapEstimate(share, (value) => 100 * value);
}

/** The network, China as one, then every place that had a part worth a row. */
function placesTable(context: PageContext, { before, after }: MoveStory): Html {
  const { language } = context;
  const places = before.places.flatMap((first, index) => {
    const second = after.places[index];
    if (second === undefined) return [];
    if (Math.max(first.share.value, second.share.value) < LEAST_SHARE) return [];
    return [placeRow(placeTitle(first.place)[language], first, second)];
  });
  return peopleTable(
    tell(context, "placesTable", {
      before: formatDays(before, language),
      after: formatDays(after, language),
    }),
    [
      { heading: tell(context, "place") },
      { heading: tell(context, "share"), numeric: true },
      { heading: tell(context, "power"), numeric: true },
      { heading: tell(context, "emissions"), numeric: true },
    ],
    [
      [
        escapeText(tell(context, "network")),
        "100",
        move(before.power_GW, after.power_GW, 1),
        move(before.emissions_Mt_y, after.emissions_Mt_y, 1),
      ],
      placeRow(tell(context, "china"), before.china, after.china),
      ...places,
    ],
  );
}

type Part = PlacesStory["china"];

function placeRow(name: string, before: Part, after: Part): Html[] {
  return [
    escapeText(name),
    move(inPercent(before.share), inPercent(after.share), 0),
    move(before.power_GW, after.power_GW, 2),
    move(before.emissions_Mt_y, after.emissions_Mt_y, 1),
  ];
}

/** Both with their intervals: `30 [13, 54] → 12 [2, 39]`. */
function move(before: Estimate, after: Estimate, digits: number): Html {
  return escapeText(typeset(moveText(before, after, digits)));
}

/** A line may break at the arrow alone. */
function moveText(before: Estimate, after: Estimate, digits: number): string {
  const [first, second] = [before, after].map((estimate) =>
    formatEstimate(estimate, digits).replaceAll(" ", "\u00a0"),
  );
  return `${first} → ${second}`;
}

/** Renewable share and intensity before and after, as published, on the published map, on ours. */
function mixTable(context: PageContext, { leakage }: MoveStory): Html {
  const { mixYear, moved, published } = context.data.plan.energy;
  const { before, after, change } = leakage.corrected;
  const rows = [
    [
      tell(context, "publishedAs", { publisher: published.publisher }),
      ...pairCells(published.renewable_pct, 1),
      `– → ${formatNumber(published.intensity_g_kWh)}`,
      formatPercent(published.intensity_change_pct, 0, context.language),
    ],
    ...(["national", "cambridge"] as const).map((factors) => {
      const { before: first, after: second } = leakage.published[factors];
      const renewable = pairCells([first.renewable_pct, second.renewable_pct], 1);
      const intensity = pairCells([first.intensity_g_kWh, second.intensity_g_kWh], 0);
      return [tell(context, factors)].concat(renewable, intensity);
    }),
    [
      tell(context, "corrected"),
      moveText(before.renewable_pct, after.renewable_pct, 0),
      formatShift(change.renewable_pct, 1),
      moveText(before.intensity_g_kWh, after.intensity_g_kWh, 0),
      formatShift(change.intensity_g_kWh, 0),
    ],
  ];
  return peopleTable(
    tell(context, "mixCaption", {
      year: mixYear,
      month: formatMonthOf(moved.from, context.language),
    }),
    [
      { heading: tell(context, "map") },
      { heading: tell(context, "renewable"), numeric: true },
      { heading: tell(context, "renewableChange"), numeric: true },
      { heading: tell(context, "intensity"), numeric: true },
      { heading: tell(context, "intensityChange"), numeric: true },
    ],
    rows.map((row) => row.map((text) => escapeText(typeset(text)))),
  );
}

/** Before and after without an interval, and the change. */
function pairCells([before, after]: readonly [number, number], digits: number): string[] {
  return [
    `${formatNumber(before, digits)} → ${formatNumber(after, digits)}`,
    formatSigned(after - before, digits),
  ];
}
