import { z } from "zod";
import {
  type DaySpan,
  SECONDS_PER_DAY,
  type UnixDay,
  civilFromDays,
  formatDate,
  mapEstimate,
  monthOf,
  startOfDay,
  toGigawatts,
  unixDay,
} from "../../base/index.ts";
import {
  type BoundsAnswer,
  type BoundsColumns,
  type CarbonSeriesAnswer,
  type EnergySeriesAnswer,
  type EnergyYear,
  type EnergyYearsAnswer,
  estimateColumns,
} from "../../api/index.ts";
import {
  CAMBRIDGE_PRICE,
  type NetworkPower,
  type PowerBounds,
  type PublishedPower,
  carbonOfDays,
  energyBetween,
  energyEstimate,
  meanPower,
  powerSensitivity,
} from "../../energy/index.ts";
import { networkDays, powerAsCambridge } from "../../observe/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import { calendarYear } from "../energy/network-energy.ts";
import type { Workspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { refuse, windowField } from "./query-fields.ts";
import { carbonSeriesShape, energySeriesShape, energyYearsShape } from "./shapes-energy.ts";
import { SERIES_DRAWS, sharedPower } from "./shared-power.ts";

const DAYS = [7, 90] as const;
const POWER_METHOD = "docs/methods/power.md, cambridge.md";
const CARBON_METHOD = "docs/methods/carbon.md, places.md";

const energySeries = answerRoute({
  path: "/api/energy/series",
  summary: "Power of the network over time with its intervals, beside Cambridge's model",
  question: z
    .strictObject({ ...asOfField, step: windowField.prefault("7d") })
    .superRefine(({ step }, context) => {
      const days = step / SECONDS_PER_DAY;
      if (Number.isInteger(days) && days >= DAYS[0] && days <= DAYS[1]) return;
      refuse(context, "step", ["not 7 to 90 whole days", "give a step such as 7d or 30d"]);
    }),
  shape: energySeriesShape,
  costly: true,
  make: (workspace, { step }) => ({
    document: seriesOf(workspace, step / SECONDS_PER_DAY),
  }),
});

const energyYears = answerRoute({
  path: "/api/energy/years",
  summary: "Energy and carbon of each calendar year, and what makes the width of the last",
  question: z.strictObject({ ...asOfField }),
  shape: energyYearsShape,
  costly: true,
  make: (workspace) => ({ document: yearsOf(workspace) }),
});

const carbonSeries = answerRoute({
  path: "/api/energy/carbon",
  summary: "Carbon of the network's power over time, quarter by quarter",
  question: z.strictObject({ ...asOfField }),
  shape: carbonSeriesShape,
  costly: true,
  make: (workspace) => ({ document: carbonOf(workspace) }),
});

/** Power, energy and carbon over time. */
export const energySeriesRoutes: readonly AnswerRoute[] = [energySeries, energyYears, carbonSeries];

function seriesOf(workspace: Workspace, step: number): EnergySeriesAnswer {
  const power = sharedPower(workspace);
  const { timeline, record } = workspace;
  const rates = networkDays(timeline, record.market);
  const cambridge = cambridgeDays(workspace);
  const spans = spansOf(power, step).filter(({ from }) => from >= rates.firstDay);
  const means = spans.map((span) => meanPower(power, span));
  const watts = means.map((mean) => estimateOfSample(mean));
  return {
    step_s: step * SECONDS_PER_DAY,
    at_s: spans.map(({ to }) => startOfDay(to)),
    power_GW: estimateColumns(watts.map((own) => mapEstimate(own, toGigawatts))),
    efficiency_J_TH: estimateColumns(
      watts.map((own, at) => {
        const span = spans[at];
        const rate = span === undefined ? NaN : meanRate(rates, span);
        return mapEstimate(own, (value) => (value / rate) * 1e12);
      }),
    ),
    cambridge_GW: boundsColumns(cambridge, spans),
    published: record.energy.published.map(publishedOf),
    ...SERIES_DRAWS,
    method: POWER_METHOD,
  };
}

/** Whole steps, the last one ending with the power. */
function spansOf({ firstDay, days }: NetworkPower, step: number): DaySpan[] {
  const end = firstDay + days;
  const count = Math.floor(days / step);
  return Array.from({ length: count }, (_, index) => ({
    from: unixDay(end - (count - index) * step),
    to: unixDay(end - (count - index - 1) * step),
  }));
}

function meanRate(
  { firstDay, hashrate }: { readonly firstDay: UnixDay; readonly hashrate: Float64Array },
  { from, to }: DaySpan,
): number {
  const part = hashrate.subarray(from - firstDay, to - firstDay);
  return part.reduce((sum, rate) => sum + rate, 0) / (to - from);
}

function cambridgeDays({ timeline, record }: Workspace): PowerBounds {
  return powerAsCambridge(timeline, record, { version: "1.4", price_USD_kWh: CAMBRIDGE_PRICE });
}

function boundsColumns(days: PowerBounds, spans: readonly DaySpan[]): BoundsColumns {
  const column = (power: Float64Array): (number | null)[] =>
    spans.map((span) => {
      const mean = energyBetween(days.firstDay, power, span)?.meanPower;
      return mean === undefined ? null : Number(toGigawatts(mean).toPrecision(6));
    });
  return { lower: column(days.lower), best: column(days.best), upper: column(days.upper) };
}

function publishedOf(figure: PublishedPower): EnergySeriesAnswer["published"][number] {
  const { estimate, bound, from, to, value, unit, source } = figure;
  const hours = 24 * (to - from);
  return {
    estimate,
    bound,
    from: formatDate(startOfDay(from)),
    to: formatDate(startOfDay(to)),
    power_GW: unit === "GW" ? value : (value * 1000) / hours,
    source,
  };
}

function yearsOf(workspace: Workspace): EnergyYearsAnswer {
  const power = sharedPower(workspace);
  const cambridge = cambridgeDays(workspace);
  const first = civilFromDays(unixDay(power.firstDay - 1)).year + 1;
  const last = civilFromDays(unixDay(power.firstDay + power.days)).year - 1;
  const years = Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) =>
    yearOf(workspace, cambridge, first + at),
  );
  const span = calendarYear(last);
  const { deviation_TWh, causes, rest } = powerSensitivity(power, span.from, span.to);
  return {
    years,
    sensitivity: {
      year: last,
      deviation_TWh,
      causes: causes.map(({ cause, share }) => ({ input: cause, variance_pct: 100 * share })),
      rest_pct: 100 * rest,
    },
    ...SERIES_DRAWS,
    method: `${POWER_METHOD}, carbon.md`,
  };
}

function yearOf(workspace: Workspace, cambridge: PowerBounds, year: number): EnergyYear {
  const power = sharedPower(workspace);
  const span = calendarYear(year);
  const { energy, lo90, hi90 } = energyEstimate(power, span.from, span.to);
  const facts = workspace.record.energy;
  const firstShare = Math.min(...facts.shares.map(({ day }) => day));
  const carbon =
    span.from < firstShare - LONGEST_REACH
      ? null
      : carbonOfDays({ facts, seed: SERIES_DRAWS.seed, power, ...span });
  return {
    year,
    energy_TWh: energy,
    energy_lo90_TWh: lo90,
    energy_hi90_TWh: hi90,
    cambridge_TWh: cambridgeYear(cambridge, span),
    emissions_Mt: carbon?.emissions_Mt_y ?? null,
    intensity_g_kWh: carbon?.intensity_g_kWh ?? null,
    renewable_pct: carbon?.renewable_pct ?? null,
  };
}

/** Days before the first published share for which its map is still carried back. */
const LONGEST_REACH = 31;

function cambridgeYear(days: PowerBounds, span: DaySpan): BoundsAnswer | null {
  const of = (power: Float64Array): number | null =>
    energyBetween(days.firstDay, power, span)?.energy_TWh ?? null;
  const bounds = { lower: of(days.lower), best: of(days.best), upper: of(days.upper) };
  return bounds.best === null ? null : bounds;
}

function carbonOf(workspace: Workspace): CarbonSeriesAnswer {
  const power = sharedPower(workspace);
  const facts = workspace.record.energy;
  const spans = quartersOf(
    unixDay(Math.min(...facts.shares.map(({ day }) => day))),
    unixDay(power.firstDay + power.days),
  );
  const answers = spans.flatMap((span) => {
    const answer = carbonOfDays({ facts, seed: SERIES_DRAWS.seed, power, ...span });
    return answer === null ? [] : [{ at: startOfDay(span.to), answer }];
  });
  return {
    at_s: answers.map(({ at }) => at),
    intensity_g_kWh: estimateColumns(answers.map(({ answer }) => answer.intensity_g_kWh)),
    emissions_Mt_y: estimateColumns(answers.map(({ answer }) => answer.emissions_Mt_y)),
    renewable_pct: estimateColumns(answers.map(({ answer }) => answer.renewable_pct)),
    ...SERIES_DRAWS,
    method: CARBON_METHOD,
  };
}

/** Whole quarters of the calendar within days [from, to). */
function quartersOf(from: UnixDay, to: UnixDay): DaySpan[] {
  const first = civilFromDays(from).year;
  const count = 4 * (civilFromDays(to).year - first + 1);
  return Array.from({ length: count }, (_, at) => {
    const [year, month] = [first + Math.floor(at / 4), 3 * (at % 4)];
    return { from: monthOf(year, month).from, to: monthOf(year, month + 2).to };
  }).filter((span) => span.to > from && span.to <= to);
}
