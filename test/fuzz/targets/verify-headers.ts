import { createHash } from "node:crypto";
import type { Random } from "../../../src/base/index.ts";
import {
  HASH_BYTES,
  HEADER_BYTES,
  NETWORKS,
  NETWORK_NAMES,
  type Target as PowLimit,
  hashHeaders,
  verifyHeaders,
} from "../../../src/bitcoin/index.ts";
import { firstMainnetHeaders, headers2019 } from "../../fixtures/headers.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostile, noise } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { meetsOwnTarget } from "./mine.ts";

const LONGEST_BATCH = 40;
const LIMITS: readonly PowLimit[] = [
  ...NETWORK_NAMES.map((name) => NETWORKS[name].powLimit),
  0n,
  (1n << 256n) - 1n,
];

/** Hashes of headers, and the check of links and work. */
export const headerCheck: Target = {
  name: "verify-headers",
  share: 160_000,
  codes: ["header.invalid"],
  open: () => {
    const regtest = Buffer.concat(recordedNode().rows.map(({ header }) => header));
    const runs = [firstMainnetHeaders(), headers2019().headers, regtest];
    return Promise.resolve({ run: (trial) => tryHeaders(trial, runs) });
  },
};

function tryHeaders(trial: Case, runs: readonly Uint8Array[]): Outcome {
  const { random } = trial;
  const headers = pick(random, runs);
  const from = below(random, headers.length / HEADER_BYTES - LONGEST_BATCH) * HEADER_BYTES;
  const end = from + (1 + below(random, LONGEST_BATCH)) * HEADER_BYTES;
  const batch = hostile(random, [headers.subarray(from, end)]);
  trial.input = oneIn(random, 4) ? batch : wholeHeaders(batch);
  requireHashes(random, trial.input);
  const before = previousHash(random, headers.subarray(from + 4, from + 4 + HASH_BYTES));
  const { hashes, fault } = verifyHeaders(trial.input, before, pick(random, LIMITS));
  const count = trial.input.length / HEADER_BYTES;
  must(hashes.length === count * HASH_BYTES, "every header has a hash");
  must(fault === null || (fault.index >= 0 && fault.index < count), "a fault is one of a header");
  must(fault === null || fault.message !== "", "a fault is told");
  requireChain(trial.input, hashes, fault?.index ?? count);
  return fault === null ? ACCEPTED : `fault: ${fault.rule}`;
}

function wholeHeaders(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length - (bytes.length % HEADER_BYTES));
}

function previousHash(random: Random, right: Uint8Array): Uint8Array | null {
  const kind = below(random, 8);
  if (kind === 0) return noise(random, 2 * HASH_BYTES);
  return kind < 4 ? null : right;
}

/** One header's hash is what node:crypto says. */
function requireHashes(random: Random, headers: Uint8Array): void {
  if (headers.length === 0 || headers.length % HEADER_BYTES !== 0) return;
  const index = below(random, headers.length / HEADER_BYTES);
  const header = headers.subarray(index * HEADER_BYTES, (index + 1) * HEADER_BYTES);
  const once = createHash("sha256").update(header).digest();
  const expected = createHash("sha256").update(once).digest();
  const hash = hashHeaders(headers).subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  must(expected.equals(hash), "a hash is SHA-256 of SHA-256");
}

/** The headers before a fault meet their targets and name each other. */
function requireChain(headers: Uint8Array, hashes: Uint8Array, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const header = headers.subarray(index * HEADER_BYTES, (index + 1) * HEADER_BYTES);
    must(meetsOwnTarget(header), "a header without fault has its work");
    const before = hashes.subarray((index - 1) * HASH_BYTES, index * HASH_BYTES);
    const named = header.subarray(4, 4 + HASH_BYTES);
    must(index === 0 || Buffer.compare(named, before) === 0, "headers without fault link");
  }
}
