import { type Estimate, mapEstimate } from "../../base/index.ts";
import {
  type NetworkPower,
  type PublishedPower,
  energyEstimate,
  networkPower,
} from "../../energy/index.ts";
import { compareWithCambridge, powerInputs } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { requireMainnet } from "./required.ts";

/** Our own estimate for the days of a published figure, in its unit. */
interface OwnPower {
  readonly estimate: Estimate;
  readonly lo90: number;
  readonly hi90: number;
}

/** A figure that others published, beside ours. */
export interface ComparedPower {
  readonly published: PublishedPower;
  /** The same model remade from our record; null for what is no model of ours. */
  readonly remade: number | null;
  /** Null where the record does not hold all of its days. */
  readonly own: OwnPower | null;
}

export interface DrawChoice {
  readonly seed: number;
  readonly draws: number;
}

/** Every published figure of the record beside the same model remade and our own estimate. */
export function comparePower({ timeline, record }: Workspace, choice: DrawChoice): ComparedPower[] {
  requireMainnet(record);
  const power = networkPower(powerInputs(timeline, record), choice);
  const remade = new Map(
    compareWithCambridge(timeline, record).map(({ published, value }) => [published, value]),
  );
  return record.energy.published.map((published) => ({
    published,
    remade: remade.get(published) ?? null,
    own: ownPower(power, published),
  }));
}

function ownPower(power: NetworkPower, { from, to, unit }: PublishedPower): OwnPower | null {
  const { energy, lo90, hi90 } = energyEstimate(power, from, to);
  if (!Number.isFinite(energy.value)) return null;
  const hoursPerTerawatt = 1e3 / (24 * (to - from));
  const scale = unit === "TWh" ? 1 : hoursPerTerawatt;
  return {
    estimate: mapEstimate(energy, (value) => value * scale),
    lo90: lo90 * scale,
    hi90: hi90 * scale,
  };
}
