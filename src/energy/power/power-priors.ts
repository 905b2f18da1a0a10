import type { Prior } from "../fleet/prior.ts";

/** Uncertain inputs between the machines' figures and the meter. */
export type MeterInput = "overhead" | "wall";

export const METER_PRIORS: Readonly<Record<MeterInput, Prior>> = {
  overhead: {
    law: { kind: "triangular", low: 1.01, mode: 1.08, high: 1.15 },
    unit: "",
    what: "Power of the sites over power of the machines.",
    source:
      "Cambridge takes 1.01, 1.10 and 1.20 (github.com/CambridgeAltFin/ccaf_cbeci_api); 1.12: https://bitcointalksearch.org/topic/mining-hashrate-and-power-analysis-bitooda-research-5274504; near 1.05 where well designed: https://d-central.tech/mining-glossary/power-usage-effectiveness-pue/",
  },
  wall: {
    law: { kind: "normal", mean: 1.01, deviation: 0.03 },
    unit: "",
    what: "Power of the machines as they run over what their makers state.",
    source:
      "makers allow 5 % of power and 3 % of hashrate: https://buybtc123.com/pt-br/blogs/news/the-evaluation-of-antminer-s19; hot boards draw more: https://www.ydminer.com/blog/influence-of-temperature-on-power-consumption-ratio-of-antminer-x19-series/; mean own judgement",
  },
};

/** What wanders about its middle: steady deviation of the logarithm, and years after which it forgets. */
interface Wander {
  readonly deviation: number;
  readonly years: number;
  readonly what: string;
  readonly source: string;
}

export const PRICE_WANDER: Wander = {
  deviation: 0.12,
  years: 1,
  what: "The owners' median power price about its level.",
  source: "own judgement: the published medians above lie 0.03 to 0.06 within four years",
};

export const MODEL_WANDER: Wander = {
  deviation: 0.04,
  years: 1,
  what: "The fleet's mean J/TH about what the model makes of its inputs.",
  source: "own judgement: models missing from the list, firmware, and the rules of the walk itself",
};
