/** The scenarios of the paper, by its own abbreviations. */
export type BbceScenario = "BM" | "MA" | "SR" | "CT";

/** One row of the paper's table 1. */
export interface BbcePolicy {
  readonly name: string;
  /** "Market access (%)" over 100. It multiplies the exponent of equation (6). */
  readonly marketAccess: number;
  /** "Miner site selection (%)" over 100: share of China's mining on coal; the rest is on hydro. */
  readonly coalShare: number;
  /** "Carbon tax": the factor of equation (11) where emissions per revenue are above 2 kg/USD. */
  readonly taxFactor: number;
}

/**
 * Table 1 of the paper, complete. Source: S. Jiang et al., Nature Communications 12 (2021) 1938,
 * https://www.nature.com/articles/s41467-021-22256-3/tables/1 (CC BY 4.0).
 */
export const BBCE_SCENARIOS: Readonly<Record<BbceScenario, BbcePolicy>> = {
  BM: { name: "benchmark", marketAccess: 1, coalShare: 0.4, taxFactor: 2 },
  MA: { name: "market access", marketAccess: 0.5, coalShare: 0.4, taxFactor: 2 },
  SR: { name: "site regulation", marketAccess: 1, coalShare: 0.2, taxFactor: 2 },
  CT: { name: "carbon tax", marketAccess: 1, coalShare: 0.4, taxFactor: 4 },
};

/** In the order of the paper. */
export const BBCE_SCENARIO_NAMES: readonly BbceScenario[] = ["BM", "MA", "SR", "CT"];
