/**
 * Mean autocovariance of chains of equal length n, each about its own mean, at lags 0 … n − 1.
 *
 *   c(t) = Σ over chains and s of (x(s) − x̄)(x(s + t) − x̄) / (n × chains)
 *
 * By the Fourier transform of the chains, padded with as many zeros (N. Wiener, A. Khinchin).
 */
export function meanAutocovariance(chains: readonly Float64Array[]): Float64Array {
  const length = chains[0]?.length ?? 0;
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * length)));
  const power = new Float64Array(size);
  for (const chain of chains) {
    const real = new Float64Array(size);
    real.set(centred(chain));
    const imaginary = new Float64Array(size);
    transform(real, imaginary);
    for (const [k, x] of real.entries()) {
      power[k] = (power[k] ?? 0) + x * x + (imaginary[k] ?? 0) ** 2;
    }
  }
  transform(power, new Float64Array(size));
  return power.subarray(0, length).map((sum) => sum / (size * length * chains.length));
}

function centred(chain: Float64Array): Float64Array {
  let sum = 0;
  for (const x of chain) sum += x;
  return chain.map((x) => x - sum / chain.length);
}

/** Discrete Fourier transform in place, length a power of two. J. W. Cooley, J. W. Tukey 1965. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  const bits = Math.log2(size);
  for (let i = 0; i < size; i += 1) {
    const j = reversedBits(i, bits);
    if (j > i) {
      [real[i], real[j]] = [real[j] ?? 0, real[i] ?? 0];
      [imaginary[i], imaginary[j]] = [imaginary[j] ?? 0, imaginary[i] ?? 0];
    }
  }
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k += 1) butterflies(real, imaginary, half, k);
  }
}

/** Joins all pairs of blocks of length `half` at their element k. */
function butterflies(real: Float64Array, imaginary: Float64Array, half: number, k: number): void {
  const [cosine, sine] = [Math.cos((Math.PI * k) / half), -Math.sin((Math.PI * k) / half)];
  for (let i = k; i < real.length; i += 2 * half) {
    const j = i + half;
    const [re, im] = [real[j] ?? 0, imaginary[j] ?? 0];
    const turnedReal = re * cosine - im * sine;
    const turnedImaginary = re * sine + im * cosine;
    const [ownReal, ownImaginary] = [real[i] ?? 0, imaginary[i] ?? 0];
    real[i] = ownReal + turnedReal;
    imaginary[i] = ownImaginary + turnedImaginary;
    real[j] = ownReal - turnedReal;
    imaginary[j] = ownImaginary - turnedImaginary;
  }
}

function reversedBits(index: number, bits: number): number {
  let [rest, reversed] = [index, 0];
  for (let bit = 0; bit < bits; bit += 1) {
    reversed = (reversed << 1) | (rest & 1);
    rest >>= 1;
  }
  return reversed;
}
