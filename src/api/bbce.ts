import {
  BBCE_SCENARIOS,
  BBCE_SCENARIO_NAMES,
  type BbceAgainstWorld,
  type BbceFaults,
  type BbceMonth,
  type BbceParameter,
  type BbceYear,
  bbcePeak,
  bbceRun,
  bbceYears,
} from "../energy/index.ts";

/** One policy of the paper on China's mining, as reconstructed. */
interface BbceScenarioAnswer {
  readonly scenario: string;
  readonly name: string;
  readonly market_access: number;
  readonly coal_share: number;
  readonly tax_factor: number;
  readonly peak: BbceYear;
  readonly exit: string | null;
  readonly years: readonly BbceYear[];
}

/** Answer of `energy bbce`. */
export interface BbceAnswer {
  readonly label: string;
  readonly scenarios: readonly BbceScenarioAnswer[];
  readonly parameters: readonly BbceParameter[];
  readonly faults: BbceFaults;
  readonly against_world: BbceAgainstWorld | null;
  readonly record: string;
}

/** The reconstruction of the paper's model; `world` is null where the record does not hold 2024. */
export function bbceAnswer(
  record: string,
  told: {
    readonly parameters: readonly BbceParameter[];
    readonly faults: BbceFaults;
    readonly world: BbceAgainstWorld | null;
  },
): BbceAnswer {
  return {
    label: "reconstruction of Jiang et al. 2021, Nature Communications 12:1938",
    scenarios: BBCE_SCENARIO_NAMES.map((scenario) => {
      const run = bbceRun(scenario);
      const policy = BBCE_SCENARIOS[scenario];
      return {
        scenario,
        name: policy.name,
        market_access: policy.marketAccess,
        coal_share: policy.coalShare,
        tax_factor: policy.taxFactor,
        peak: bbcePeak(run),
        exit: run.exit === null ? null : monthText(run.months[run.exit]),
        years: bbceYears(run),
      };
    }),
    parameters: told.parameters,
    faults: told.faults,
    against_world: told.world,
    record,
  };
}

function monthText(month: BbceMonth | undefined): string | null {
  return month === undefined ? null : `${month.year}-${String(month.month).padStart(2, "0")}`;
}
