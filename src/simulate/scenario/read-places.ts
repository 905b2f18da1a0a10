import type { FieldReader } from "./field-reader.ts";
import { PARAMETER_KEYS, type ParameterValues } from "./parameter-table.ts";
import type {
  Distribution,
  HydroSurplus,
  Machine,
  NetworkStart,
  Operator,
  PowerSource,
  PricePath,
  PricePoint,
  Region,
} from "./scenario.ts";

const MONTHS = 12;

export function readNetwork(at: FieldReader): NetworkStart {
  return {
    hashrate_EH_s: at.numberOrNull("hashrate_EH_s"),
    difficulty: at.numberOrNull("difficulty"),
    height: at.numberOrNull("height"),
    fees_BTC_block: at.numberOrNull("fees_BTC_block"),
  };
}

export function readPrice(at: FieldReader): PricePath {
  return at.variant<PricePath>(
    "price",
    {
      record: () => ({ kind: "record" }),
      constant: (of) => ({ kind: "constant", price_USD: of.number("price_USD") }),
      points: (of) => ({ kind: "points", points: of.items("points", readPoint) }),
      random: (of) => ({ kind: "random", price_USD: of.numberOrNull("price_USD") }),
    },
    "record",
  );
}

function readPoint(at: FieldReader): PricePoint {
  return { at: at.time("at", null), price_USD: at.number("price_USD") };
}

export function readParameters(at: FieldReader): ParameterValues {
  const number = (key: (typeof PARAMETER_KEYS)[number]): number => at.number(key);
  return {
    pue: number("pue"),
    cost_spread: number("cost_spread"),
    online_floor: number("online_floor"),
    switch_on_days: number("switch_on_days"),
    switch_off_days: number("switch_off_days"),
    covert_surcharge_USD_MWh: number("covert_surcharge_USD_MWh"),
    covert_detection_per_year: number("covert_detection_per_year"),
    relocated_share: number("relocated_share"),
    sold_share: number("sold_share"),
    dismantle_days: number("dismantle_days"),
    transit_days: number("transit_days"),
    resale_days: number("resale_days"),
    choice_price_weight: number("choice_price_weight"),
    choice_queue_weight: number("choice_queue_weight"),
    growth_per_day: number("growth_per_day"),
    growth_response: number("growth_response"),
    delivery_days: number("delivery_days"),
    payback_days: number("payback_days"),
    progress_per_year: number("progress_per_year"),
    retirement_per_year: number("retirement_per_year"),
    entry_barrier_USD_TH_day: number("entry_barrier_USD_TH_day"),
    hashrate_noise_per_day: number("hashrate_noise_per_day"),
    price_volatility_per_day: number("price_volatility_per_day"),
    price_drift_per_day: number("price_drift_per_day"),
    fees_share: number("fees_share"),
  };
}

export function readRegion(at: FieldReader, name: string): Region {
  const since = at.timeOrNull("since");
  return {
    place: at.text("place"),
    title: at.bilingual("title", { en: name, zh: name }),
    ...(since === null ? {} : { since }),
    share: at.number("share"),
    risk_USD_MWh: at.number("risk_USD_MWh"),
    duty: at.number("duty"),
    spare_MW: at.number("spare_MW"),
    build_MW_month: at.number("build_MW_month"),
    hydro: at.groupOrNull("hydro", readHydro),
    sources: at.entries("sources", "names", readSource),
  };
}

function readHydro(at: FieldReader): HydroSurplus {
  return {
    surplus_MW: at.numbers("surplus_MW", MONTHS),
    year_spread: at.number("year_spread"),
  };
}

function readSource(at: FieldReader): PowerSource {
  const price = at.number("price_USD_MWh");
  const carbon = at.number("carbon_kg_MWh");
  return {
    share: at.number("share"),
    price_USD_MWh: price,
    wet_price_USD_MWh: at.numberOr("wet_price_USD_MWh", price),
    carbon_kg_MWh: carbon,
    marginal_carbon_kg_MWh: at.numberOr("marginal_carbon_kg_MWh", carbon),
    renewable: at.flag("renewable", false),
  };
}

export function readMachine(at: FieldReader): Machine {
  return {
    share: at.number("share"),
    efficiency_J_TH: at.number("efficiency_J_TH"),
    hashrate_TH_s: at.number("hashrate_TH_s"),
    price_USD_TH: at.number("price_USD_TH"),
  };
}

export function readOperator(at: FieldReader): Operator {
  return {
    share: at.number("share"),
    fee_USD_MWh: at.number("fee_USD_MWh"),
    site_MW: at.number("site_MW"),
  };
}

export function readDistribution(at: FieldReader): Distribution {
  return at.ownVariant<Distribution>({
    normal: (of) => ({ kind: "normal", mean: of.amount("mean"), sd: of.amount("sd") }),
    lognormal: (of) => ({
      kind: "lognormal",
      median: of.amount("median"),
      spread: of.amount("spread"),
    }),
    beta: (of) => ({ kind: "beta", mean: of.amount("mean"), n: of.amount("n") }),
    uniform: (of) => ({ kind: "uniform", from: of.amount("from"), to: of.amount("to") }),
  });
}
