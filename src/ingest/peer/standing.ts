import { type PeerConnection, parentOf } from "./connection.ts";
import { flipped } from "./hash-text.ts";
import { checkedStep } from "./header-sync.ts";
import { Trail } from "./trail.ts";

/** What is known in the course of one run. */
export interface Run {
  readonly signal: AbortSignal;
  /** The chain of the peers. */
  main: Trail;
  /** Branches that some peer gave and that are not the chain. */
  readonly others: Trail[];
  /** A peer that has the chain; null until one has answered to the end. */
  holder: PeerConnection | null;
}

/** How a peer stands to the chain of the peers. */
export interface Standing {
  /** Whether its chain is, or leads to, the chain of the peers. */
  readonly onMain: boolean;
  /** Its newest block, as serialised, in hexadecimal; null where it is not known. */
  readonly tip: string | null;
}

/**
 * Where a peer stands that had nothing new. Asked about the chain but for its newest block, it gives
 * that block; nothing, when it is behind; others, when it is on a branch that is known.
 */
export async function standWithoutNews(
  peer: PeerConnection,
  { main, signal }: Run,
): Promise<Standing> {
  const below = main.parent();
  if (below === null) return { onMain: true, tip: main.tip };
  const headers = await peer.headersAfter(below, [], signal);
  if (headers.length === 0) return { onMain: true, tip: null };
  const { hashes, trail } = checkedStep(peer, headers, [below]);
  if (hashes.includes(main.tip)) return { onMain: true, tip: main.tip };
  return { onMain: false, tip: trail.tip };
}

/**
 * Where a peer stands that gave headers: they are the chain from now on, or a branch of it.
 *
 * A peer that is behind gives known blocks above the last it was asked about, which looks like a branch;
 * one that has the chain can tell.
 */
export async function standWithNews(trail: Trail, branched: boolean, run: Run): Promise<Standing> {
  const { tip } = trail;
  if (branched && run.holder !== null) {
    const behind = await hasBlock(run.holder, tip, run.signal);
    if (!behind) run.others.push(trail);
    return { onMain: behind, tip };
  }
  if (branched) run.others.push(run.main);
  run.main = trail;
  return { onMain: true, tip };
}

/** Whether a block is on a peer's chain: then what the peer gives follows it. */
async function hasBlock(peer: PeerConnection, hash: string, signal: AbortSignal): Promise<boolean> {
  const genesis = flipped(peer.network.genesisHash);
  try {
    const headers = await peer.headersAfter(Trail.from([hash, genesis]), [], signal);
    return headers.length > 0 && parentOf(headers) === hash;
  } catch (fault) {
    if (signal.aborted) throw fault;
    return false;
  }
}
