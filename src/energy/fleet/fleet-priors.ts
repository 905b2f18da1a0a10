import { type Prior } from "./prior.ts";

/** Uncertain inputs of the fleet, in the order of the reference page. */
export type FleetInput =
  | "life"
  | "lifeShape"
  | "idleLoss"
  | "orders"
  | "preference"
  | "saleAge"
  | "lag"
  | "bitmainShare"
  | "shedding"
  | "powerPrice"
  | "priceSpread";

const CAMBRIDGE =
  "Cambridge's methodology, versions 1.0 to 1.4: github.com/CambridgeAltFin/ccaf_cbeci_api";
const SURVEY_2025 =
  "https://www.satoshoz.com/post/inside-the-2025-cambridge-digital-mining-report-energy-emissions-and-the-evolution-of-bitcoin-min";
const BITOODA_2020 = "https://www.merklereport.com/analyzing-bitcoin-hashrate-and-power-usage/";

/**
 * What is believed of the fleet. None of these laws was fitted to anybody's energy figure; see
 * `docs/methods/fleet.md` for what each source says.
 */
export const FLEET_PRIORS: Readonly<Record<FleetInput, Prior>> = {
  life: {
    law: { kind: "normal", mean: 5, deviation: 0.75 },
    unit: "years",
    what: "Time after a model's release at which half of its machines are gone for good.",
    source: `five years at most in ${CAMBRIDGE}; three to five and more by the industry in https://cryptoslate.com/?p=354153`,
  },
  lifeShape: {
    law: { kind: "uniform", low: 2, high: 5 },
    unit: "",
    what: "Exponent of age in the cumulative hazard of retirement: how sharp its end is.",
    source: "own judgement",
  },
  idleLoss: {
    law: { kind: "logNormal", median: 0.35, deviation: 0.5 },
    unit: "1/year",
    what: "Rate at which machines that stand still are scrapped or lost.",
    source:
      "own judgement; of two million displaced in 2021 about 0.7 million were not back in November (Arcane)",
  },
  orders: {
    law: { kind: "uniform", low: 0.3, high: 1 },
    unit: "",
    what: "Part of the past year's deliveries that goes on when the hashrate does not grow.",
    source: "own judgement; machines are ordered three to nine months ahead",
  },
  preference: {
    law: { kind: "uniform", low: 0, high: 3 },
    unit: "",
    what: "Exponent with which buyers prefer efficiency among models on sale; 0 is none.",
    source: `own judgement; 0 is the equal weight of ${CAMBRIDGE}`,
  },
  saleAge: {
    law: { kind: "uniform", low: 6, high: 18 },
    unit: "months",
    what: "Time in which a model's sales fall to 1/e after its release.",
    source: "own judgement",
  },
  lag: {
    law: { kind: "uniform", low: 0.5, high: 4 },
    unit: "months",
    what: "Time from a model's release to its first machines in the network.",
    source:
      "lag of 30 days and set-up of 14 to 48 days: github.com/khelmy/intelligent-bitcoin-miner; upper end own judgement",
  },
  bitmainShare: {
    law: { kind: "uniform", low: 0.5, high: 0.85 },
    unit: "",
    what: "Bitmain's part of the hashrate sold.",
    source: `82 % in 2024: ${SURVEY_2025}; lower end own judgement`,
  },
  shedding: {
    law: { kind: "uniform", low: 0, high: 1.2 },
    unit: "",
    what: "Whom a surplus of machines pushes out: 0 all alike, 1 in proportion to J/TH.",
    source: "own judgement",
  },
  powerPrice: {
    law: { kind: "logNormal", median: 0.045, deviation: 0.2 },
    unit: "USD/kWh",
    what: "Median power price of owners, over the whole time.",
    source: `0.05: ${CAMBRIDGE}; 0.06 in 2018, 0.03 in 2020: ${BITOODA_2020}; 0.05 and 0.04 in 2019: CoinShares, https://docslib.org/doc/6986648/mining-whitepaper-december-2019-final; 0.04 in 2022: https://arcane.no/research/bitcoin-miners-are-forced-to-look-for-cheaper-electricity; 0.045 in 2024: ${SURVEY_2025}`,
  },
  priceSpread: {
    law: { kind: "uniform", low: 0.25, high: 0.5 },
    unit: "",
    what: "Standard deviation of the logarithm of power price among owners.",
    source:
      "own judgement: Riot 0.021 to 0.034 (https://ca.advfn.com/stock-market/NASDAQ/RIOT/stock-news/95500544/form-8-k-current-report), hosted 0.08 to 0.09 in 2022 (https://gasbox.org/the-impact-of-rising-energy-and-hosting-costs-on-bitcoin-mining-in-2022/)",
  },
};
