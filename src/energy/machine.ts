import type { HashesPerSecond, JoulesPerTerahash, UnixDay } from "../base/index.ts";

/** A model of mining machine, as its maker sold it. */
export interface MachineModel {
  readonly maker: string;
  readonly model: string;
  /** First day of the month, or the day, of its first deliveries. */
  readonly released: UnixDay;
  /** Null for a class of machines (processors, graphics cards) that no single figure describes. */
  readonly hashrate: HashesPerSecond | null;
  /** At the wall, as the maker states it. */
  readonly efficiency: JoulesPerTerahash;
  /** Whether Cambridge's first public list (versions 1.0 and 1.1) names it. */
  readonly inFirstList: boolean;
  /** Address of the page that states the figures. */
  readonly source: string;
}
