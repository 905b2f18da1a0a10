import type { Prior } from "../fleet/prior.ts";

/** How mining's power in a place differs from the grid's. */
export interface MiningMix {
  /** Added to the log-odds of the grid's renewable share. */
  readonly premium: number;
  readonly spread: number;
  readonly source: string;
}

const OWN = "own judgement";

/**
 * Renewable share of mining against that of the grid. Half a unit of log-odds turns 20 % into 29 %.
 * In Sichuan and Yunnan the wet season adds to it: `WATER_PRIORS`, hydroShare.
 */
export const MINING_MIXES: Readonly<Record<string, MiningMix>> = {
  "CN/Sichuan": { premium: 0.3, spread: 0.6, source: OWN },
  "CN/Yunnan": { premium: 0.3, spread: 0.6, source: OWN },
  "CN/Xinjiang": { premium: -0.2, spread: 0.5, source: OWN },
  "CN/Inner Mongolia": { premium: -0.2, spread: 0.5, source: OWN },
  "CN/other": { premium: 0, spread: 0.7, source: OWN },
  US: {
    premium: 0.4,
    spread: 0.4,
    source:
      "42.6 % renewable among firms with 48 % of the hashrate, three quarters of it in the US, by their own account (https://www.satoshoz.com/post/inside-the-2025-cambridge-digital-mining-report-energy-emissions-and-the-evolution-of-bitcoin-min): 1.0 above the grid's 21 %; less, because they answered for themselves",
  },
  KZ: {
    premium: -0.2,
    spread: 0.4,
    source:
      "coal and gas, over 90 % of power (https://neftegazru.com/news/electric-power-industry/689240-coal-powered-bitcoin-mining-soars-in-kazakhstan-following-chinese-ban/)",
  },
  RU: {
    premium: 1,
    spread: 0.7,
    source:
      "large sites at the hydro of Bratsk (https://blocking.net/15617/russian-industrial-city-bratsk-promotes-the-development-of-bitcoin-mining-due-to-low-temperatures-and-abundant-cheap-electricity/); how much of all is own judgement",
  },
  CA: { premium: 0.5, spread: 0.6, source: "hydro of Quebec, gas of Alberta: own judgement" },
  IR: { premium: 0, spread: 0.4, source: OWN },
  MY: { premium: 0, spread: 0.5, source: OWN },
  DE: { premium: 0, spread: 0.5, source: OWN },
  IE: { premium: 0, spread: 0.5, source: OWN },
  PY: { premium: 0, spread: 0.3, source: "the hydro of Itaipu; its grid has no other plant" },
  AE: { premium: 0, spread: 0.4, source: OWN },
  OM: { premium: 0, spread: 0.4, source: OWN },
  other: { premium: 0.4, spread: 0.6, source: "cheap power is often hydro: own judgement" },
};

/**
 * Deviations of the logarithm of the factors, beside what parts the two data sets (Kazakhstan 656 g/kWh
 * in 2021 by one and 802 in 2024 by the other; by Cambridge's factors 776). Own judgement.
 */
export const FACTOR_SPREADS = { allPlaces: 0.05, place: 0.1, marginal: 0.15 } as const;

/**
 * Emissions of making a machine, over the power that it draws, and its life.
 *
 * A cradle-to-gate study of the Antminer S9 exists (https://arxiv.org/html/2401.17512v2); the part of
 * it that could be read gives no kilograms, only that production can be up to 80 % of the whole life's
 * impact on low-carbon power. Hence a prior over more than an order of magnitude.
 */
export const EMBODIED_PRIORS: Readonly<Record<"making" | "life", Prior>> = {
  making: {
    law: { kind: "logNormal", median: 300, deviation: 0.9 },
    unit: "kg CO2e/kW",
    what: "Emissions of making a machine over its power.",
    source: OWN,
  },
  life: {
    law: { kind: "triangular", low: 2, mode: 4, high: 6 },
    unit: "years",
    what: "Years that a machine runs.",
    source:
      "own judgement: three to five and more by the industry in https://cryptoslate.com/?p=354153",
  },
};
