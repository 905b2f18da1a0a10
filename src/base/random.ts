/**
 * A stream of pseudo-random numbers that belongs to one run: equal seeds give equal streams.
 *
 * Generator sfc32 (C. Doty-Humphrey, PractRand): 128 bits of state, passes its own battery.
 */
export class Random {
  private a = 0x9e3779b9;
  private b = 0x243f6a88;
  private c: number;
  private counter = 1;

  constructor(seed: number) {
    this.c = seed >>> 0;
    this.a ^= Math.floor(seed / 2 ** 32) >>> 0;
    for (let round = 0; round < 16; round += 1) this.nextUint32();
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
