/** Steps after which every bit of the state has met every other; PractRand takes 12 to 18. */
const WARM_UP_ROUNDS = 20;

/**
 * A stream of pseudo-random numbers that belongs to one run: equal seeds give equal streams.
 *
 * Generator sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, passes its own battery.
 */
export class Random {
  private a = 0x9e3779b9 | 0;
  private b = 0x243f6a88;
  private c = 0;
  private counter = 1;

  constructor(seed: number) {
    this.c = seed | 0;
    this.a ^= Math.floor(seed / 2 ** 32);
    for (let round = 0; round < 16; round += 1) this.nextUint32();
  }

  /**
   * Stream of one purpose of one member of a run, such as `("blocks")` of member 7: a run that asks
   * less of one purpose, for want of an order, still meets the same luck in all others.
   *
   * The state begins as (seed's low word, member, purpose, seed's high word), where a text stands as
   * its 32-bit hash. A step of the generator is a bijection, so no two of them begin at the same
   * state. That any two of n streams of length L overlap later has probability below n²L / 2^127.
   *
   * Seeds are integers from 0 to 2^53 − 1, members and purposes to 2^32 − 1.
   */
  static stream(seed: number, member: number, purpose: string | number): Random {
    const random = new Random(0);
    random.a = seed | 0;
    random.b = member | 0;
    random.c = (typeof purpose === "string" ? textHash(purpose) : purpose) | 0;
    random.counter = Math.floor(seed / 2 ** 32) | 0;
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) random.nextUint32();
    return random;
  }

  /** Writes the state into four words, from which `restore` goes on with the same numbers. */
  save(state: Int32Array): void {
    state[0] = this.a;
    state[1] = this.b;
    state[2] = this.c;
    state[3] = this.counter;
  }

  restore(state: Int32Array): void {
    this.a = state[0] ?? 0;
    this.b = state[1] ?? 0;
    this.c = state[2] ?? 0;
    this.counter = state[3] ?? 0;
  }

  /** Uniform on the integers 0 … 2^32 − 1. */
  nextUint32(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform on (0, 1), never either end; 32 bits of resolution. */
  uniform(): number {
    return (this.nextUint32() + 0.5) / 2 ** 32;
  }

  /** Uniform on (0, 1), never either end; 52 bits of resolution, from two numbers of the stream. */
  fineUniform(): number {
    const high = this.nextUint32() >>> 6;
    const low = this.nextUint32() >>> 6;
    return (high * 2 ** 26 + low + 0.5) / 2 ** 52;
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(this.uniform());
  }

  /** Standard normal. Box-Muller, one of the pair. */
  normal(): number {
    return Math.sqrt(2 * this.exponential()) * Math.cos(2 * Math.PI * this.uniform());
  }

  /**
   * Gamma with the given shape (> 0) and mean equal to it.
   *
   * Source: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", 2000.
   */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}

/** 32-bit FNV-1a of the UTF-16 code units. Source: G. Fowler, L. C. Noll, K.-P. Vo, 1991. */
function textHash(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}
