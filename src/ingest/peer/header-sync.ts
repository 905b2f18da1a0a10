import { HashfallError } from "../../base/index.ts";
import { HASH_BYTES, HEADER_BYTES, verifyHeaders } from "../../bitcoin/index.ts";
import { type PeerConnection, parentOf } from "./connection.ts";
import { MAX_HEADERS } from "./messages.ts";
import type { Trail } from "./trail.ts";

/** Headers that link and carry their work, and where they lead. */
export interface SyncStep {
  readonly headers: Uint8Array;
  /** Their hashes, as serialised, in hexadecimal. */
  readonly hashes: readonly string[];
  /** The chain with these headers at its end. */
  readonly trail: Trail;
  /** Whether they follow the newest block known, rather than branch off before it. */
  readonly extends: boolean;
}

interface SyncOptions {
  /** What is known, the chain to go on with. */
  readonly trail: Trail;
  /** Further branches that are known. */
  readonly others: readonly Trail[];
  readonly signal: AbortSignal;
}

/** Tallest chain that a peer is believed to have; at ten minutes a block it lies 75 years ahead. */
const BELIEVED_HEIGHT = 4_000_000;
/** Headers beyond the height a peer announced: blocks found since, and some sent twice. */
const SPARE_HEADERS = 100_000;
/** Times that a chain may be reorganised while it is read. */
const MAX_TURNS = 16;

/**
 * Everything a peer has beyond a trail, batch by batch. The next batch is under way while one is read.
 *
 * Work is checked against each header's own bits only; whether the bits are right is for the receiver,
 * who has the chain. A peer can thus invent easy headers, but no more than its height leaves room for.
 */
export async function* syncHeaders(
  peer: PeerConnection,
  { trail: start, others, signal }: SyncOptions,
): AsyncGenerator<SyncStep> {
  const height = Math.min(peer.version.startHeight ?? BELIEVED_HEIGHT, BELIEVED_HEIGHT);
  const allowance = height + SPARE_HEADERS;
  let trail = start;
  let count = 0;
  let turns = 0;
  let answer: Promise<Uint8Array> | null = peer.headersAfter(trail, others, signal);
  try {
    while (answer !== null) {
      const headers: Uint8Array = await answer;
      answer = null;
      if (headers.length === 0) return;
      const step = checkedStep(peer, headers, [trail, ...others]);
      count += headers.length / HEADER_BYTES;
      turns += step.extends ? 0 : 1;
      if (count > allowance) throw misbehaving(`${count} headers at a height of ${height}`);
      if (turns > MAX_TURNS) throw misbehaving(`its chain changed ${turns} times while read`);
      trail = step.trail;
      if (headers.length === MAX_HEADERS * HEADER_BYTES) {
        answer = peer.headersAfter(trail, [], signal);
        answer.catch(() => {});
      }
      yield step;
    }
  } finally {
    // A reader that stops leaves an answer under way; the next question would take it for its own.
    if (answer !== null) await peer.close();
  }
}

/**
 * One batch, which follows a block of one of the chains: links and work checked.
 *
 * @throws HashfallError `source.malformed`.
 */
export function checkedStep(
  peer: PeerConnection,
  headers: Uint8Array,
  chains: readonly Trail[],
): SyncStep {
  const parent = parentOf(headers);
  const before = Buffer.from(parent, "hex");
  const { hashes, fault } = verifyHeaders(headers, before, peer.network.powLimit);
  if (fault !== null) throw misbehaving(`header ${fault.index} of a batch: ${fault.message}`);
  const chain = chains.find((known) => known.has(parent));
  if (chain === undefined) throw misbehaving("headers follow no known block");
  const bytes = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  const names = Array.from({ length: headers.length / HEADER_BYTES }, (_, i) =>
    bytes.toString("hex", i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
  return {
    headers,
    hashes: names,
    trail: chain.follow(parent, names),
    extends: parent === chains[0]?.tip,
  };
}

function misbehaving(reason: string): HashfallError {
  return new HashfallError("source.malformed", reason);
}
