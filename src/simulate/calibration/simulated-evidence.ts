import { HASHES_PER_EH, type Random } from "../../base/index.ts";
import { RETARGET_INTERVAL, expectedHashes } from "../../bitcoin/index.ts";
import type { ScenarioFacts } from "../member/facts.ts";
import { difficultyOfBits, nextPackedBits } from "../network/next-bits.ts";
import type { RecordedEpoch } from "../network/recorded-network.ts";
import type { BlockStretch } from "./block-stretches.ts";
import type { HashPath } from "./hash-path.ts";
import { type Evidence, STRETCHES_PER_EPOCH } from "./scenario-posterior.ts";

const STRETCH = RETARGET_INTERVAL / STRETCHES_PER_EPOCH;

/**
 * Blocks found one by one along a path of hashrate up to an instant, as evidence; difficulty follows
 * its rule. Without shares. The path must not depend on the difficulty.
 */
export function simulatedEvidence(
  path: HashPath,
  facts: ScenarioFacts,
  { until, random }: { readonly until: number; readonly random: Random },
): Evidence {
  const stretches: BlockStretch[] = [];
  let { height, bits, epochStart, time } = facts.chain;
  const epochs: RecordedEpoch[] = [
    { height: height - (height % RETARGET_INTERVAL), start: epochStart, bits },
  ];
  let [begin, blocks, work] = [time, 0, 0];
  for (;;) {
    if ((height + 1) % RETARGET_INTERVAL === 0 && blocks === 0) {
      bits = nextPackedBits(bits, epochStart, Math.floor(time));
    }
    const workOfBlock = expectedHashes(difficultyOfBits(bits)) / HASHES_PER_EH;
    work += random.exponential() * workOfBlock;
    time = path.timeOfWork(work);
    if (time > until) {
      stretches.push({ from: begin, to: until, blocks, workOfBlock, complete: false });
      return { facts, stretches, shares: [], epochs };
    }
    height += 1;
    blocks += 1;
    if (height % RETARGET_INTERVAL === 0) {
      epochStart = Math.floor(time);
      epochs.push({ height, start: time, bits });
    }
    if ((height + 1) % STRETCH !== 0) continue;
    stretches.push({ from: begin, to: time, blocks, workOfBlock, complete: true });
    [begin, blocks] = [time, 0];
  }
}
