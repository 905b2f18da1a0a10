import { type UnixSeconds, daysFromCivil, startOfDay } from "../../base/index.ts";
import type { HashPath } from "./hash-path.ts";
import { type Sighting, whiten } from "./whitening.ts";

/** What someone published of China's share of the hashrate in a month. */
export interface PublishedShare {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly share: number;
  readonly published: UnixSeconds;
}

/**
 * Cambridge's shares of China, with the days on which they were published. July and August 2021, at
 * zero, are left out: four pools reported, and nobody there said any longer where he was.
 *
 * Source: Cambridge Bitcoin Electricity Consumption Index, mining map; May and June 2021 by
 * https://chubk.com/us-leads-the-world-in-bitcoin-mining-hashrate-china-evaporates-from-the-map/,
 * September and January by the map's update of May 2022.
 */
const CHINA_SHARES: readonly PublishedShare[] = [
  inMonth(2021, 5, { share: 0.44, published: onDay(2021, 10, 13) }),
  inMonth(2021, 6, { share: 0.343, published: onDay(2021, 10, 13) }),
  inMonth(2021, 9, { share: 0.223, published: onDay(2022, 5, 17) }),
  inMonth(2022, 1, { share: 0.211, published: onDay(2022, 5, 17) }),
];

/** Deviation of the logarithm of all published shares together, and of each by itself. */
const BIAS_DEVIATION = 0.3;
const OWN_DEVIATION = 0.15;

/**
 * How far published shares are from a path, as standard normal numbers, and their log density.
 *
 *   ln published = ln share + b + e,  b ~ N(0, 0.3²) common to all,  e ~ N(0, 0.15²) of each
 *
 * The bias is integrated out. Four pools with a third of the hashrate reported, and machines behind
 * foreign addresses count elsewhere: that is worth a third either way.
 */
export function whitenedShares(
  path: HashPath,
  shares: readonly PublishedShare[],
): { readonly whitened: Float64Array; readonly logDensity: number } {
  const sightings = shares.map(({ from, to, share }): Sighting => {
    const value = Math.log(share / path.shareBetween(from, to));
    return { time: from, value, variance: OWN_DEVIATION ** 2 };
  });
  return whiten(sightings, { initialVariance: BIAS_DEVIATION ** 2, from: 0, perDay: 0 });
}

/** Shares of months inside a run that had been published by an instant. */
export function sharesKnown(
  from: UnixSeconds,
  to: UnixSeconds,
  asOf: UnixSeconds,
): PublishedShare[] {
  return CHINA_SHARES.filter(
    (share) => share.from >= from && share.from < to && share.published <= asOf,
  );
}

function inMonth(
  year: number,
  month: number,
  { share, published }: Pick<PublishedShare, "share" | "published">,
): PublishedShare {
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const to = onDay(next[0] ?? NaN, next[1] ?? NaN, 1);
  return { from: onDay(year, month, 1), to, share, published };
}

function onDay(year: number, month: number, day: number): UnixSeconds {
  return startOfDay(daysFromCivil({ year, month, day }));
}
