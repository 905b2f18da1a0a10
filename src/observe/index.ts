export { type Alarm, FALSE_ALARMS_PER_YEAR, findAlarms } from "./alarm.ts";
export { type DetectionDelay, simulateDelay, simulateFalseAlarms } from "./alarm-law.ts";
export { auditClaims } from "./claims/audit.ts";
export {
  type Assertion,
  type Claim,
  type ClaimSource,
  ENERGY_UNITS,
  type EnergyClaim,
  type EnergyQuantity,
  type PlaceRankClaim,
  isEnergyClaim,
} from "./claims/claim.ts";
export { CLAIM_DRAWS, CLAIM_PLACES } from "./claims/energy-draws.ts";
export {
  type MissingPart,
  USUAL_WINDOW_H,
  isOfPlace,
  missingParts,
  saidEntry,
} from "./claims/said-entry.ts";
export {
  type NamedThing,
  type ReadSentence,
  SAID_QUANTITIES,
  type SaidClaim,
  type SaidQuantity,
  type Vocabulary,
  readSentence,
} from "./claims/sentence.ts";
export type { SaidDays } from "./claims/sentence-dates.ts";
export {
  type AuditedClaim,
  type EnergyEvidence,
  type Evidence,
  type Verdict,
  type WindowedEstimate,
  isEnergyEvidence,
} from "./claims/verdict.ts";
export { type Concentration, concentrationOf } from "./concentration.ts";
export { EPOCH_METHOD, type EpochHashrate, epochHashrates } from "./epoch-hashrate.ts";
export { type EpochState, type Retarget, epochStateAt, retargetHistory } from "./difficulty.ts";
export {
  type Change,
  type ChangeOptions,
  type ChangeVerdict,
  type Comparison,
  type CountedWindow,
  SIGNIFICANCE,
  type WindowPair,
  decidableFalls,
  measureChange,
  windowsAround,
  windowsEndingAt,
} from "./drop.ts";
export {
  HASHRATE_METHOD,
  type HashrateEstimate,
  extremeWindow,
  hashrateAt,
  uncovered,
} from "./hashrate.ts";
export { type HashpriceOfDay, hashpriceOf } from "./hashprice.ts";
export { medianTimeDays } from "./median-time-days.ts";
export { networkDays, pricedDays } from "./network-days.ts";
export {
  type PowerComparison,
  type PowerFacts,
  compareWithCambridge,
  powerAsCambridge,
} from "./network-power.ts";
export { powerInputs } from "./power-inputs.ts";
export { type PoolChange, type PoolTable, poolCounts, poolTable } from "./pools.ts";
export { Timeline } from "./timeline.ts";
export { type DifficultyForecast, DifficultyForecaster } from "./forecast/forecaster.ts";
export {
  type BucketScore,
  type Coverage,
  type MethodScore,
  type ScoredForecast,
  type Scoreboard,
  coverageOf,
  scoreForecasts,
} from "./forecast/scoreboard.ts";
