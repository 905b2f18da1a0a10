/** Versions of Cambridge's model that we rebuild; 1.2 stands for 1.3 too. */
export const CAMBRIDGE_VERSIONS = ["1.0", "1.1.1", "1.2", "1.4"] as const;

export type CambridgeVersion = (typeof CAMBRIDGE_VERSIONS)[number];

/** What sets the versions apart: which machines run, and how they count in the best guess. */
export interface VersionRules {
  /** Only machines of the first public list, classes of processors and graphics cards among them. */
  readonly firstListOnly: boolean;
  /** Only machines that a maker sold under a name. */
  readonly makersOnly: boolean;
  /** A machine runs while it is younger than this, days. */
  readonly lifetime: number;
  /** Leaves the Antminer S7 and S9 out and adds them by their measured share of the hashrate. */
  readonly familiesByShare: boolean;
  readonly weightByAge: boolean;
}

/** Five years as Cambridge counts them: 157,680,000 s. */
const FIVE_YEARS = 1825;

/**
 * Rules of each version.
 *
 * Source: the code that Cambridge published, github.com/CambridgeAltFin/ccaf_cbeci_api (1.1.1 to 1.4)
 * and github.com/dektox/mining_energy_consumption (1.0).
 */
export const VERSION_RULES: Readonly<Record<CambridgeVersion, VersionRules>> = {
  "1.0": {
    firstListOnly: true,
    makersOnly: false,
    lifetime: Infinity,
    familiesByShare: false,
    weightByAge: false,
  },
  "1.1.1": {
    firstListOnly: true,
    makersOnly: false,
    lifetime: Infinity,
    familiesByShare: true,
    weightByAge: false,
  },
  "1.2": {
    firstListOnly: false,
    makersOnly: true,
    lifetime: FIVE_YEARS,
    familiesByShare: false,
    weightByAge: false,
  },
  "1.4": {
    firstListOnly: false,
    makersOnly: true,
    lifetime: FIVE_YEARS,
    familiesByShare: false,
    weightByAge: true,
  },
};

/** Overhead on the machines' own draw, by bound. Source: as above, the energy calculators. */
export const OVERHEAD = { lower: 1.01, best: 1.1, upper: 1.2 } as const;

/** Days of the rolling mean of the profitability threshold, and of the power at the end. */
export const THRESHOLD_DAYS = 14;
export const POWER_DAYS = 7;

/** Months from a machine's release to its arrival at the miners, version 1.4. */
const DELIVERY_MONTHS = 2;

/** Weight of a machine in version 1.4, by full years since it arrived. */
const WEIGHT_BY_YEAR: readonly number[] = [1, 0.8, 0.6, 0.4, 0.2];

/**
 * Weight of a machine by calendar months since the month of its release, version 1.4.
 *
 *   1.0, 0.8, 0.6, 0.4, 0.2 for months 0-11, 12-23, … 48-59 after arrival, 2 months after release
 *
 * Zero before it arrives and after; a machine of weight zero is not in the set at all.
 */
export function weightAfter(monthsSinceRelease: number): number {
  const months = monthsSinceRelease - DELIVERY_MONTHS;
  return months < 0 ? 0 : (WEIGHT_BY_YEAR[Math.floor(months / 12)] ?? 0);
}
