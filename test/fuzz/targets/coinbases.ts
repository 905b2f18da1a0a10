import {
  type Coinbase,
  NETWORKS,
  NETWORK_NAMES,
  coinbaseReward,
  coinbaseTransactionId,
  parseCoinbase,
  witnessCommitment,
} from "../../../src/bitcoin/index.ts";
import { CoinbaseFacts } from "../../../src/ingest/index.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostile, joined } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { coinbaseMaterial } from "./coinbase-material.ts";

/** All the coins there will ever be, in satoshis. */
const MAX_MONEY = 21e14;

/** The first transaction of a block, and what is kept of it. */
export const coinbases: Target = {
  name: "coinbases",
  share: 218_000,
  codes: ["coinbase.invalid", "coinbase.truncated"],
  open: () => {
    const material = coinbaseMaterial();
    const facts = NETWORK_NAMES.map((name) => new CoinbaseFacts(NETWORKS[name]));
    return Promise.resolve({ run: (trial) => tryCoinbase(trial, material, facts) });
  },
};

function tryCoinbase(
  trial: Case,
  material: readonly Uint8Array[],
  facts: readonly CoinbaseFacts[],
): Outcome {
  const { random } = trial;
  const bytes = hostile(random, material);
  const offset = oneIn(random, 3) ? below(random, 100) : 0;
  trial.input = offset === 0 ? bytes : joined(new Uint8Array(offset), bytes);
  const coinbase = parseCoinbase(trial.input, offset);
  requireWhole(coinbase, trial.input.length - offset);
  const found = pick(random, facts).of(coinbase, 1);
  must(found.value === coinbaseReward(coinbase), "the value is the sum of the outputs");
  must(found.addresses.length <= coinbase.outputs.length, "an output has one address at most");
  const commitment = witnessCommitment(coinbase);
  must(commitment === null || commitment.length === 32, "a witness commitment has 32 bytes");
  const id = coinbaseTransactionId(trial.input.subarray(offset), coinbase);
  must(id.length === 32, "an identifier has 32 bytes");
  return ACCEPTED;
}

function requireWhole(coinbase: Coinbase, length: number): void {
  const { size, script, outputs } = coinbase;
  must(size > 0 && size <= length, "a coinbase lies within its bytes");
  must(script.length >= 2 && script.length <= 100, "an input script has 2 to 100 bytes");
  must(outputs.length > 0, "a coinbase pays somewhere");
  const reward = coinbaseReward(coinbase);
  must(
    Number.isSafeInteger(reward) && reward <= MAX_MONEY,
    "a reward is whole and below all coins",
  );
  const inner = outputs.reduce((sum, output) => sum + output.script.length, script.length);
  must(inner < size, "scripts lie within their coinbase");
}
