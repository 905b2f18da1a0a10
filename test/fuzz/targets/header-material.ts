import { Random, unixSeconds } from "../../../src/base/index.ts";
import {
  type CompactBits,
  HEADER_BYTES,
  HeaderChain,
  NETWORKS,
  NETWORK_NAMES,
  type Network,
  RETARGET_INTERVAL,
  bytesFromHex,
  nextBits,
} from "../../../src/bitcoin/index.ts";
import { firstMainnetHeaders } from "../../fixtures/headers.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { mined } from "./mine.ts";

/** A clock later than any header here. */
export const LATER = unixSeconds(1_800_000_000);
/** Headers mined for each network: an epoch and a little more. */
const MINED = 2_100;
const VERSION = 0x20000000;
/** A block that comes later than this may be easy on test networks, in seconds. */
const LONGEST_SPACING = 1_200;
/** At the hardest target here one hash in some ten meets it. */
const TRIES = 100_000;

/** A network and headers that keep its rules, from height 1 on. */
export interface HeaderMaterial {
  readonly network: Network;
  /** Whether a header that meets its target is found by a few tries. */
  readonly easy: boolean;
  readonly headers: readonly Uint8Array[];
}

let cached: readonly HeaderMaterial[] | undefined;

/**
 * The four networks as they are, and each of them again with regtest's first block and limit of work,
 * so that the rules behind that of work can be reached on all.
 *
 * Of testnet4 and signet no headers are at hand but the first; theirs are tried with mainnet's.
 */
export function headerMaterial(): readonly HeaderMaterial[] {
  cached ??= [
    { network: NETWORKS.mainnet, easy: false, headers: cut(firstMainnetHeaders()).slice(1, MINED) },
    { network: NETWORKS.testnet4, easy: false, headers: [] },
    { network: NETWORKS.signet, easy: false, headers: [] },
    {
      network: NETWORKS.regtest,
      easy: true,
      headers: recordedNode()
        .rows.slice(1)
        .map(({ header }) => header),
    },
    ...NETWORK_NAMES.map((name) => minedMaterial(NETWORKS[name])),
  ];
  return cached;
}

/** Serialised headers one by one. */
function cut(headers: Uint8Array): Uint8Array[] {
  return Array.from({ length: headers.length / HEADER_BYTES }, (_, index) =>
    headers.subarray(index * HEADER_BYTES, (index + 1) * HEADER_BYTES),
  );
}

function minedMaterial(original: Network): HeaderMaterial {
  const { genesisHeader, powLimit, powLimitBits } = NETWORKS.regtest;
  const network: Network = { ...original, genesisHeader, powLimit, powLimitBits };
  const random = new Random(2016);
  const chain = new HeaderChain(network);
  const headers: Uint8Array[] = [];
  let header = bytesFromHex(genesisHeader);
  while (headers.length < MINED) {
    const spacing = Math.min(LONGEST_SPACING, 1 + Math.floor(400 * random.exponential()));
    const time = chain.time(chain.activeRow(chain.tipHeight)) + spacing;
    header = mined({ parent: header, time, bits: dueBits(chain), version: VERSION }, TRIES);
    const { fault } = chain.connect(header, LATER);
    if (fault !== null) throw new Error(`mined for ${network.name}: ${fault.message}`);
    headers.push(header);
  }
  return { network, easy: true, headers };
}

/** Bits that the next block carries, where none comes so late that it may be easy. */
function dueBits(chain: HeaderChain): CompactBits {
  const { network, tipHeight } = chain;
  const last = chain.activeRow(tipHeight);
  if (network.neverRetargets || (tipHeight + 1) % RETARGET_INTERVAL !== 0) return chain.bits(last);
  const first = chain.activeRow(tipHeight + 1 - RETARGET_INTERVAL);
  const old = chain.bits(network.enforcesBip94 ? first : last);
  return nextBits(old, chain.time(first), chain.time(last), network.powLimit);
}
