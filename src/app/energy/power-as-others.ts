import {
  DAYS_PER_YEAR,
  type UnixDay,
  dayOf,
  middleDay,
  monthParts,
  unixDay,
} from "../../base/index.ts";
import {
  CAMBRIDGE_FACTORS,
  CAMBRIDGE_PRICE,
  CAMBRIDGE_VERSIONS,
  type CambridgeVersion,
  DE_VRIES,
  type PowerBounds,
  economicBound,
  energyBetween,
  mapDay,
  publishedCarbon,
} from "../../energy/index.ts";
import { networkDays, powerAsCambridge } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import {
  type DaySpan,
  isYear,
  optionOf,
  pricedDays,
  requireMainnet,
  uncoveredDays,
} from "./required.ts";

/** Models of others; they give bounds, not probabilities. */
export const OTHER_MODELS: readonly OtherModel[] = [
  ...CAMBRIDGE_VERSIONS.map((version) => `cambridge-${version}` as const),
  "de-vries",
];
export type OtherModel = `cambridge-${CambridgeVersion}` | "de-vries";

/** Lowest, most likely and highest; null where the model has none. */
interface ModelBounds {
  readonly lower: number | null;
  readonly best: number | null;
  readonly upper: number | null;
}

export interface OtherEnergy {
  /** Mean over the days, W. */
  readonly power: ModelBounds;
  /**
   * CO2 of the best guess, Mt, all from hydro, from the published mix and all from coal: of a year what
   * it emitted, of a day at that rate for one; null for de Vries.
   */
  readonly emissions: ModelBounds | null;
}

interface OtherQuestion {
  readonly span: DaySpan;
  readonly model: OtherModel;
  readonly price_USD_kWh: number;
}

const GRAMS_PER_MEGATONNE = 1e12;
const WATTS_PER_KILOWATT = 1e3;

/**
 * Power of some days by a model of others. Cambridge's own figure of a day is already the mean of the
 * seven up to it, so a week is asked for by its last day.
 *
 * @throws HashfallError `record.uncovered` where the record does not hold all of the days.
 */
export function powerAsOthers(workspace: Workspace, question: OtherQuestion): OtherEnergy {
  requireMainnet(workspace.record);
  const power =
    question.model === "de-vries" ? deVries(workspace, question) : cambridge(workspace, question);
  if (power.upper === null) {
    const covered = {
      from: dayOf(workspace.timeline.span.from),
      to: unixDay(lastDayAsOthers(workspace, question.model) + 1),
    };
    throw uncoveredDays(question.span, optionOf(question.span), covered);
  }
  if (question.model === "de-vries") return { power, emissions: null };
  return { power, emissions: cambridgeEmissions(workspace, question, power.best) };
}

/** Last day that a model has a figure of; Cambridge's days end some blocks later than others. */
export function lastDayAsOthers(workspace: Workspace, model: OtherModel): UnixDay {
  if (model === "de-vries") return unixDay(pricedDays(workspace).to - 1);
  const { firstDay, upper } = cambridgeDays(workspace, model, CAMBRIDGE_PRICE);
  return unixDay(firstDay + upper.findLastIndex((power) => Number.isFinite(power)));
}

function cambridgeDays(
  { timeline, record }: Workspace,
  model: OtherModel,
  price_USD_kWh: number,
): PowerBounds {
  const version = CAMBRIDGE_VERSIONS.find((name) => model === `cambridge-${name}`) ?? "1.4";
  return powerAsCambridge(timeline, record, { version, price_USD_kWh });
}

function cambridge(
  workspace: Workspace,
  { span, model, price_USD_kWh }: OtherQuestion,
): ModelBounds {
  const days = cambridgeDays(workspace, model, price_USD_kWh);
  const asked = span.to - span.from === 7 ? { from: unixDay(span.to - 1), to: span.to } : span;
  const mean = (power: Float64Array): number | null =>
    energyBetween(days.firstDay, power, asked)?.meanPower ?? null;
  return { lower: mean(days.lower), best: mean(days.best), upper: mean(days.upper) };
}

/** The whole revenue bounds the power; three fifths of it are de Vries's own guess. */
function deVries(
  { timeline, record }: Workspace,
  { span, price_USD_kWh }: OtherQuestion,
): ModelBounds {
  const days = networkDays(timeline, record.market);
  const mean = (share: number): number | null => {
    const bound = economicBound(days, { price_USD_kWh, share });
    return energyBetween(bound.firstDay, bound.power, span)?.meanPower ?? null;
  };
  return { lower: null, best: mean(DE_VRIES.share), upper: mean(1) };
}

/**
 * Best guess × the published maps' mix, and the same energy all from hydro or all from coal.
 *
 * A year's mix is that of its months, each on its 15th, weighed by the energy of each month.
 */
function cambridgeEmissions(
  workspace: Workspace,
  question: OtherQuestion,
  power: number | null,
): ModelBounds | null {
  const intensity = cambridgeIntensity(workspace, question);
  if (power === null || intensity === null) return null;
  const { from, to } = question.span;
  const hours = 24 * (isYear(question.span) ? to - from : DAYS_PER_YEAR);
  const of = (grams: number): number =>
    ((power / WATTS_PER_KILOWATT) * hours * grams) / GRAMS_PER_MEGATONNE;
  return {
    lower: of(CAMBRIDGE_FACTORS.hydro),
    best: of(intensity),
    upper: of(CAMBRIDGE_FACTORS.coal),
  };
}

/** Mean g/kWh of the days; null while no map was public. */
function cambridgeIntensity(workspace: Workspace, question: OtherQuestion): number | null {
  const { span, model, price_USD_kWh } = question;
  const facts = workspace.record.energy;
  if (!isYear(span)) {
    return publishedCarbon(facts, [middleDay(span)], "cambridge")?.intensity_g_kWh ?? null;
  }
  const days = cambridgeDays(workspace, model, price_USD_kWh);
  let [energy, grams] = [0, 0];
  for (const month of monthParts(span)) {
    const mix = publishedCarbon(facts, [mapDay(month)], "cambridge");
    if (mix === null) return null;
    const own = energyBetween(days.firstDay, days.best, month)?.energy_TWh ?? NaN;
    energy += own;
    grams += own * mix.intensity_g_kWh;
  }
  return grams / energy;
}
