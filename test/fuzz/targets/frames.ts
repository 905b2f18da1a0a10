import type { Random } from "../../../src/base/index.ts";
import { FrameDecoder, MAX_PAYLOAD_BYTES } from "../../../src/ingest/peer/frame.ts";
import { type Message, encoded } from "../../fake-node/messages.ts";
import { below, oneIn, pick } from "../draw.ts";
import { chunks, joined, mutated, noise } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { readMessage } from "./messages.ts";
import { MAGIC, peerMessages } from "./peer-material.ts";

/** Decoders fed at once to see how much room they take, and how seldom that is done. */
const DECODERS = 32;
const ROOM_EVERY = 400;
/** Room a decoder takes at first, in bytes, and what the run may use meanwhile. */
const FIRST_ROOM = 4_096;
const SPARE = 2_000_000;

/** The stream of a peer, cut anywhere: messages, and what they say. */
export const frames: Target = {
  name: "peer-frames",
  share: 110_000,
  codes: ["source.malformed"],
  open: () => {
    const all = peerMessages();
    return Promise.resolve({
      run: (trial) => (oneIn(trial.random, ROOM_EVERY) ? tryRoom(trial) : tryStream(trial, all)),
    });
  },
};

/** Messages of a peer, changed before or after they got length and checksum. */
export function hostileStream(random: Random, all: readonly Message[]): Uint8Array {
  const payloads = all.map(({ payload }) => payload);
  const wires = Array.from({ length: 1 + below(random, 4) }, () => {
    const { command, payload } = pick(random, all);
    const changed = oneIn(random, 2) ? mutated(random, payload, payloads) : payload;
    return encoded(MAGIC, { command, payload: Buffer.from(changed) });
  });
  const stream = joined(...wires);
  switch (below(random, 6)) {
    case 0:
      return stream;
    case 1:
      return joined(stream, noise(random, 60));
    case 2:
      return withPrefixField(random, stream);
    default:
      return mutated(random, stream, wires);
  }
}

/** Another length, checksum or command in the first message. */
function withPrefixField(random: Random, stream: Uint8Array): Uint8Array {
  const copy = Buffer.from(stream);
  const words = [0, 1, 0xfd, MAX_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES + 1, 0x7fffffff, 0xffffffff];
  copy.writeUInt32LE(pick(random, words), pick(random, [0, 4, 12, 16, 16, 16, 20]));
  return copy;
}

function tryStream(trial: Case, all: readonly Message[]): Outcome {
  const { random } = trial;
  trial.input = hostileStream(random, all);
  const decoder = new FrameDecoder(MAGIC);
  let fed = 0;
  let told = 0;
  let read: Outcome = "no message";
  for (const chunk of chunks(random, trial.input)) {
    fed += chunk.length;
    for (const { command, payload } of decoder.push(chunk)) {
      told += 24 + payload.length;
      must(told <= fed, "no message is longer than what came");
      must(command.length <= 12, "a command has twelve bytes");
      read = readMessage(command, payload);
    }
  }
  must(told === countWhole(trial.input), "the same messages however the bytes are cut");
  requireShort(trial.input.subarray(told));
  return read;
}

/** A message that is still waited for is none that is too long. */
function requireShort(rest: Uint8Array): void {
  if (rest.length < 24) return;
  const length = new DataView(rest.buffer, rest.byteOffset).getUint32(16, true);
  must(length <= MAX_PAYLOAD_BYTES, `${length} bytes are waited for`);
}

/** Bytes of the messages in a stream that comes in one piece. */
function countWhole(stream: Uint8Array): number {
  let bytes = 0;
  for (const { payload } of new FrameDecoder(MAGIC).push(stream)) bytes += 24 + payload.length;
  return bytes;
}

/** A length that is announced takes no room before its bytes come. */
function tryRoom(trial: Case): Outcome {
  const { random } = trial;
  const length = MAX_PAYLOAD_BYTES - below(random, 1_000);
  const start = encoded(MAGIC, { command: "headers", payload: Buffer.alloc(0) });
  start.writeUInt32LE(length, 16);
  trial.input = joined(start, noise(random, 6_000));
  const decoders = Array.from({ length: DECODERS }, () => new FrameDecoder(MAGIC));
  const before = process.memoryUsage().arrayBuffers;
  for (const decoder of decoders) {
    for (const chunk of chunks(random, trial.input)) requireNone(decoder, chunk);
  }
  const taken = process.memoryUsage().arrayBuffers - before;
  const allowed = DECODERS * 4 * Math.max(FIRST_ROOM, trial.input.length) + SPARE;
  must(taken <= allowed, `${taken} bytes of room for ${trial.input.length} that came`);
  return ACCEPTED;
}

function requireNone(decoder: FrameDecoder, chunk: Uint8Array): void {
  for (const { command } of decoder.push(chunk)) must(false, `"${command}" came before its end`);
}
