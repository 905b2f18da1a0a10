import {
  SECONDS_PER_DAY,
  toExahashesPerSecond,
  toGigawatts,
  toMegawatts,
} from "../../base/index.ts";
import {
  type AuditedClaim,
  type EnergyEvidence,
  type Evidence,
  type Verdict,
  isEnergyClaim,
  isEnergyEvidence,
} from "../../observe/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import { formatDay, formatFullDay } from "./calendar.ts";
import { highestOf } from "./claim-measured.ts";
import { claimedValue, windowName } from "./claim-value.ts";
import { CLAIM_MESSAGES as TEXT, VERDICT_MESSAGES } from "./claim-messages.ts";
import { ENERGY_CLAIM_MESSAGES } from "./energy-claim-messages.ts";
import { energyReason, rankReason } from "./energy-claim-text.ts";
import {
  formatChange,
  formatCount,
  formatEstimate,
  formatHashrate,
  formatNumber,
  formatP,
  formatSpan,
  withUnit,
} from "./format.ts";
import { type Language, say } from "./language.ts";
import { orderReason } from "./order-reason.ts";

/** What the sentence of a reason needs besides its evidence. */
interface Telling {
  readonly language: Language;
  readonly verdict: Verdict;
  /** The value claimed, with its unit. */
  readonly claimed: string;
  readonly poolName: (slug: string) => string;
  readonly audited: AuditedClaim;
}

/** The word for a verdict. */
export function verdictName(verdict: Verdict, language: Language): string {
  return say(VERDICT_MESSAGES[verdict], language);
}

/**
 * One or two sentences that say, with the numbers measured, why the verdict is what it is, and the
 * note that a claim carries.
 */
export function claimReason(
  audited: AuditedClaim,
  language: Language,
  poolName: (slug: string) => string,
): string {
  const { note } = audited.claim;
  const reason = ownReason(audited, language, poolName);
  if (note === undefined) return reason;
  return [reason, note[language]].join(language === "en" ? " " : "");
}

function ownReason(
  audited: AuditedClaim,
  language: Language,
  poolName: (slug: string) => string,
): string {
  const { claim, verdict, evidence } = audited;
  const claimed = claimedValue(claim.assertion, language);
  const telling = { language, verdict, claimed, poolName, audited };
  if (evidence.what === "other") {
    return claim.assertion.what === "other" ? claim.assertion.why[language] : "";
  }
  if (evidence.what === "order") return orderReason(evidence.order, language);
  if (evidence.what === "unmapped") return say(ENERGY_CLAIM_MESSAGES.unmapped, language);
  if (evidence.what === "uncovered") {
    const [from, to] = [evidence.from, evidence.to].map((time) => formatFullDay(time, language));
    return say(TEXT.uncovered, language, { from: from ?? "", to: to ?? "" });
  }
  if (evidence.what === "place-rank" || isEnergyEvidence(evidence)) {
    return placeReason(evidence, telling).trim();
  }
  return quantityReason(evidence, telling).trim();
}

function placeReason(
  evidence: EnergyEvidence | Of<"place-rank">,
  { audited, language }: Telling,
): string {
  const { assertion } = audited.claim;
  if (evidence.what === "place-rank") {
    return assertion.what === "place-rank" ? rankReason(evidence, assertion, language) : "";
  }
  return isEnergyClaim(assertion) ? energyReason(evidence, assertion, language) : "";
}

type Quantitative = Exclude<
  Evidence,
  EnergyEvidence | { what: "other" | "order" | "uncovered" | "unmapped" | "place-rank" }
>;
type Of<W extends Evidence["what"]> = Extract<Evidence, { what: W }>;

function quantityReason(evidence: Quantitative, telling: Telling): string {
  switch (evidence.what) {
    case "hashrate":
      return hashrateReason(evidence, telling);
    case "hashrate-peak":
      return peakReason(evidence, telling);
    case "hashrate-change":
      return changeReason(evidence, telling);
    case "pool-change":
      return poolReason(evidence, telling);
    case "load":
      return loadReason(evidence, telling);
    case "machines":
      return machinesReason(evidence, telling);
    case "revenue":
      return revenueReason(evidence, telling);
    case "recovery":
      return recoveryReason(evidence, telling);
  }
}

function hashrateReason({ measured, closest }: Of<"hashrate">, telling: Telling): string {
  const { language, claimed, verdict } = telling;
  const others = measured
    .filter(({ window }) => window !== closest.window)
    .map(({ window, estimate }) =>
      say(TEXT.otherWindow, language, {
        window: windowName(window, language),
        estimate: formatHashrate(estimate),
      }),
    );
  return say(verdict === "supported" ? TEXT.hashrateFits : TEXT.hashrateMisses, language, {
    window: windowName(closest.window, language),
    estimate: formatHashrate(closest.estimate),
    claimed,
    others:
      others.length === 0
        ? ""
        : say(TEXT.otherWindows, language, { list: others.join(language === "en" ? "; " : "；") }),
  });
}

function peakReason(evidence: Of<"hashrate-peak">, telling: Telling): string {
  const { language, claimed, verdict } = telling;
  const highest = highestOf(evidence.measured) ?? evidence.ofDay;
  const below = evidence.measured.some(({ estimate }) => claimedRate(telling) < estimate.lo95);
  const missed = below ? TEXT.peakAbove : TEXT.peakBelow;
  const found = say(verdict === "supported" ? TEXT.peakReached : missed, language, {
    window: windowName(highest.window, language),
    estimate: formatHashrate(highest.estimate),
    claimed,
  });
  const artefact = artefactOf(evidence, language);
  return verdict === "supported" || artefact === ""
    ? found
    : [found, artefact].join(language === "en" ? " " : "");
}

function claimedRate({ audited }: Telling): number {
  const { assertion } = audited.claim;
  return assertion.what === "hashrate-peak" ? assertion.value : NaN;
}

/** How a false peak can be made, where the difficulty rose that day. */
function artefactOf(evidence: Of<"hashrate-peak">, language: Language): string {
  const { retargetPct, unweightedPeak, ofDay } = evidence;
  if (retargetPct === null || retargetPct <= 0) return "";
  return say(TEXT.peakArtefact, language, {
    rise: withUnit(formatNumber(retargetPct, 1), "%", language),
    unweighted: formatNumber(toExahashesPerSecond(unweightedPeak)),
    day: formatHashrate(ofDay.estimate),
  });
}

function changeReason(
  { closest, pValue }: Of<"hashrate-change">,
  { language, claimed, verdict }: Telling,
): string {
  const [misses, fits] = [TEXT.changeMisses, TEXT.changeFits];
  const message = verdict === "supported" ? fits : misses;
  const chance = verdict === "not distinguishable from chance";
  return say(chance ? TEXT.changeChance : message, language, {
    window: windowName(closest.window, language),
    estimate: formatChange(closest.estimate, language),
    p: formatP(pValue),
    claimed,
  });
}

function poolReason({ pool, change }: Of<"pool-change">, telling: Telling): string {
  const { language, verdict, claimed, poolName } = telling;
  const { before, after, untilDecidable } = change;
  const until =
    untilDecidable === null
      ? ""
      : say(TEXT.until, language, { span: formatSpan(untilDecidable, language) });
  const chance = verdict === "not distinguishable from chance";
  const told = verdict === "supported" ? TEXT.poolTold : TEXT.poolMisses;
  return say(chance ? TEXT.poolChance : told, language, {
    pool: poolName(pool),
    before: before.blocks,
    after: after.blocks,
    window: windowName(after.to - after.from, language),
    estimate: formatChange(change.changePct, language),
    p: formatP(change.pValue),
    claimed,
    until,
    where: say(TEXT.inside, language),
  });
}

function loadReason(
  { fall, implied, consistent }: Of<"load">,
  { language, verdict, claimed }: Telling,
): string {
  const fits = verdict === "supported" ? TEXT.loadFits : TEXT.loadChance;
  return say(verdict === "contradicted" ? TEXT.loadTooLarge : fits, language, {
    claimed,
    hashrates: implied
      .map(({ hashrate }) => formatNumber(toExahashesPerSecond(hashrate)))
      .join(" / "),
    efficiencies: implied.map(({ efficiency }) => efficiency).join(" / "),
    fall: formatHashrate(fall),
    low: formatNumber(toGigawatts(consistent[0]), 1),
    high: formatNumber(toGigawatts(consistent[1]), 1),
  });
}

function machinesReason(evidence: Of<"machines">, { language, verdict }: Telling): string {
  const { fall, impliedHashrate, impliedPower, most } = evidence;
  return say(verdict === "contradicted" ? TEXT.machinesTooMany : TEXT.machinesOpen, language, {
    hashrateLow: formatNumber(toExahashesPerSecond(impliedHashrate[0]), 1),
    hashrateHigh: formatNumber(toExahashesPerSecond(impliedHashrate[1]), 1),
    powerLow: formatNumber(toMegawatts(impliedPower[0])),
    powerHigh: formatNumber(toMegawatts(impliedPower[1])),
    fall: formatHashrate(fall),
    most: formatCount(most, language),
  });
}

function revenueReason(evidence: Of<"revenue">, { language }: Telling): string {
  const { implied, highest, highestAt, last } = evidence;
  return say(TEXT.revenue, language, {
    low: formatNumber(implied[0], 3),
    high: formatNumber(implied[1], 3),
    day: formatDay(highestAt, language),
    highest: formatEstimate(highest, 3),
    last: formatEstimate(last, 3),
  });
}

function notRecovered(verdict: Verdict): Bilingual {
  if (verdict === "contradicted") return TEXT.notRecovered;
  return verdict === "cannot be measured here" ? TEXT.notYetRecovered : TEXT.neverFell;
}

function recoveryReason(evidence: Of<"recovery">, { language, audited }: Telling): string {
  const { before, lowest, regainedAt } = evidence;
  const { assertion } = audited.claim;
  const values = {
    window: windowName(assertion.what === "recovery" ? assertion.window : lowest.window, language),
    before: formatHashrate(before),
    lowest: formatHashrate(lowest.estimate),
  };
  if (regainedAt === null) return say(notRecovered(audited.verdict), language, values);
  return say(TEXT.recovered, language, {
    ...values,
    day: formatDay(regainedAt, language),
    days: formatNumber((regainedAt - lowest.at) / SECONDS_PER_DAY),
  });
}
