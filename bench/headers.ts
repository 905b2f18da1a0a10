import { hash } from "node:crypto";
import { unixSeconds } from "../src/base/index.ts";
import { HeaderChain, NETWORKS } from "../src/bitcoin/index.ts";
import { verifyHeaders } from "../src/bitcoin/verify-headers.ts";
import { hashHeadersPlain, simdHasher } from "../src/bitcoin/sha256/hash-headers.ts";

/** One way of checking headers, and how many it checks in a second on one core. */
export interface HeaderRow {
  readonly name: string;
  readonly perSecond: number;
}

const COUNT = 50_000;
const HEADER_BYTES = 80;
const HASH_BYTES = 32;
const EASIEST_BITS = 0x207fffff;
const REGTEST_LIMIT = (1n << 255n) - 1n;
const FIRST_TIME = 1_296_688_602;
const SPACING = 600;
const ROUNDS = 15;

/**
 * Headers checked per second: a chain of regtest headers, all hashes first compared with those of
 * node:crypto. The best of several runs: what is asked is the code's speed, not the machine's load.
 */
export function headerBench(): { readonly rows: readonly HeaderRow[] } {
  const headers = linkedHeaders(COUNT);
  const expected = hashByNode(headers);
  const simd = simdHasher();
  const verified = verifyHeaders(headers, null, REGTEST_LIMIT);
  if (verified.fault !== null) throw new Error(verified.fault.message);
  for (const hashes of [verified.hashes, hashHeadersPlain(headers), simd?.(headers)]) {
    if (hashes !== undefined && !expected.equals(hashes)) throw new Error("hashes differ");
  }
  const rows = [
    time("verify headers: work, target and link", () =>
      verifyHeaders(headers, null, REGTEST_LIMIT),
    ),
    time("connect headers: every rule, and the chain of most work", () => connect(headers)),
    time("hash headers, plain TypeScript", () => hashHeadersPlain(headers)),
    time("hash headers, node:crypto", () => hashByNode(headers)),
  ];
  if (simd !== null) rows.push(time("hash headers, SIMD", () => simd(headers)));
  return { rows };
}

function time(name: string, run: () => unknown): HeaderRow {
  const spans = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return { name, perSecond: (1_000 * COUNT) / Math.min(...spans) };
}

/** A new tree of headers: the first begins it, the others are connected, 2,000 at a time as peers send. */
function connect(headers: Uint8Array): void {
  const genesisHeader = Buffer.from(headers.subarray(0, HEADER_BYTES)).toString("hex");
  const chain = new HeaderChain({ ...NETWORKS.regtest, genesisHeader });
  const now = unixSeconds(FIRST_TIME + SPACING * COUNT);
  const step = 2_000 * HEADER_BYTES;
  for (let at = HEADER_BYTES; at < headers.length; at += step) {
    const { fault } = chain.connect(headers.subarray(at, at + step), now);
    if (fault !== null) throw new Error(fault.message);
  }
}

/** Headers with valid work at the easiest target, each naming the one before. */
function linkedHeaders(count: number): Uint8Array {
  const headers = Buffer.alloc(count * HEADER_BYTES);
  let previous: Uint8Array = new Uint8Array(HASH_BYTES);
  for (let i = 0; i < count; i += 1) {
    const header = headers.subarray(i * HEADER_BYTES, (i + 1) * HEADER_BYTES);
    header.writeUInt32LE(4, 0);
    header.set(previous, 4);
    header.writeUInt32LE(i, 36);
    header.writeUInt32LE(FIRST_TIME + SPACING * i, 68);
    header.writeUInt32LE(EASIEST_BITS, 72);
    previous = hashOnce(hashOnce(header));
    for (let nonce = 1; (previous[31] ?? 0) > 0x7f; nonce += 1) {
      header.writeUInt32LE(nonce, 76);
      previous = hashOnce(hashOnce(header));
    }
  }
  return headers;
}

function hashByNode(headers: Uint8Array): Buffer {
  const hashes = Buffer.alloc((headers.length / HEADER_BYTES) * HASH_BYTES);
  for (let i = 0; i * HEADER_BYTES < headers.length; i += 1) {
    const header = headers.subarray(i * HEADER_BYTES, (i + 1) * HEADER_BYTES);
    hashes.set(hashOnce(hashOnce(header)), i * HASH_BYTES);
  }
  return hashes;
}

function hashOnce(bytes: Uint8Array): Buffer {
  return hash("sha256", bytes, "buffer");
}
