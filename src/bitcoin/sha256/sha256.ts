import { INITIAL_STATE, ROUND_CONSTANTS } from "./constants.ts";

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 8;
const ROUNDS = 64;
const FIRST_STATE = Int32Array.from(INITIAL_STATE);
const ROUND_WORDS = Int32Array.from(ROUND_CONSTANTS);

// Scratch, the same for every call: allocating it each time costs more than hashing a header.
const SCHEDULE = new Int32Array(ROUNDS);
const LAST_BLOCKS = new Uint8Array(2 * BLOCK_BYTES);
const LAST_BLOCKS_VIEW = new DataView(LAST_BLOCKS.buffer);

/** SHA-256 of a message. Source: FIPS 180-4, section 6.2. */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const state = FIRST_STATE.slice();
  const whole = bytes.length - (bytes.length % BLOCK_BYTES);
  absorb(state, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), whole);
  absorb(state, LAST_BLOCKS_VIEW, fillLastBlocks(bytes, whole));
  const digest = new Uint8Array(DIGEST_BYTES);
  for (let byte = 0; byte < DIGEST_BYTES; byte += 1) {
    digest[byte] = (state[byte >> 2] ?? 0) >>> (24 - 8 * (byte & 3));
  }
  return digest;
}

/** SHA-256 of the SHA-256, as Bitcoin names blocks and transactions; in serialised order. */
export function doubleSha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return sha256(sha256(bytes));
}

/**
 * What follows the whole blocks: the rest of the message, a one bit, zeros, the length in bits as 64
 * bits (section 5.1.1). Answers how many bytes that is: one block or two.
 */
function fillLastBlocks(bytes: Uint8Array, whole: number): number {
  const rest = bytes.length - whole;
  const size = rest < BLOCK_BYTES - LENGTH_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
  LAST_BLOCKS.fill(0);
  LAST_BLOCKS.set(bytes.subarray(whole));
  LAST_BLOCKS[rest] = 0x80;
  LAST_BLOCKS_VIEW.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29));
  LAST_BLOCKS_VIEW.setUint32(size - 4, bytes.length << 3);
  return size;
}

function absorb(state: Int32Array, blocks: DataView, size: number): void {
  for (let at = 0; at < size; at += BLOCK_BYTES) {
    for (let t = 0; t < 16; t += 1) SCHEDULE[t] = blocks.getInt32(at + 4 * t);
    extend(SCHEDULE);
    compress(state, SCHEDULE);
  }
}

/** W[t] = σ1(W[t−2]) + W[t−7] + σ0(W[t−15]) + W[t−16], from t = 16 (section 6.2.2, step 1). */
function extend(w: Int32Array): void {
  for (let t = 16; t < ROUNDS; t += 1) {
    const near = w[t - 2] ?? 0;
    const far = w[t - 15] ?? 0;
    const s1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10);
    const s0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3);
    w[t] = s1 + (w[t - 7] ?? 0) + s0 + (w[t - 16] ?? 0);
  }
}

/** The 64 rounds over one block (section 6.2.2, steps 2 to 4). */
function compress(state: Int32Array, w: Int32Array): void {
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let t = 0; t < ROUNDS; t += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = g ^ (e & (f ^ g));
    const t1 = (h + sum1 + choice + (ROUND_WORDS[t] ?? 0) + (w[t] ?? 0)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  addTo(state, [a, b, c, d, e, f, g, h]);
}

function addTo(state: Int32Array, words: readonly number[]): void {
  for (let i = 0; i < state.length; i += 1) state[i] = (state[i] ?? 0) + (words[i] ?? 0);
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
