import { readFileSync } from "node:fs";
import { PoolAttributor } from "../../../src/attribution/index.ts";
import { type Random, unixSeconds } from "../../../src/base/index.ts";
import {
  NETWORKS,
  NETWORK_NAMES,
  type ScriptSpan,
  addressOf,
  coinbaseHeight,
  extraNonce,
  legibleText,
  lockingScriptOf,
  mergeMiningCommitment,
  parseCoinbase,
} from "../../../src/bitcoin/index.ts";
import type { Pool } from "../../../src/record/index.ts";
import { parsePools } from "../../../src/store/pool-file.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostile } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { coinbaseMaterial } from "./coinbase-material.ts";

const POOLS = new URL("../../../data/pools.json", import.meta.url);
/** Texts no tag is, that a reader of text may stumble on. */
const STRANGE_TEXTS = [
  "\u0001\u0000",
  "\u001b[31m",
  "八宝池 /七彩神仙鱼",
  "\u202e/looPtnA/",
  "é".repeat(40),
  "\u{1F600}".repeat(20),
  "\uFFFD\uFEFF",
  "/" + "a".repeat(200),
] as const;
const MERGE_MINING = `2cfabe6d6d${"ab".repeat(32)}0100000000000000`;

interface ScriptMaterial {
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
  readonly addresses: readonly string[];
  readonly attributor: PoolAttributor;
}

/** Input scripts as people and programs read them, output scripts as addresses, and both as a pool. */
export const scripts: Target = {
  name: "scripts",
  share: 150_000,
  codes: ["input.invalid"],
  open: () => {
    const { pools } = parsePools("pools.json", JSON.parse(readFileSync(POOLS, "utf8")));
    const material = materialOf(pools);
    return Promise.resolve({ run: (trial) => tryScript(trial, material) });
  },
};

function materialOf(pools: readonly Pool[]): ScriptMaterial {
  const parsed = coinbaseMaterial().map((bytes) => parseCoinbase(bytes));
  const tags = pools.flatMap((pool) => pool.tags.map(({ value }) => Buffer.from(value)));
  return {
    inputs: [
      ...parsed.map(({ script }) => script),
      ...tags,
      ...STRANGE_TEXTS.map((text) => Buffer.from(text)),
      Buffer.from(MERGE_MINING, "hex"),
    ],
    outputs: [
      ...new Map(
        parsed
          .flatMap((coinbase) => coinbase.outputs)
          .map(({ script }) => [Buffer.from(script).toString("hex"), script]),
      ).values(),
    ],
    addresses: pools.flatMap((pool) => pool.addresses.map(({ value }) => value)),
    attributor: new PoolAttributor(pools),
  };
}

function tryScript(trial: Case, material: ScriptMaterial): Outcome {
  const { random } = trial;
  switch (below(random, 4)) {
    case 0:
      trial.input = hostile(random, material.outputs);
      return tryOutput(random, trial.input);
    case 1:
      return tryAddress(trial, material.addresses);
    default:
      trial.input = hostile(random, material.inputs);
      requireParts(trial.input);
      return attribute(random, trial.input, material);
  }
}

/** An address is read back as the script it was made from. */
function tryOutput(random: Random, script: Uint8Array): Outcome {
  const network = NETWORKS[pick(random, NETWORK_NAMES)];
  const address = addressOf(script, network);
  if (address === null) return "no address";
  must(Buffer.compare(lockingScriptOf(address, network), script) === 0, "an address reads back");
  return ACCEPTED;
}

function tryAddress(trial: Case, addresses: readonly string[]): Outcome {
  const { random } = trial;
  trial.input = hostile(
    random,
    Array.from({ length: 2 }, () => Buffer.from(pick(random, addresses))),
  );
  const text = Buffer.from(trial.input).toString(oneIn(random, 2) ? "latin1" : "utf8");
  const network = NETWORKS[pick(random, NETWORK_NAMES)];
  const script = lockingScriptOf(text, network);
  const back = addressOf(script, network);
  must(back?.toLowerCase() === text.toLowerCase(), "a script gives its address back");
  return ACCEPTED;
}

/** Height, text, extra nonce and commitment lie side by side and fill the script. */
function requireParts(script: Uint8Array): void {
  const height = coinbaseHeight(script);
  must(height === null || (Number.isInteger(height) && height >= 0), "a height is whole");
  must((height ?? 0) < 2 ** 31, "a height has 31 bits");
  const texts = legibleText(script);
  for (const { text, bytes } of texts) {
    must(Buffer.from(text).equals(bytes), "a text is its bytes");
    must(!/[\p{Cc}\p{Cs}]/u.test(text), "a text shows");
  }
  const commitment = mergeMiningCommitment(script);
  const other = commitment === null ? [] : [commitment];
  const spans: ScriptSpan[] = [...texts, ...extraNonce(script), ...other];
  let at = Math.min(script.length, ...spans.map(({ offset }) => offset));
  must(at <= 5, "only a height stands before");
  for (const { offset, bytes } of spans.toSorted((a, b) => a.offset - b.offset)) {
    must(offset === at, "the parts of a script lie side by side");
    at += bytes.length;
  }
  must(at === script.length, "the parts of a script fill it");
}

function attribute(
  random: Random,
  script: Uint8Array,
  { addresses, attributor }: ScriptMaterial,
): Outcome {
  const height = below(random, 1_000_000);
  const time = unixSeconds(1_231_006_505 + below(random, 600_000_000));
  const paid = Array.from({ length: below(random, 4) }, () =>
    oneIn(random, 4) ? Buffer.from(script).toString("utf8") : pick(random, addresses),
  );
  const { pool, evidence } = attributor.attribute({ height, time, script, addresses: paid });
  must(pool !== "", "a block has a pool or is unknown");
  for (const piece of evidence) {
    if (piece.kind === "address") must(piece.output < paid.length, "evidence is of an output");
    else must(piece.offset + piece.bytes.length / 2 <= script.length, "a tag lies in the script");
  }
  return pool === "unknown" ? "unknown pool" : ACCEPTED;
}
