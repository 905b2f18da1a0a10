import type { UnixDay } from "../base/index.ts";

/** A figure that someone published for the network's power or energy. */
export interface PublishedPower {
  /** Whose: a model's name, such as `cambridge-1.4`, or that of a report. */
  readonly estimate: string;
  readonly bound: "lower" | "best" | "upper";
  /** First day, and the day after the last. */
  readonly from: UnixDay;
  readonly to: UnixDay;
  readonly value: number;
  /** TWh over the period, or GW on its mean. */
  readonly unit: "TWh" | "GW";
  /** When it was public; of a running index, the end of its period. */
  readonly published: UnixDay;
  /** Address of the page that states it. */
  readonly source: string;
}
