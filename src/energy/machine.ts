import type { HashesPerSecond, JoulesPerTerahash, UnixDay } from "../base/index.ts";

/** A model of mining machine, as its maker sold it. */
export interface MachineModel {
  readonly maker: string;
  readonly model: string;
  /** First day of the month, or the day, of its first deliveries, as its source dates them. */
  readonly released: UnixDay;
  /** Null for classes of machines, and where no source seen agrees with the efficiency. */
  readonly hashrate: HashesPerSecond | null;
  /** At the wall, as the maker states it; of the first list, as Cambridge published it. */
  readonly efficiency: JoulesPerTerahash;
  /** Whether Cambridge's first public list (versions 1.0 and 1.1) names it. */
  readonly inFirstList: boolean;
  /** Page that states the figures; with a hashrate in the first list, that and the power. */
  readonly source: string;
}
