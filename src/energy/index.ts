export { BBCE_FACTS, BBCE_MONTHS, type BbceFacts, HASHRATE_REGRESSION } from "./bbce/facts.ts";
export {
  type BbceAgainstWorld,
  type BbceFaults,
  type CarbonTaxEffect,
  type ExitReading,
  type InputResponse,
  type MarketAccessEffect,
  type SiteRegulationEffect,
  type WorldOf2024,
  bbceAgainstWorld,
  bbceFaults,
} from "./bbce/faults.ts";
export { type BbceParameter, type BbceStatus, bbceParameters } from "./bbce/parameters.ts";
export { type BbceCoefficients, reconstructBbce } from "./bbce/reconstruct.ts";
export { type LogRegression, logRegression } from "./bbce/regression.ts";
export {
  type BbceMonth,
  type BbceOptions,
  type BbceRun,
  type BbceYear,
  type ExitClock,
  bbcePeak,
  bbceRun,
  bbceYears,
} from "./bbce/run.ts";
export {
  BBCE_SCENARIOS,
  BBCE_SCENARIO_NAMES,
  type BbcePolicy,
  type BbceScenario,
} from "./bbce/scenarios.ts";
export { JOULES_PER_KWH, breakEvenEfficiency } from "./cambridge/break-even-efficiency.ts";
export {
  CAMBRIDGE_PRICE,
  type CambridgeModel,
  type FamilyShares,
  type PowerBounds,
  cambridgePower,
} from "./cambridge/cambridge-power.ts";
export { CAMBRIDGE_VERSIONS, type CambridgeVersion } from "./cambridge/versions.ts";
export { CAMBRIDGE_FACTORS, type PowerSource } from "./carbon/cambridge-factors.ts";
export {
  type CarbonAnswer,
  type CarbonColumns,
  type CarbonFacts,
  type PlaceCarbon,
} from "./carbon/carbon-draws.ts";
export { type CarbonQuestion, carbonOfDays } from "./carbon/carbon-of-days.ts";
export { EMBODIED_PRIORS, MINING_MIXES, type MiningMix } from "./carbon/carbon-priors.ts";
export { GRID_UNITS, type GridFact, type GridKind } from "./carbon/grid-fact.ts";
export { type Grid, type GridMean, gridOf, meanOfGrid, mixGrid } from "./carbon/grid-table.ts";
export {
  type FactorSet,
  type Leakage,
  type LeakageQuestion,
  type MapCarbon,
  type MapCarbonEstimate,
  type PublishedMove,
  leakage,
  publishedCarbon,
} from "./carbon/leakage.ts";
export { DE_VRIES, type DailyPower, type PowerSpending, economicBound } from "./economic-bound.ts";
export type { EnergyFacts } from "./energy-facts.ts";
export { type EnergyOfPeriod, energyBetween } from "./energy-of-period.ts";
export type { HashrateEpoch, PastMarket, PowerInputs } from "./fleet/power-inputs.ts";
export type { MachineModel } from "./machine.ts";
export type { NetworkDays } from "./network-days.ts";
export { FLEET_PRIORS, type FleetInput } from "./fleet/fleet-priors.ts";
export type { Prior } from "./fleet/prior.ts";
export { type FleetOfDay, type FleetQuestion, type ModelShare, fleetOn } from "./power/fleet-on.ts";
export {
  type NetworkPower,
  type PowerCauses,
  type PowerOptions,
  networkPower,
} from "./power/network-power.ts";
export { POWER_INPUT_NAMES, POWER_PRIORS, type PowerInput } from "./power/power-draw.ts";
export {
  type EnergyEstimate,
  JOULES_PER_TERAWATT_HOUR,
  POWER_PROBABILITIES,
  energyDraws,
  energyEstimate,
  meanPower,
  powerQuantiles,
} from "./power/power-estimates.ts";
export { METER_PRIORS, type MeterInput, MODEL_WANDER, PRICE_WANDER } from "./power/power-priors.ts";
export {
  type CauseShare,
  type PowerCause,
  type PowerSensitivity,
  powerSensitivity,
} from "./power/power-sensitivity.ts";
export type { HashrateShare } from "./places/hashrate-share.ts";
export { mapDay } from "./places/map-day.ts";
export { COUNTRIES, MAP_PLACES, PROVINCES } from "./places/map-places.ts";
export {
  type PlaceFacts,
  type PlaceMap,
  type PlaceMapOptions,
  placeMap,
  shareDraws,
} from "./places/place-map.ts";
export { sumOverPlaces } from "./places/place-sums.ts";
export type { PublishedPower } from "./published-power.ts";
export {
  COAL_EQUIVALENT,
  type CoalConvention,
  type DualControl,
  type DualControlAnswer,
  type DualControlQuestion,
  dualControl,
} from "./targets/dual-control.ts";
export { LOAD_UNITS, type LoadFact, type LoadKind } from "./targets/load-fact.ts";
export { type LoadShare, loadOn, loadShare } from "./targets/load-share.ts";
export {
  type SupplyCheck,
  type SupplyFigures,
  type SupplyVerdict,
  supplyCheck,
} from "./targets/supply-check.ts";
export {
  type MiningSplit,
  type SpillAnswer,
  type SpillEstimates,
  type SpillMonth,
  type WaterFacts,
  spillAnswer,
} from "./water/spill-answer.ts";
export { type MonthBalance, type MonthWater, spillOf } from "./water/spill-balance.ts";
export { type SpillBasis, spillBasis } from "./water/spill-basis.ts";
export type { SpillQuestion } from "./water/spill-draws.ts";
export type { SpillWorth } from "./water/spill-worth.ts";
export { WATER_UNITS, type WaterFact, type WaterKind } from "./water/water-fact.ts";
export { WATER_PRIORS, type WaterPrior, closingIn } from "./water/water-priors.ts";
