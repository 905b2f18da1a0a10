import { HashfallError, type UnixSeconds, invalidInput } from "../../base/index.ts";
import type { Order } from "../../policy/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { measureChange, windowsEndingAt } from "../drop.ts";
import type { Timeline } from "../timeline.ts";
import {
  type Assertion,
  type Claim,
  type EnergyClaim,
  type OrderClaim,
  type PlaceRankClaim,
  type PoolChangeClaim,
  isEnergyClaim,
} from "./claim.ts";
import { judgeEnergy, judgeRank } from "./energy-claims.ts";
import { EnergyDraws } from "./energy-draws.ts";
import {
  changeVerdict,
  holds,
  judgeHashrate,
  judgeHashrateChange,
  judgePeak,
  judgeRecovery,
} from "./network-claims.ts";
import { judgeLoad, judgeMachines, judgeRevenue } from "./physical-claims.ts";
import type { AuditedClaim, Judgement, Verdict } from "./verdict.ts";

/** Judges each claim by what the record shows. See docs/methods/claims.md for the rule of each kind. */
export function auditClaims(
  timeline: Timeline,
  record: FactRecord,
  claims: readonly Claim[],
): AuditedClaim[] {
  const ground = { timeline, record, energy: new EnergyDraws(timeline, record) };
  return claims.map((claim) => {
    const { verdict, evidence } = judgeCovered(ground, claim);
    return { claim: asKnown(claim, timeline.span.to), verdict, evidence };
  });
}

/** A claim without the note that tells what was learned later. */
function asKnown({ note, noteKnown, ...claim }: Claim, end: UnixSeconds): Claim {
  return noteKnown !== undefined && noteKnown > end ? claim : { ...claim, note, noteKnown };
}

/** What claims are judged by. */
interface Ground {
  readonly timeline: Timeline;
  readonly record: FactRecord;
  readonly energy: EnergyDraws;
}

/** A claim about times the record does not hold cannot be measured; the others go on. */
function judgeCovered(ground: Ground, claim: Claim): Judgement {
  try {
    return judge(ground, claim.assertion);
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    if (error.code === "record.uncovered" || error.code === "window.empty") {
      const { from, to } = ground.timeline.span;
      return { verdict: "cannot be measured here", evidence: { what: "uncovered", from, to } };
    }
    const problems = error.problems.map((problem) => ({
      ...problem,
      path: `claim ${claim.id}: ${problem.path}`,
    }));
    throw new HashfallError(error.code, `claim ${claim.id}: ${error.message}`, { problems });
  }
}

function judge({ timeline, record, energy }: Ground, assertion: Assertion): Judgement {
  if (assertion.what === "place-rank") return judgeRank(energy, assertion);
  if (isEnergyClaim(assertion)) return judgeEnergy(energy, assertion);
  return judgeChain(timeline, record, assertion);
}

type ChainAssertion = Exclude<Assertion, EnergyClaim | PlaceRankClaim>;

function judgeChain(timeline: Timeline, record: FactRecord, assertion: ChainAssertion): Judgement {
  switch (assertion.what) {
    case "hashrate":
      return judgeHashrate(timeline, assertion);
    case "hashrate-peak":
      return judgePeak(timeline, assertion);
    case "hashrate-change":
      return judgeHashrateChange(timeline, assertion);
    case "pool-change":
      return judgePoolChange(timeline, assertion);
    case "load":
      return judgeLoad(timeline, assertion);
    case "machines":
      return judgeMachines(timeline, assertion);
    case "revenue":
      return judgeRevenue(timeline, record.market, assertion);
    case "order":
      return judgeOrder(record.orders, assertion);
    case "recovery":
      return judgeRecovery(timeline, assertion);
    case "other":
      return { verdict: "cannot be measured here", evidence: { what: "other" } };
  }
}

/** One pool's change over the claim's own window; its p-value is not corrected for others. */
function judgePoolChange(timeline: Timeline, claim: PoolChangeClaim): Judgement {
  if (!timeline.blocks.pools.includes(claim.pool)) {
    throw invalidInput("pool", `"${claim.pool}" is no pool of the record`, "see hashfall pools");
  }
  const change = measureChange(timeline, windowsEndingAt(claim.at, claim.window), {
    pool: claim.pool,
    sizePct: claim.valuePct,
  });
  return {
    verdict: changeVerdict(holds(change.changePct, claim.valuePct), change.pValue),
    evidence: { what: "pool-change", pool: claim.pool, change },
  };
}

/**
 * An order is supported when the registry holds it on several independent or primary accounts and
 * the instant claimed, if any, is the one it took effect or became known; contradicted at another.
 */
function judgeOrder(orders: readonly Order[], claim: OrderClaim): Judgement {
  const order = orders.find(({ id }) => id === claim.order) ?? null;
  return { verdict: orderVerdict(order, claim), evidence: { what: "order", order } };
}

function orderVerdict(order: Order | null, { at }: OrderClaim): Verdict {
  if (order === null) return "cannot be measured here";
  if (at !== null && at !== order.effectiveAt && at !== order.knownAt) return "contradicted";
  return order.confidence === "A" ? "supported" : "cannot be measured here";
}
