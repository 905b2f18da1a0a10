import { createHash } from "node:crypto";
import { PoolAttributor } from "../../attribution/index.ts";
import type { Pool } from "../../record/index.ts";
import type { Labeller } from "../../store/index.ts";

/** Changes when attribution itself changes, so that stored labels are made anew. */
const METHOD = 1;

/** How coinbases are labelled, and a fingerprint of the rules, by which stale labels are told. */
export interface PoolLabeller {
  readonly label: Labeller;
  readonly rules: string;
}

/** The labeller of a list of pools. */
export function poolLabeller(pools: readonly Pool[]): PoolLabeller {
  const attributor = new PoolAttributor(pools);
  const rules = createHash("sha256")
    .update(JSON.stringify([METHOD, pools]))
    .digest("hex");
  return {
    rules: rules.slice(0, 16),
    label: ({ height, script, addresses }, time) =>
      attributor.attribute({ height, time, script, addresses }).pool,
  };
}
