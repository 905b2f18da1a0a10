import type { BlockBatch, BlockSource, Known } from "../../../src/ingest/block-source.ts";
import {
  type PeerSource,
  type PeerSourceOptions,
  peerSource,
} from "../../../src/ingest/peer/peer-source.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { doubleSha256, displayed, serialised } from "../../fixtures/header-columns.ts";
import { recordedNode } from "../../fixtures/node.ts";

export const NOTHING_KNOWN: Known = { locator: [], cursor: null };

/** A signal that never says to stop. */
export const goOn = (): AbortSignal => new AbortController().signal;

const pause = (): Promise<void> => Promise.resolve();

/** A source on the regtest network; tests never wait for a pause. */
export function regtestSource(
  options: Partial<PeerSourceOptions> & Pick<PeerSourceOptions, "peers">,
): Promise<PeerSource> {
  return peerSource({ network: NETWORKS.regtest, version: "0.0.0", pause, ...options });
}

/** All batches of a run. */
export async function gather(
  source: BlockSource,
  known = NOTHING_KNOWN,
  signal = goOn(),
): Promise<BlockBatch[]> {
  const batches: BlockBatch[] = [];
  for await (const batch of source.blocks(known, signal)) batches.push(batch);
  return batches;
}

/** Hashes of the headers of batches, in display order. */
export function hashesOf(batches: readonly BlockBatch[]): string[] {
  return batches.flatMap(({ headers }) =>
    Array.from({ length: headers.length / 80 }, (_, i) =>
      displayed(doubleSha256(headers.subarray(80 * i, 80 * i + 80))),
    ),
  );
}

/** What a receiver has that took the recorded chain up to a height: ten hashes, then every hundredth. */
export function knownUpTo(height: number): Known {
  const { rows } = recordedNode();
  const heights = [
    ...Array.from({ length: Math.min(10, height) }, (_, i) => height - i),
    ...Array.from({ length: 49 }, (_, i) => 4_800 - 100 * i).filter((at) => at < height - 10),
  ];
  const all = heights.at(-1) === 0 ? heights : [...heights, 0];
  return { locator: all.map((at) => serialised(rows[at]?.hash ?? "")), cursor: null };
}

/** What an action throws; null where it does not. */
export function faultOf(action: () => unknown): unknown {
  try {
    action();
    return null;
  } catch (fault) {
    return fault;
  }
}
