import { type UnixDay, civilFromDays, daysFromCivil } from "../../base/index.ts";

/** A beta law by its mean and the number of trials it is worth. */
export interface BetaPrior {
  readonly mean: number;
  readonly n: number;
}

/** What is believed of a place's water before its figures of the year. */
export interface WaterPrior {
  /** Share of the year's spill in each calendar month, January first; they add up to 1. */
  readonly profile: readonly number[];
  /** Mines on hydro in the wet season, of all mines of the place. */
  readonly hydroShare: BetaPrior;
  /** Mines on hydro at the height of the season whose water would otherwise be spilled. */
  readonly reach: BetaPrior;
}

/**
 * Sichuan: May 5 %, June 13, July to September 22 each, October 14, November 2: own estimate, as
 * `scenarios/worlds/places.yaml` has it. It puts 84 % before October; in 2020 it was 87 (17.61 of
 * 20.2 TWh). Yunnan: the shape of its surplus in the same file.
 *
 * The reach is own judgement. For it: in the zones made for using up hydro 4.57 TWh were bought in
 * 2020, and Sichuan's mines drew some 15 to 20; many others stood at plants without a line. Against
 * it: half of the spill of 2020 was on one river, and May 2021 had no water to spare.
 */
export const WATER_PRIORS: Readonly<Record<string, WaterPrior>> = {
  "CN/Sichuan": {
    profile: [0, 0, 0, 0, 0.05, 0.13, 0.22, 0.22, 0.22, 0.14, 0.02, 0],
    hydroShare: { mean: 0.93, n: 30 },
    reach: { mean: 0.6, n: 6 },
  },
  "CN/Yunnan": {
    profile: [0, 0, 0, 0, 0, 0.09, 0.21, 0.27, 0.24, 0.16, 0.03, 0],
    hydroShare: { mean: 0.9, n: 20 },
    reach: { mean: 0.6, n: 6 },
  },
};

/**
 * How firm the months are: a Dirichlet law of the profile times this number. A share of 22 % has a
 * deviation of 7 points. Own judgement.
 */
export const PROFILE_WEIGHT = 30;

/**
 * Spill beyond what is published, over what is: a gamma law with this mean and shape.
 *
 * The published figures count main rivers or the grid's own plants. One prefecture of Sichuan, Ganzi,
 * counted 16.3 TWh in 2017, more than the whole province's 14.0. The law itself is own judgement.
 */
export const BEYOND_PUBLISHED = { mean: 0.3, shape: 1.5 } as const;

/**
 * When a place closed its mines. Sichuan: by 20 June 2021, notice of 18 June
 * (https://www.coindesk.com/sichuan-becomes-latest-chinese-province-to-order-bitcoin-miner-shutdown).
 * Yunnan: by the end of June
 * (https://btcpeers.com/china-has-shut-down-all-major-bitcoin-mining-farms-in-yunnan-province/).
 */
const CLOSED: Readonly<Record<string, UnixDay>> = {
  "CN/Sichuan": daysFromCivil({ year: 2021, month: 6, day: 20 }),
  "CN/Yunnan": daysFromCivil({ year: 2021, month: 7, day: 1 }),
};

/** The day a place closed its mines, where that fell in the year. */
export function closingIn(place: string, year: number): UnixDay | undefined {
  const closed = Object.hasOwn(CLOSED, place) ? CLOSED[place] : undefined;
  return closed !== undefined && civilFromDays(closed).year === year ? closed : undefined;
}

/**
 * Load that went on after the closing. Own judgement, between the tenth that one miner reported for
 * the end of June and the four tenths that pools saw of China's old hashrate in September.
 */
export const LEFT: BetaPrior = { mean: 0.2, n: 10 };

/**
 * CO2 of the plant whose power the water could have replaced, had there been a line: gas to coal,
 * kg/MWh over the life of a plant. Source: IPCC AR5 WG3 annex III, medians.
 */
export const DISPLACED = { gas: 490, coal: 820 } as const;
