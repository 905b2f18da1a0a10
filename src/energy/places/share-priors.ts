import { type UnixDay, daysFromCivil } from "../../base/index.ts";

/**
 * Variance that the logarithm of a country's share gains in a month without a figure.
 *
 * Set so that Cambridge's monthly series of 2019 to 2022, which is not shipped, lies as far from the
 * lines between the shipped figures as it should: 183 shares, see `docs/methods/places.md`.
 */
export const MONTHLY_VARIANCE = 0.04;

/** Months after which a share is no longer known worse. Own judgement. */
export const LONGEST_GAP = 36;

/**
 * Answers of miners that the published shares are worth, for a Dirichlet law.
 *
 * Own judgement. They come from three or four pools with 37 to 44 % of the hashrate
 * (https://fintechzoom.com/fintech_news_bitcoin-news/bitcoin-hash-rate-65-is-concentrated-in-china/,
 * https://chubk.com/us-leads-the-world-in-bitcoin-mining-hashrate-china-evaporates-from-the-map/), whose
 * customers are not a random sample. A share of 35 % has a deviation of 4.7 points by it.
 */
export const SAMPLE_WEIGHT = 100;

/** Share of places that nobody names, where none is stated: 6.5 % in April 2020, 9 % in January 2022. */
export const UNNAMED_SHARE = 0.07;

/** Months in which a place that was not named fades, going back from its first figure. Own judgement. */
export const FADE_MONTHS = 18;

/**
 * A zero of China is what pools were told, not what ran: 22.3 % stood in September 2021. The share is
 * then taken as this part of the figure nearest in time, after it if there is one.
 * Own judgement: between the tenth of China's machines that is taken to have gone on in
 * `scenarios/worlds/2021-04.yaml` and that figure.
 */
export const SHARE_BEHIND_ZERO = 0.5;
/** Deviation of its logarithm: with 22.3 % after it, 3 to 44 % at 95 %. */
export const ZERO_SPREAD = 0.7;

/**
 * Of the hashrate listed under Germany and Ireland, what is elsewhere behind foreign addresses.
 *
 * Own judgement. Cambridge marks both with an asterisk and gives them the world's mix of power.
 */
export const PROXY_SHARE = { first: 8, second: 2 } as const;

/** What China has beyond the published share: a factor e^bias on its odds. */
export interface HiddenShare {
  readonly from: UnixDay;
  readonly mean: number;
  readonly deviation: number;
}

const month = (year: number, number: number): UnixDay =>
  daysFromCivil({ year, month: number, day: 15 });

/**
 * Straight lines between these days.
 *
 * Before the ban: Cambridge has China at 44 % in May 2021, 71 EH/s of 161. The network then lost 81
 * EH/s between two epochs and more on a weekly mean, and about 100 were displaced: 55 to 62 %, a bias
 * of 0.45 to 0.73. In 2019 fewer hid; that part is own judgement. In July and August 2021 the law of a
 * zero takes its place. Later: 14 % by Hashrate Index and 15 to 20 % by CryptoQuant in October 2025
 * (https://pakgazette.com/china-returns-as-third-largest-btc-mining-hub-with-14-share-reuters), the
 * width own judgement.
 */
export const HIDDEN_SHARES: readonly HiddenShare[] = [
  { from: month(2020, 9), mean: 0.15, deviation: 0.15 },
  { from: month(2021, 5), mean: 0.5, deviation: 0.3 },
  { from: month(2021, 7), mean: 0, deviation: 0 },
  { from: month(2021, 8), mean: 0, deviation: 0 },
  { from: month(2021, 9), mean: 0.15, deviation: 0.35 },
];

/**
 * How far China's machines have moved to the water in the middle of each month, January first.
 *
 * 0 in April and 1 in September are the two published months. Between them own judgement: the wet
 * season is May to October, and the counts of one pool in 2018 and 2019 (Sun et al. 2022, not
 * shipped) have this form.
 */
export const WET_SEASON: readonly number[] = [0, 0, 0, 0, 0.4, 0.8, 1, 1, 1, 0.9, 0.4, 0.05];

/**
 * What provinces without a figure for the wet season have of their weight in the dry one; 1 for others.
 *
 * Own judgement after the counts of one pool (Sun et al. 2022): Inner Mongolia 19 % of China in March
 * 2019 and 6 % in August 2018, Yunnan 12 and 11.
 */
export const WET_WEIGHTS: Readonly<Record<string, number>> = { "CN/Inner Mongolia": 0.4 };

/** Deviation of the logarithm of a province's weight within China. Own judgement. */
export const PROVINCE_SPREADS = {
  /** Both seasons known. */
  known: 0.3,
  /** Before the wet season's figures were public. */
  oneSeason: 0.6,
  /** After the ban nobody counts provinces. */
  hidden: 0.8,
} as const;

/** From this day on mines of China run in hiding, and no season of theirs is known. */
export const BAN: UnixDay = daysFromCivil({ year: 2021, month: 7, day: 1 });
/** Their season then, between the two published ones. Own judgement. */
export const HIDDEN_SEASON = 0.5;
