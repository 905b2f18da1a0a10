import { HashfallError } from "../base/index.ts";
import { isAtMost, isSameHash, viewOf } from "./hash-words.ts";
import { BITS_AT, HASH_BYTES, HEADER_BYTES, PREVIOUS_HASH_AT } from "./header-layout.ts";
import { displayHash } from "./header.ts";
import type { Target } from "./retarget.ts";
import { hashHeaders } from "./sha256/hash-headers.ts";
import { TargetTable, bitsName } from "./target-table.ts";

/** What is wrong with a header: its target, its work, or what it builds on. */
type HeaderRule = "bits" | "work" | "link";

/** The first header that breaks a rule. */
interface HeaderFault {
  /** Place in the headers given, from 0. */
  readonly index: number;
  readonly rule: HeaderRule;
  readonly message: string;
}

export interface HeaderCheck {
  /** Hash of every header, in serialised order, 32 bytes each; also of those behind a fault. */
  readonly hashes: Uint8Array<ArrayBuffer>;
  readonly fault: HeaderFault | null;
}

/**
 * Checks headers that follow each other: proof of work, then that each names the hash before it. The
 * first must name `previousHash` (serialised order); null leaves that open.
 *
 *   0 < target(bits) ≤ powLimit,  hash ≤ target
 *
 * Whether a height demands other bits than the header has is not asked here.
 *
 * Source: Bitcoin Core v28, src/pow.cpp, `CheckProofOfWork`; the order is that of
 * src/validation.cpp, `AcceptBlockHeader`.
 */
export function verifyHeaders(
  headers: Uint8Array,
  previousHash: Uint8Array | null,
  powLimit: Target,
): HeaderCheck {
  if (previousHash !== null && previousHash.length !== HASH_BYTES) {
    const message = `previous hash of ${previousHash.length} bytes instead of ${HASH_BYTES}`;
    throw new HashfallError("header.invalid", message);
  }
  const hashes = hashHeaders(headers);
  return { hashes, fault: findFault({ headers, hashes, previousHash }, new TargetTable(powLimit)) };
}

interface Chain {
  readonly headers: Uint8Array;
  readonly hashes: Uint8Array;
  readonly previousHash: Uint8Array | null;
}

function findFault(chain: Chain, targets: TargetTable): HeaderFault | null {
  const header = viewOf(chain.headers);
  const hash = viewOf(chain.hashes);
  const first = chain.previousHash === null ? null : viewOf(chain.previousHash);
  const count = chain.headers.length / HEADER_BYTES;
  for (let index = 0; index < count; index += 1) {
    const bits = header.getUint32(index * HEADER_BYTES + BITS_AT, true);
    const target = targets.of(bits);
    if (typeof target === "string") return { index, rule: "bits", message: target };
    if (!isAtMost(hash, index * HASH_BYTES, target)) {
      return { index, rule: "work", message: workMessage(chain, index, bits) };
    }
    const linkAt = index * HEADER_BYTES + PREVIOUS_HASH_AT;
    const isLinked =
      index === 0
        ? first === null || isSameHash(header, linkAt, first, 0)
        : isSameHash(header, linkAt, hash, (index - 1) * HASH_BYTES);
    if (!isLinked) return { index, rule: "link", message: linkMessage(chain, index) };
  }
  return null;
}

function hashAt(hashes: Uint8Array, index: number): string {
  return displayHash(hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES));
}

function workMessage(chain: Chain, index: number, bits: number): string {
  return `hash ${hashAt(chain.hashes, index)} is above the target of ${bitsName(bits)}`;
}

function linkMessage({ headers, hashes, previousHash }: Chain, index: number): string {
  const at = index * HEADER_BYTES + PREVIOUS_HASH_AT;
  const named = displayHash(headers.subarray(at, at + HASH_BYTES));
  const before = index === 0 ? displayHash(previousHash ?? hashes) : hashAt(hashes, index - 1);
  return `names ${named} as the one before, which is ${before}`;
}
