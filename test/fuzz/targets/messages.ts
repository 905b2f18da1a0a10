import { HEADER_BYTES } from "../../../src/bitcoin/index.ts";
import {
  announcesBlock,
  decodeHeaders,
  decodeVersion,
  encodePong,
} from "../../../src/ingest/peer/messages.ts";
import { oneIn, pick } from "../draw.ts";
import { hostile } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { peerMessages } from "./peer-material.ts";

const READERS: Readonly<Record<string, (payload: Uint8Array) => Outcome>> = {
  version: tryVersion,
  headers: tryHeaders,
  inv: (payload) => (announcesBlock(payload) ? ACCEPTED : "no block"),
  ping: (payload) => {
    must(encodePong(payload).length === 8, "a pong has eight bytes");
    return ACCEPTED;
  },
};

/** What peers say, each message on its own. */
export const messages: Target = {
  name: "peer-messages",
  share: 100_000,
  codes: ["source.malformed"],
  open: () => {
    const all = peerMessages().filter(({ command }) => command in READERS);
    const payloads = all.map(({ payload }) => payload);
    const run = (trial: Case): Outcome => {
      const { command, payload } = pick(trial.random, all);
      const material = oneIn(trial.random, 4) ? payloads : [payload];
      trial.input = hostile(trial.random, material);
      return readMessage(command, trial.input);
    };
    return Promise.resolve({ run });
  },
};

/** Reads a message as a peer's connection does; others are passed over. */
export function readMessage(command: string, payload: Uint8Array): Outcome {
  return READERS[command]?.(payload) ?? "passed over";
}

function tryVersion(payload: Uint8Array): Outcome {
  const { userAgent, startHeight, nonce } = decodeVersion(payload);
  must(userAgent.length <= 256 && /^[ -~]*$/u.test(userAgent), "a name is short and prints");
  must(startHeight === null || startHeight >= 0, "a height is not negative");
  must(nonce.length === 8, "a nonce has eight bytes");
  return ACCEPTED;
}

function tryHeaders(payload: Uint8Array): Outcome {
  const headers = decodeHeaders(payload);
  must(headers.length % HEADER_BYTES === 0, "headers have 80 bytes each");
  must(headers.length <= payload.length, "no header is made up");
  return ACCEPTED;
}
