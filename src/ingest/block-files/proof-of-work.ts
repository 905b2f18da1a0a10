import {
  type CompactBits,
  compactBits,
  HASH_BYTES,
  HEADER_BYTES,
  type Network,
  toTarget,
} from "../../bitcoin/index.ts";

const BITS_AT = 72;
/** Bits that no header has: their target is none. */
const NO_BITS = compactBits(0);

/**
 * Whether hashes meet the targets their own headers state, and those are within the network's limit.
 *
 * Whether the stated target is the due one is for whoever knows the chain. On mainnet this much
 * already tells a header from damaged bytes: 2^-32 of chance remains.
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `CheckProofOfWork`.
 */
export class ProofOfWork {
  private readonly limit: bigint;
  private bits: CompactBits = NO_BITS;
  /** Target of `bits`, most significant byte first; null where it is none. */
  private target: Uint8Array | null = null;

  constructor(network: Network) {
    this.limit = network.powLimit;
  }

  /** `headers` and `hashes` hold 80 and 32 bytes a row. */
  holds(headers: DataView, hashes: DataView, row: number): boolean {
    const bits = headers.getUint32(row * HEADER_BYTES + BITS_AT, true);
    if (bits !== this.bits) this.expand(compactBits(bits));
    if (this.target === null) return false;
    const last = row * HASH_BYTES + HASH_BYTES - 1;
    for (let i = 0; i < HASH_BYTES; i += 1) {
      const difference = hashes.getUint8(last - i) - (this.target[i] ?? 0);
      if (difference !== 0) return difference < 0;
    }
    return true;
  }

  private expand(bits: CompactBits): void {
    this.bits = bits;
    this.target = this.targetOf(bits);
  }

  private targetOf(bits: CompactBits): Uint8Array | null {
    if ((bits & 0x00800000) !== 0 || bits >>> 24 > HASH_BYTES) return null;
    const target = toTarget(bits);
    if (target === 0n || target > this.limit) return null;
    return Uint8Array.from({ length: HASH_BYTES }, (_, i) =>
      Number((target >> BigInt(8 * (HASH_BYTES - 1 - i))) & 255n),
    );
  }
}
