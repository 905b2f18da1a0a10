import { type NetworkPower, networkPower } from "../../energy/index.ts";
import { powerInputs } from "../../observe/index.ts";
import { requireMainnet } from "../energy/required.ts";
import type { Workspace } from "../workspace.ts";

/** Draws of the answers over time: draw k is that of `hashfall energy` with this seed. */
export const SERIES_DRAWS = { seed: 1, draws: 400 } as const;

const KEPT = new WeakMap<Workspace, NetworkPower>();

/**
 * The network's power over all priced days, made once for a workspace.
 *
 * @throws HashfallError `input.invalid` but on mainnet.
 */
export function sharedPower(workspace: Workspace): NetworkPower {
  requireMainnet(workspace.record);
  const known = KEPT.get(workspace);
  if (known !== undefined) return known;
  const inputs = powerInputs(workspace.timeline, workspace.record);
  const made = networkPower(inputs, SERIES_DRAWS);
  KEPT.set(workspace, made);
  return made;
}
