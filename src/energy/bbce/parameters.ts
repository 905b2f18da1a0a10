import { BBCE_FACTS, type BbceFacts } from "./facts.ts";
import { reconstructBbce } from "./reconstruct.ts";

/** How sure a parameter is. */
export type BbceStatus =
  /** Stated in the paper. */
  | "published"
  /** A fact of the time, from our record or a source. */
  | "fact"
  /** A choice of ours. */
  | "assumed"
  /** Worked out from the ones above, by `reconstructBbce`. */
  | "solved";

/** One parameter of the reconstruction. */
export interface BbceParameter {
  /** As in the paper where it has a letter there. */
  readonly symbol: string;
  readonly value: number;
  readonly unit: string;
  readonly status: BbceStatus;
  /** Where it comes from, or how it was found. */
  readonly source: string;
}

const PAPER = "Jiang et al. 2021, https://www.nature.com/articles/s41467-021-22256-3";
const EQUATIONS = "equations as quoted by https://github.com/ShaliniAnandaPhD/Mythrul";

/** All parameters but those of table 1, which are `BBCE_SCENARIOS`. */
export function bbceParameters(facts: BbceFacts = BBCE_FACTS): BbceParameter[] {
  return [...published(facts), ...ofTheTime(facts), ...solved(facts)];
}

/** Symbol, value, unit, source. */
type Row = readonly [symbol: string, value: number, unit: string, source: string];

function parameter(status: BbceStatus, [symbol, value, unit, source]: Row): BbceParameter {
  return { symbol, value, unit, status, source };
}

function published(facts: BbceFacts): BbceParameter[] {
  const rows: readonly Row[] = [
    ["energy of 2024", facts.peakEnergy_TWh, "TWh", `${PAPER}, abstract`],
    ["emissions of 2024", facts.peakEmissions_Mt, "Mt CO2", `${PAPER}, abstract`],
    ["first share", facts.startShare, "1", `(5), ${EQUATIONS}`],
    ["rate of exit", facts.exitRate, "1 per Time", `(5), ${EQUATIONS}`],
    ["threshold of the tax", facts.taxThreshold_kg_USD, "kg/USD", `(11), ${EQUATIONS}`],
    ["low tax factor", facts.lowTaxFactor, "1", `(11), ${EQUATIONS}`],
    ["unit of the tax", facts.taxUnit, "1", `(11), ${EQUATIONS}; of revenue: our assumption`],
  ];
  return rows.map((row) => parameter("published", row));
}

function ofTheTime(facts: BbceFacts): BbceParameter[] {
  return [
    {
      symbol: "hashrate of 2020",
      value: facts.hashrate2020_EH_s,
      unit: "EH/s",
      status: "fact",
      source: "data/blocks.parquet, mean of the days",
    },
    {
      symbol: "world's energy of 2020",
      value: facts.energy2020_TWh,
      unit: "TWh",
      status: "fact",
      source: "Cambridge's estimate of the time, https://github.com/dmrobotix/bpi-chamanara",
    },
    {
      symbol: "price of a bitcoin",
      value: facts.price_USD,
      unit: "USD",
      status: "assumed",
      source: "mean of 2020 (data/market.csv), held from 2014 to 2030: the paper's is unknown",
    },
    {
      symbol: "α1 α4",
      value: facts.efficiencySlope,
      unit: "1/month",
      status: "fact",
      source: "ln J/TH on release, Cambridge's first list, 2014-01 to 2020-01 (data/machines.csv)",
    },
    {
      symbol: "PUE",
      value: facts.pue,
      unit: "1",
      status: "assumed",
      source: "Cambridge's 1.10; it cancels against β3",
    },
    {
      symbol: "price of power",
      value: facts.powerPrice_USD_kWh,
      unit: "USD/kWh",
      status: "assumed",
      source: "Cambridge's default of the time",
    },
    {
      symbol: "hydro",
      value: facts.hydro_kg_kWh,
      unit: "kg/kWh",
      status: "assumed",
      source: "IPCC AR5 WG3 annex III, median over a plant's life",
    },
  ];
}

function solved(facts: BbceFacts): BbceParameter[] {
  const solution = reconstructBbce(facts);
  const rows: readonly Row[] = [
    ["α1", solution.alpha1, "USD/month²", "cumulative profits end in December 2024"],
    ["α2", solution.alpha2, "month/USD", "China's energy grows from 2020's to 2024's"],
    ["β1", solution.beta1, "ln EH/s", "hashrate of 2020"],
    ["α4", solution.alpha4, "month/USD", "α1 α4 above"],
    ["β3", solution.beta3, "ln J/TH", "world's energy of 2020"],
    ["coal", solution.coal_kg_kWh, "kg/kWh", "emissions over energy of 2024, 40 % coal"],
  ];
  return rows.map((row) => parameter("solved", row));
}
