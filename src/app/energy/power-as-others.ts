import { type UnixDay, dayOf, unixDay } from "../../base/index.ts";
import {
  CAMBRIDGE_FACTORS,
  CAMBRIDGE_PRICE,
  CAMBRIDGE_VERSIONS,
  type CambridgeVersion,
  DE_VRIES,
  type PowerBounds,
  economicBound,
  energyBetween,
  publishedCarbon,
} from "../../energy/index.ts";
import { networkDays, powerAsCambridge } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { type DaySpan, optionOf, pricedDays, requireMainnet, uncoveredDays } from "./required.ts";

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
  /** CO2 at that rate, Mt a year, as Cambridge reckons; null for others. */
  readonly emissions: ModelBounds | null;
}

interface OtherQuestion {
  readonly span: DaySpan;
  readonly model: OtherModel;
  readonly price_USD_kWh: number;
}

/** kWh a year of a watt, over g in a Mt. */
const MT_PER_WATT_AND_GRAM = 8766 / 1e3 / 1e12;

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

/** Best guess × the published map's mix, and the same energy all from hydro or all from coal. */
function cambridgeEmissions(
  { record }: Workspace,
  { span }: OtherQuestion,
  power: number | null,
): ModelBounds | null {
  const middle = unixDay(Math.floor((span.from + span.to) / 2));
  const mix = publishedCarbon(record.energy, [middle], "cambridge");
  if (power === null || mix === null) return null;
  const of = (grams: number): number => power * grams * MT_PER_WATT_AND_GRAM;
  return {
    lower: of(CAMBRIDGE_FACTORS.hydro),
    best: of(mix.intensity_g_kWh),
    upper: of(CAMBRIDGE_FACTORS.coal),
  };
}
