import { toExahashesPerSecond, toGigawatts } from "../../base/index.ts";
import {
  type AuditedClaim,
  type EnergyEvidence,
  type Evidence,
  type WindowedEstimate,
  isEnergyEvidence,
} from "../../observe/index.ts";
import type { Order } from "../../policy/index.ts";
import { windowName } from "./claim-value.ts";
import { energyFigure, rankFigure } from "./energy-claim-text.ts";
import { formatChange, formatEstimate, formatHashrate, formatNumber, withUnit } from "./format.ts";
import type { Language } from "./language.ts";
import { orderInstant } from "./order-reason.ts";

/** What was measured for a claim, as one figure with interval, unit and window; `–` for nothing. */
export function claimMeasured({ claim, evidence }: AuditedClaim, language: Language): string {
  if (evidence.what === "place-rank") {
    const { assertion } = claim;
    return assertion.what === "place-rank" ? rankFigure(evidence, assertion, language) : "–";
  }
  if (isEnergyEvidence(evidence)) return energyFigure(evidence, language);
  if (evidence.what === "unmapped") return "–";
  return chainFigure(evidence, language);
}

type ChainEvidence = Exclude<Evidence, EnergyEvidence | { what: "place-rank" | "unmapped" }>;

function chainFigure(evidence: ChainEvidence, language: Language): string {
  switch (evidence.what) {
    case "hashrate":
      return joined(formatHashrate(evidence.closest.estimate), evidence.closest.window, language);
    case "hashrate-peak":
      return peakFigure(evidence, language);
    case "hashrate-change":
      return joined(
        formatChange(evidence.closest.estimate, language),
        evidence.closest.window,
        language,
      );
    case "pool-change":
      return formatChange(evidence.change.changePct, language);
    case "order":
      return orderFigure(evidence.order, language);
    case "other":
    case "uncovered":
      return "–";
    case "load":
    case "machines":
    case "revenue":
    case "recovery":
      return physicalFigure(evidence, language);
  }
}

function peakFigure(
  { measured, ofDay }: Extract<Evidence, { what: "hashrate-peak" }>,
  language: Language,
): string {
  const { estimate, window } = highestOf(measured) ?? ofDay;
  return joined(formatHashrate(estimate), window, language);
}

const orderFigure = (order: Order | null, language: Language): string =>
  order === null ? "–" : orderInstant(order, language);

type Physical = Extract<Evidence, { what: "load" | "machines" | "revenue" | "recovery" }>;

function physicalFigure(evidence: Physical, language: Language): string {
  switch (evidence.what) {
    case "load":
      return withUnit(
        range(
          evidence.consistent.map((power) => toGigawatts(power)),
          1,
        ),
        "GW",
        language,
      );
    case "machines":
      return withUnit(
        range(
          evidence.impliedHashrate.map((rate) => toExahashesPerSecond(rate)),
          1,
        ),
        "EH/s",
        language,
      );
    case "revenue":
      return withUnit(formatEstimate(evidence.highest, 3), "USD/TH/d", language);
    case "recovery":
      return evidence.regainedAt === null
        ? "–"
        : windowName(evidence.regainedAt - evidence.lowest.at, language);
  }
}

function joined(figure: string, window: number, language: Language): string {
  return `${figure}${language === "en" ? ", " : "，"}${windowName(window, language)}`;
}

function range(ends: readonly number[], digits: number): string {
  return ends.map((end) => formatNumber(end, digits)).join("–");
}

/** The window whose interval reaches highest: the fairest to a claim of a peak. */
export function highestOf(measured: readonly WindowedEstimate[]): WindowedEstimate | undefined {
  return measured.toSorted((a, b) => b.estimate.hi95 - a.estimate.hi95)[0];
}
