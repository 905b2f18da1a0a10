import { BBCE_FACTS, type BbceFacts, HASHRATE_REGRESSION, bbceMonth } from "./facts.ts";
import {
  type BbceCoefficients,
  END_OF_SAMPLE,
  LAST_PAYING_MONTH,
  reconstructBbce,
} from "./reconstruct.ts";
import {
  type BbceOptions,
  type BbceRun,
  type BbceYear,
  type ExitClock,
  bbcePeak,
  bbceRun,
  exitTime,
  meanIntensity,
} from "./run.ts";
import { BBCE_SCENARIOS, type BbceScenario } from "./scenarios.ts";

/** What becomes of the benchmark when one input is doubled. */
export interface InputResponse {
  readonly input: "price_USD" | "powerPrice_USD_kWh" | "taxUnit";
  /** Largest change of the network's hashrate in any month, relative. */
  readonly hashrate: number;
  /** First month of China's exit; null when it never comes. */
  readonly exit: number | null;
}

/** Equation (5) under one reading of its "Time". */
export interface ExitReading {
  readonly clock: ExitClock;
  /** The formula in the month of the exit, before a floor at zero. */
  readonly shareAtExit: number;
  /** Year of the largest energy, with the share held at zero or above. */
  readonly peak: BbceYear;
}

/** The network's energy in December 2024 over that of the benchmark. */
export interface MarketAccessEffect {
  readonly asPrinted: number;
  /** The policy from January 2014 on, which is the equation to the letter. */
  readonly asPrintedFromStart: number;
  /** The exponent divided by market access instead. */
  readonly reversed: number;
}

/** Emissions of site regulation over those of the benchmark. */
export interface SiteRegulationEffect {
  /** Ratio of the mixes' intensities: all that the policy is. */
  readonly intensities: number;
  /** Least and largest ratio of the runs over the policy's months with mining in China in both. */
  readonly least: number;
  readonly largest: number;
  /** The same for energy. */
  readonly energy: number;
}

/** Effect of the doubled carbon tax. */
export interface CarbonTaxEffect {
  /** China's emissions of 2014 to 2029 over those of the benchmark. */
  readonly emissions: number;
  readonly exit: number | null;
  readonly benchmarkExit: number | null;
}

/** The model's known faults, each as a number. */
export interface BbceFaults {
  /** (a) Hashrate depends on time alone. */
  readonly responses: readonly InputResponse[];
  /** (b) The step of equation (5). */
  readonly exits: readonly ExitReading[];
  /** (b) Growth of energy a month above which a gradual exit cannot begin with a peak: 0.01 / 0.7. */
  readonly largestGradualGrowth: number;
  /** (b) China's energy in 2020 that such a growth and the peak imply, TWh. */
  readonly gradualEnergy2020_TWh: number;
  /** (c) Market access multiplies progress. */
  readonly marketAccess: MarketAccessEffect;
  /** (d) Site regulation is arithmetic. */
  readonly siteRegulation: SiteRegulationEffect;
  readonly carbonTax: CarbonTaxEffect;
  /** (e) China's energy in 2024 if hashrate and efficiency kept their regressed slopes, TWh. */
  readonly regressed2024_TWh: number;
}

/** The faults of the reconstruction, see docs/methods/bbce.md. */
export function bbceFaults(coefficients: BbceCoefficients = reconstructBbce()): BbceFaults {
  const { facts } = coefficients;
  const largestGradualGrowth = facts.exitRate / facts.startShare;
  const growth = HASHRATE_REGRESSION.slope + facts.efficiencySlope;
  const years = bbceMonth(2024, 1) - bbceMonth(2020, 1);
  return {
    responses: responses(coefficients),
    exits: exitReadings(coefficients),
    largestGradualGrowth,
    gradualEnergy2020_TWh: facts.peakEnergy_TWh * Math.exp(-largestGradualGrowth * years),
    marketAccess: marketAccess(coefficients),
    siteRegulation: siteRegulation(coefficients),
    carbonTax: carbonTax(coefficients),
    regressed2024_TWh: facts.startShare * facts.energy2020_TWh * Math.exp(growth * years),
  };
}

function responses(coefficients: BbceCoefficients): InputResponse[] {
  const before = bbceRun("BM", { coefficients });
  const inputs = ["price_USD", "powerPrice_USD_kWh", "taxUnit"] as const;
  return inputs.map((input) => {
    const facts: BbceFacts = doubled(coefficients.facts, input);
    const after = bbceRun("BM", { coefficients: withFacts(coefficients, facts) });
    const changes = after.hashrate_EH_s.map((rate, month) =>
      Math.abs(rate / at(before.hashrate_EH_s, month) - 1),
    );
    return { input, hashrate: Math.max(...changes), exit: after.exit };
  });
}

function doubled(facts: BbceFacts, input: InputResponse["input"]): BbceFacts {
  return { ...facts, [input]: 2 * facts[input] };
}

function withFacts(coefficients: BbceCoefficients, facts: BbceFacts): BbceCoefficients {
  return { ...coefficients, facts };
}

function exitReadings(coefficients: BbceCoefficients): ExitReading[] {
  const clocks: readonly ExitClock[] = ["months", "years", "months-since-exit"];
  return clocks.map((clock) => {
    const run = bbceRun("BM", { coefficients, exitClock: clock });
    const month = run.exit ?? NaN;
    const { startShare, exitRate } = coefficients.facts;
    const shareAtExit = startShare - exitRate * exitTime(month, month, clock);
    return { clock, shareAtExit, peak: bbcePeak(run) };
  });
}

function marketAccess(coefficients: BbceCoefficients): MarketAccessEffect {
  const energy = (scenario: BbceScenario, options: BbceOptions): number => {
    const run = bbceRun(scenario, { coefficients, ...options });
    return at(run.network_energy_TWh_y, LAST_PAYING_MONTH);
  };
  const benchmark = energy("BM", {});
  return {
    asPrinted: energy("MA", {}) / benchmark,
    asPrintedFromStart: energy("MA", { policyFrom: 0 }) / benchmark,
    reversed: energy("MA", { marketAccessReversed: true }) / benchmark,
  };
}

function siteRegulation(coefficients: BbceCoefficients): SiteRegulationEffect {
  const benchmark = bbceRun("BM", { coefficients });
  const regulated = bbceRun("SR", { coefficients });
  const months = benchmark.months
    .map((_, month) => month)
    .filter(
      (month) => month >= END_OF_SAMPLE && mines(benchmark, month) && mines(regulated, month),
    );
  const ratios = (column: "emissions_Mt_y" | "energy_TWh_y"): number[] =>
    months.map((month) => at(regulated[column], month) / at(benchmark[column], month));
  return {
    intensities:
      meanIntensity(BBCE_SCENARIOS.SR, coefficients) /
      meanIntensity(BBCE_SCENARIOS.BM, coefficients),
    least: Math.min(...ratios("emissions_Mt_y")),
    largest: Math.max(...ratios("emissions_Mt_y")),
    energy: Math.max(...ratios("energy_TWh_y")),
  };
}

function carbonTax(coefficients: BbceCoefficients): CarbonTaxEffect {
  const benchmark = bbceRun("BM", { coefficients });
  const taxed = bbceRun("CT", { coefficients });
  return {
    emissions: total(taxed) / total(benchmark),
    exit: taxed.exit,
    benchmarkExit: benchmark.exit,
  };
}

const total = (run: BbceRun): number => run.cumulative_emissions_Mt.at(-1) ?? NaN;
const mines = (run: BbceRun, month: number): boolean => at(run.share_china, month) > 0;
const at = (column: Float64Array, index: number): number => column[index] ?? NaN;

/** What happened in 2024, in the whole world. */
export interface WorldOf2024 {
  /** Mean hashrate, EH/s. */
  readonly hashrate_EH_s: number;
  readonly energy_TWh: number;
  /** What all miners were paid, USD. */
  readonly revenue_USD: number;
}

/** The paper's 2024 against what happened. */
export interface BbceAgainstWorld {
  /** The paper's energy for China over the world's. */
  readonly energy: number;
  /** What the paper's energy would have cost, USD. */
  readonly cost_USD: number;
  /** That cost over what all miners of the world were paid; above 1 nobody can pay it. */
  readonly costOverRevenue: number;
  /** Energy that the whole revenue buys, TWh. */
  readonly affordable_TWh: number;
  /** The reconstruction's hashrate of 2024 over the world's. */
  readonly hashrate: number;
}

/**
 * Sets the paper's peak against the world of 2024 and against revenue: miners who pay more for power
 * than they earn switch off. Source of the bound: E. Masanet et al., Nature Climate Change 2019,
 * https://doi.org/10.1038/s41558-019-0535-4, and N. Houy's letter beside it.
 */
export function bbceAgainstWorld(
  world: WorldOf2024,
  facts: BbceFacts = BBCE_FACTS,
): BbceAgainstWorld {
  const run = bbceRun("BM", { coefficients: reconstructBbce(facts) });
  const from = bbceMonth(2024, 1);
  const hashrates = run.hashrate_EH_s.subarray(from, from + 12);
  const cost_USD = facts.peakEnergy_TWh * 1e9 * facts.powerPrice_USD_kWh;
  return {
    energy: facts.peakEnergy_TWh / world.energy_TWh,
    cost_USD,
    costOverRevenue: cost_USD / world.revenue_USD,
    affordable_TWh: world.revenue_USD / facts.powerPrice_USD_kWh / 1e9,
    hashrate: hashrates.reduce((sum, rate) => sum + rate, 0) / 12 / world.hashrate_EH_s,
  };
}
