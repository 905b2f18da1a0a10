import { type UnixSeconds, unixSeconds } from "../../base/index.ts";

/** A fall of the difficulty that happened, with the instant at which its cause was known. */
export interface Shock {
  /** Name of its scenario in `scenarios/shocks`. */
  readonly id: string;
  readonly cause: "price" | "season" | "halving" | "outage" | "order";
  /** Day on which the difficulty fell, and by how much, per cent. */
  readonly fell: string;
  readonly change_pct: number;
  /** What is known is what was known then. */
  readonly asOf: UnixSeconds;
  /** Why then; the rule needs no knowledge of what followed. */
  readonly rule: string;
}

/** Epochs that are forecast, the one under way first: eight weeks at ten minutes a block. */
export const SHOCK_HORIZON = 4;

const FALL =
  "day after ln price fell by 0.10 in a day or 0.15 in a week, not having so for three days";
const SEASON = "25 October, the last week of the wet season's prices";

/**
 * All falls of the difficulty by more than 7 % from 2016 to 2022.
 */
export const SHOCKS: readonly Shock[] = [
  shock("2018-11-14-price", "2018-11-16", -7.39, { asOf: 1542240000, rule: FALL }),
  shock("2018-11-19-price", "2018-12-03", -15.13, { asOf: 1542672000, rule: FALL }),
  shock("2018-12-06-price", "2018-12-18", -9.56, { asOf: 1544140800, rule: FALL }),
  shock("2019-10-25-season", "2019-11-07", -7.1, { asOf: 1571961600, rule: SEASON }),
  shock("2020-03-12-price", "2020-03-26", -15.95, { asOf: 1584057600, rule: FALL }),
  shock("2020-05-11-halving", "2020-06-04", -9.29, {
    asOf: 1589241600,
    rule: "day after the halving",
  }),
  shock("2020-10-25-season", "2020-11-03", -16.05, { asOf: 1603584000, rule: SEASON }),
  shock("2021-04-16-blackout", "2021-05-01", -12.61, {
    asOf: 1618617600,
    rule: "day after the blackout was reported",
  }),
  shock("2021-05-21-signal", "2021-05-30", -15.97, {
    asOf: 1621641600,
    rule: "day after the committee's call",
  }),
  shock("2021-06-18-sichuan", "2021-07-03", -27.94, {
    asOf: 1624147200,
    rule: "20 June, the day by which Sichuan's notice of the 18th closed its mines",
  }),
  shock("2022-11-08-price", "2022-12-06", -7.32, { asOf: 1667952000, rule: FALL }),
];

function shock(
  id: string,
  fell: string,
  change_pct: number,
  { asOf, rule }: { readonly asOf: number; readonly rule: string },
): Shock {
  return { id, cause: causeOf(id), fell, change_pct, asOf: unixSeconds(asOf), rule };
}

function causeOf(id: string): Shock["cause"] {
  if (id.endsWith("-price")) return "price";
  if (id.endsWith("-season")) return "season";
  if (id.endsWith("-halving")) return "halving";
  return id.endsWith("-blackout") ? "outage" : "order";
}
