import type { Random } from "../../src/base/index.ts";
import { below, oneIn, pick } from "./draw.ts";

type Mutation = (bytes: Uint8Array, random: Random, material: readonly Uint8Array[]) => Uint8Array;

/** Longest input made here, in bytes; what must be longer is made where it is needed. */
const LONGEST = 2 ** 16;
const LONGEST_NOISE = 300;
const MOST_CHANGES = 8;
/** Pieces that a stream is cut into, about, at most. */
const MOST_PIECES = 400;

/**
 * What lengths and counts are replaced by: compact sizes at each width's ends, beyond `MAX_SIZE`,
 * around 2^53, and longer than needed; plain integers at the ends of their range; 4,000,000.
 */
const EXTREMES: readonly Uint8Array[] = [
  "00 01 02 7f 80 fc fd fe ff",
  "fd0000 fdfc00 fdfd00 fdffff fdd007 fdd107",
  "fe00000000 feffff0000 fe00000100 fe00000002 fe01000002 feffffffff",
  "ff0000000000000000 ffffffffff00000000 ff0000000001000000",
  "ffffffffffffff1f00 ff0000000000002000 ffffffffffffff7fff ffffffffffffffffff",
  "0000 ffff 00000000 01000000 ffffff7f 00000080 ffffffff 00093d00 01093d00",
  "0000000000000000 ffffffffffff1f00 0000000000002000 ffffffffffffff7f 0000000000000080",
  "0040075af0750700 0140075af0750700 ffffffffffffffff",
]
  .flatMap((line) => line.split(" "))
  .map((hex) => new Uint8Array(Buffer.from(hex, "hex")));

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  flipBit,
  replaceByte,
  truncate,
  behead,
  remove,
  insertNoise,
  repeat,
  splice,
  overwriteExtreme,
  overwriteExtreme,
  insertExtreme,
];

/** Real material with a few changes; sometimes noise, sometimes unharmed, sometimes at an odd address. */
export function hostile(random: Random, material: readonly Uint8Array[]): Uint8Array {
  const kind = below(random, 16);
  if (kind === 0) return displaced(random, noise(random, LONGEST_NOISE));
  const real = pick(random, material);
  return displaced(random, kind === 1 ? real : mutated(random, real, material));
}

/** Some bytes with one to eight changes; `material` is what foreign pieces are taken from. */
export function mutated(
  random: Random,
  bytes: Uint8Array,
  material: readonly Uint8Array[] = [bytes],
): Uint8Array {
  let changed = bytes;
  const changes = Math.min(MOST_CHANGES, 1 + Math.floor(random.exponential()));
  for (let i = 0; i < changes; i += 1) {
    changed = pick(random, MUTATIONS)(changed, random, material).subarray(0, LONGEST);
  }
  return changed;
}

/** Random bytes, none to so many. */
export function noise(random: Random, longest: number): Uint8Array {
  const bytes = new Uint8Array(below(random, longest + 1));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = random.nextUint32() & 0xff;
  return bytes;
}

/** Pieces of some bytes, cut anywhere: one by one, in small pieces, in a few, or not at all. */
export function* chunks(random: Random, bytes: Uint8Array): Generator<Uint8Array> {
  const least = Math.ceil(bytes.length / MOST_PIECES);
  const longest = Math.max(least, pick(random, [1, 7, 80, 1_000, bytes.length + 1]));
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + below(random, longest);
    yield bytes.subarray(at, end);
    at = end;
  }
}

/** The same bytes, once in four times within a larger buffer, so that views must mind where they begin. */
function displaced(random: Random, bytes: Uint8Array): Uint8Array {
  if (!oneIn(random, 4)) return bytes;
  const before = 1 + below(random, 16);
  const larger = new Uint8Array(before + bytes.length + 8).fill(0xa5);
  larger.set(bytes, before);
  return larger.subarray(before, before + bytes.length);
}

function flipBit(bytes: Uint8Array, random: Random): Uint8Array {
  return withByte(bytes, random, (byte) => byte ^ (1 << below(random, 8)));
}

function replaceByte(bytes: Uint8Array, random: Random): Uint8Array {
  return withByte(bytes, random, () => below(random, 256));
}

function truncate(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(0, below(random, bytes.length + 1));
}

function behead(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(below(random, Math.min(bytes.length, 40) + 1));
}

function remove(bytes: Uint8Array, random: Random): Uint8Array {
  const from = below(random, bytes.length + 1);
  return joined(bytes.subarray(0, from), bytes.subarray(from + stretch(random)));
}

function insertNoise(bytes: Uint8Array, random: Random): Uint8Array {
  return inserted(bytes, random, noise(random, stretch(random)));
}

/** A piece of the bytes once more, or many times more. */
function repeat(bytes: Uint8Array, random: Random): Uint8Array {
  const from = below(random, bytes.length + 1);
  const piece = bytes.subarray(from, from + stretch(random));
  const times = oneIn(random, 8) ? below(random, 100) : 1;
  const copies = Array.from({ length: times }, () => piece);
  return joined(bytes.subarray(0, from), ...copies, bytes.subarray(from));
}

/** The beginning of one and the end of another, or a piece of another inside. */
function splice(bytes: Uint8Array, random: Random, material: readonly Uint8Array[]): Uint8Array {
  const other = pick(random, material);
  const from = below(random, other.length + 1);
  if (oneIn(random, 2))
    return inserted(bytes, random, other.subarray(from, from + stretch(random)));
  return joined(bytes.subarray(0, below(random, bytes.length + 1)), other.subarray(from));
}

function overwriteExtreme(bytes: Uint8Array, random: Random): Uint8Array {
  const extreme = pick(random, EXTREMES);
  const at = below(random, bytes.length + 1);
  return joined(bytes.subarray(0, at), extreme, bytes.subarray(at + extreme.length));
}

/** In place of one byte, as a short length becomes a long one. */
function insertExtreme(bytes: Uint8Array, random: Random): Uint8Array {
  const at = below(random, bytes.length + 1);
  return joined(bytes.subarray(0, at), pick(random, EXTREMES), bytes.subarray(at + 1));
}

/** Length of a piece: mostly a few bytes, now and then hundreds. */
function stretch(random: Random): number {
  return 1 + below(random, pick(random, [4, 40, 400]));
}

function withByte(bytes: Uint8Array, random: Random, change: (byte: number) => number): Uint8Array {
  const copy = new Uint8Array(bytes);
  const at = below(random, bytes.length);
  if (at < copy.length) copy[at] = change(copy[at] ?? 0);
  return copy;
}

function inserted(bytes: Uint8Array, random: Random, piece: Uint8Array): Uint8Array {
  const at = below(random, bytes.length + 1);
  return joined(bytes.subarray(0, at), piece, bytes.subarray(at));
}

/** Some pieces one after another, as a plain array with a buffer of its own. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
