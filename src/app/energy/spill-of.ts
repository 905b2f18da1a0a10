import { type UnixDay, civilFromDays, invalidInput } from "../../base/index.ts";
import {
  type NetworkPower,
  type SpillAnswer,
  WATER_PRIORS,
  spillAnswer,
} from "../../energy/index.ts";
import type { Workspace } from "../workspace.ts";
import type { DrawChoice } from "./compare-power.ts";
import { miningPower } from "./mining-power.ts";
import type { DaySpan } from "./required.ts";

interface SpillRequest extends DrawChoice {
  readonly place: string;
  readonly span: DaySpan;
  readonly closing: UnixDay | undefined;
  /** As for `miningPower`. */
  readonly power?: NetworkPower;
}

/**
 * What the mines of a place do to its spilled water.
 *
 * @throws HashfallError `input.invalid` for a place or a year whose water nothing is known of.
 */
export function spillOf(workspace: Workspace, request: SpillRequest): SpillAnswer {
  const { place, span, closing, seed } = request;
  if (!Object.hasOwn(WATER_PRIORS, place)) {
    const places = Object.keys(WATER_PRIORS).join(", ");
    throw invalidInput("--place", `nothing is known of the water of "${place}"`, `try ${places}`);
  }
  const { year } = civilFromDays(span.from);
  const mining = miningPower(workspace, { ...request, year });
  const answer = spillAnswer(workspace.record.energy, {
    place,
    ...span,
    mining,
    seed,
    ...(closing === undefined ? {} : { closing }),
  });
  if (answer !== null) return answer;
  const reason = `no figure that was public then says what ${place} spilled in ${year} or before`;
  throw invalidInput("--from", reason, "ask for another year, or leave out --as-of");
}
