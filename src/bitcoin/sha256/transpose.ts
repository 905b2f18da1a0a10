import { type Lanes, shuffle } from "./lanes.ts";
import type { Instruction } from "../../base/index.ts";

const LOW_WORDS = pickWords(0, 4, 1, 5);
const HIGH_WORDS = pickWords(2, 6, 3, 7);
const LOW_HALVES = pickWords(0, 1, 4, 5);
const HIGH_HALVES = pickWords(2, 3, 6, 7);
/** The bytes of each word backwards. */
const SWAPPED = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];

/** Four vectors, and where four intermediate ones can be kept. */
interface Square {
  readonly rows: readonly Lanes[];
  readonly keep: (index: number, lanes: Lanes) => Lanes;
}

/**
 * Turns rows into columns, a word being one element: word j of vector i goes to word i of vector j.
 *
 * Only picks that V8 knows as one instruction each (unpack low, unpack high).
 */
export function transpose({ rows, keep }: Square): Instruction[] {
  const [a = 0, b = 0, c = 0, d = 0] = rows;
  const lowAb = keep(0, shuffle(a, b, LOW_WORDS));
  const highAb = keep(1, shuffle(a, b, HIGH_WORDS));
  const lowCd = keep(2, shuffle(c, d, LOW_WORDS));
  const highCd = keep(3, shuffle(c, d, HIGH_WORDS));
  return [
    shuffle(lowAb, lowCd, LOW_HALVES),
    shuffle(lowAb, lowCd, HIGH_HALVES),
    shuffle(highAb, highCd, LOW_HALVES),
    shuffle(highAb, highCd, HIGH_HALVES),
  ];
}

/** Turns the bytes of each word round: SHA-256 is big-endian, WebAssembly little-endian. */
export function swapBytes(lanes: Lanes): Instruction {
  return shuffle(lanes, 0, SWAPPED);
}

/** Picks 32-bit words of two vectors, the second's counted from 4. */
function pickWords(...words: readonly number[]): number[] {
  return words.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte));
}
