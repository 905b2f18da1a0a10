import { SECONDS_PER_DAY } from "../../base/index.ts";
import type { AuditedClaim, Evidence, Verdict } from "../../observe/index.ts";
import { formatDay } from "./calendar.ts";
import { highestOf } from "./claim-measured.ts";
import { claimedValue, windowName } from "./claim-value.ts";
import { CLAIM_MESSAGES as TEXT, VERDICT_MESSAGES } from "./claim-messages.ts";
import {
  formatChange,
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

/** One or two sentences that say, with the numbers measured, why the verdict is what it is. */
export function claimReason(
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
  return quantityReason(evidence, telling).trim();
}

type Quantitative = Exclude<Evidence, { what: "other" } | { what: "order" }>;
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
  const found = say(verdict === "supported" ? TEXT.peakReached : TEXT.peakBelow, language, {
    window: windowName(highest.window, language),
    estimate: formatHashrate(highest.estimate),
    claimed,
  });
  const artefact = artefactOf(evidence, language);
  return verdict === "supported" || artefact === ""
    ? found
    : [found, artefact].join(language === "en" ? " " : "");
}

/** How a false peak is made, where the difficulty rose that day. */
function artefactOf(evidence: Of<"hashrate-peak">, language: Language): string {
  const { retargetPct, unweightedPeak, ofDay } = evidence;
  if (retargetPct === null || retargetPct <= 0) return "";
  return say(TEXT.peakArtefact, language, {
    rise: withUnit(formatNumber(retargetPct, 1), "%", language),
    unweighted: formatNumber(unweightedPeak / 1e18),
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
  return say(chance ? TEXT.poolChance : TEXT.poolTold, language, {
    pool: poolName(pool),
    before: before.blocks,
    after: after.blocks,
    window: windowName(after.to - after.from, language),
    estimate: formatChange(change.changePct, language),
    p: formatP(change.pValue),
    claimed,
    until,
    where: say(verdict === "supported" ? TEXT.inside : TEXT.outside, language),
  });
}

function loadReason(
  { fall, implied, consistent }: Of<"load">,
  { language, verdict, claimed }: Telling,
): string {
  return say(verdict === "contradicted" ? TEXT.loadTooLarge : TEXT.loadFits, language, {
    claimed,
    hashrates: implied.map(({ hashrate }) => formatNumber(hashrate / 1e18)).join(" / "),
    efficiencies: implied.map(({ efficiency }) => efficiency).join(" / "),
    fall: formatHashrate(fall),
    low: formatNumber(consistent[0] / 1e9, 1),
    high: formatNumber(consistent[1] / 1e9, 1),
  });
}

function machinesReason(evidence: Of<"machines">, { language, verdict }: Telling): string {
  const { fall, impliedHashrate, impliedPower, most } = evidence;
  return say(verdict === "contradicted" ? TEXT.machinesTooMany : TEXT.machinesOpen, language, {
    hashrateLow: formatNumber(impliedHashrate[0] / 1e18, 1),
    hashrateHigh: formatNumber(impliedHashrate[1] / 1e18, 1),
    powerLow: formatNumber(impliedPower[0] / 1e6),
    powerHigh: formatNumber(impliedPower[1] / 1e6),
    fall: formatHashrate(fall),
    most: formatNumber(most / 1e6, 1),
  });
}

function revenueReason(evidence: Of<"revenue">, { language }: Telling): string {
  const { implied, highest, highestAt, last } = evidence;
  return say(TEXT.revenue, language, {
    low: formatNumber(implied[0], 2),
    high: formatNumber(implied[1], 2),
    day: formatDay(highestAt, language),
    highest: formatEstimate(highest, 3),
    last: formatEstimate(last, 3),
  });
}

function recoveryReason(evidence: Of<"recovery">, { language, audited }: Telling): string {
  const { before, lowest, regainedAt } = evidence;
  const { assertion } = audited.claim;
  const values = {
    window: windowName(assertion.what === "recovery" ? assertion.window : lowest.window, language),
    before: formatHashrate(before),
    lowest: formatHashrate(lowest.estimate),
  };
  if (regainedAt === null) return say(TEXT.notRecovered, language, values);
  return say(TEXT.recovered, language, {
    ...values,
    day: formatDay(regainedAt, language),
    days: formatNumber((regainedAt - lowest.at) / SECONDS_PER_DAY),
  });
}
