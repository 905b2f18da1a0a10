import type { Random } from "../../base/index.ts";
import { EXPONENTIAL, exponentialDraw, exponentialFrom } from "../../statistics/index.ts";
import type { UnitArrivals } from "./arrivals.ts";

/** As constants of the module their lengths are known when the loop is compiled. */
const INSIDE: Int32Array = EXPONENTIAL.inside;
const CELL: Float64Array = EXPONENTIAL.cell;

/**
 * Arrivals one by one: an exponential waiting time is drawn for each. The time left to wait when a
 * piece ends is kept for the next, so the arrivals are one path whatever the pieces.
 *
 * The waiting times are those of `exponentialDraw`; the generator (sfc32, as in `Random`) and the
 * ziggurat's first test stand inside the loop, because its speed is what it is for.
 */
export class EachArrival implements UnitArrivals {
  private readonly random: Random;
  private readonly state = new Int32Array(4);
  private wait = 0;
  private at = 0;
  private count = 0;
  used = 0;

  constructor(random: Random) {
    this.random = random;
    this.wait = exponentialDraw(random);
    random.save(this.state);
  }

  take(amount: number, most: number): number {
    this.at = 0;
    this.count = 0;
    do this.walk(amount, most);
    while (this.at <= amount && this.count < most);
    this.used = this.at;
    if (this.at > amount) this.wait = this.at - amount;
    return this.count;
  }

  /** Goes on until the amount is used up, the `most`-th came, or a wait needs a closer look. */
  private walk(amount: number, most: number): void {
    const state = this.state;
    let a = wordAt(state, 0);
    let b = wordAt(state, 1);
    let c = wordAt(state, 2);
    let counter = wordAt(state, 3);
    let wait = this.wait;
    let at = this.at;
    let count = this.count;
    let word = 0;
    do {
      at += wait;
      if (at > amount) break;
      count += 1;
      word = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      wait = ((word >>> 8) + 0.5) * wordAt(CELL, word & 255);
    } while (word >>> 8 < wordAt(INSIDE, word & 255) && count < most);
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = counter;
    this.wait = wait;
    this.at = at;
    this.count = count;
    if (at <= amount && word >>> 8 >= wordAt(INSIDE, word & 255)) this.lookCloser(word);
  }

  private lookCloser(word: number): void {
    this.random.restore(this.state);
    this.wait = exponentialFrom(word, this.random);
    this.random.save(this.state);
  }
}

function wordAt(words: Int32Array | Float64Array, place: number): number {
  return words[place] ?? 0;
}
