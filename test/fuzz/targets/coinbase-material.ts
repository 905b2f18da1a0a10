import { HEADER_BYTES, bytesFromHex, parseCoinbase } from "../../../src/bitcoin/index.ts";
import { compactSize } from "../../fake-node/messages.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { MAINNET_COINBASES } from "../../vectors/mainnet-coinbases.ts";
import { joined } from "../mutation.ts";

/** Every so many of the recorded blocks gives its coinbase. */
const STEP = 13;
/** Outputs of a coinbase that pays many. */
const MANY = 300;

let cached: readonly Uint8Array[] | undefined;

/** Coinbases as serialised: of mainnet, of the recorded node, and one with very many outputs. */
export function coinbaseMaterial(): readonly Uint8Array[] {
  cached ??= [...mainnet(), ...recorded(), manyOutputs()];
  return cached;
}

function mainnet(): Uint8Array[] {
  return MAINNET_COINBASES.map(({ hex }) => bytesFromHex(hex));
}

/** No recorded block holds more than 252 transactions, so their count is one byte. */
function recorded(): Uint8Array[] {
  return [...recordedNode().blocks.values()]
    .filter((_, index) => index % STEP === 0)
    .map(({ bytes }) => {
      const from = HEADER_BYTES + 1;
      return new Uint8Array(bytes.subarray(from, from + parseCoinbase(bytes, from).size));
    });
}

function manyOutputs(): Uint8Array {
  const input = `0100000001${"00".repeat(32)}ffffffff04deadbeefffffffff`;
  const output = `0100000000000000160014${"2a".repeat(20)}`;
  const count = compactSize(MANY);
  return joined(
    bytesFromHex(input),
    count,
    bytesFromHex(output.repeat(MANY)),
    bytesFromHex("00000000"),
  );
}
