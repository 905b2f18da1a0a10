import { type Estimate, mapEstimate } from "../../base/index.ts";
import {
  type NetworkPower,
  type PublishedPower,
  energyEstimate,
  networkPower,
} from "../../energy/index.ts";
import { compareWithCambridge, powerInputs } from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { weekTo } from "./network-energy.ts";
import { type DrawChoice, requireMainnet } from "./required.ts";

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
  /** Of the same days, beside a single day of the week up to it; null where the record lacks some. */
  readonly own: OwnPower | null;
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

/** Beside a day's power ours is the mean of the week up to it, as theirs is. */
function ownPower(power: NetworkPower, published: PublishedPower): OwnPower | null {
  const { unit } = published;
  const { from, to } = published.to - published.from === 1 ? weekTo(published.from) : published;
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
