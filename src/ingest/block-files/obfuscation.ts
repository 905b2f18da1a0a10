const KEY_BYTES = 8;
const WORD_BYTES = 4;
/** Bytes compared at once. */
const STRETCH = 2 ** 16;
const ZEROS = Buffer.alloc(STRETCH);

/**
 * The key that a node combines its block files with, so that virus scanners find nothing in them.
 *
 *   stored[i] = byte[i] xor key[i mod 8],  i counted from the start of the file.
 *
 * Bitcoin Core 28 and later write it to `xor.dat` beside the files; a key of zeros changes nothing.
 * Space that the node reserves ahead is zero as stored, so it reads as the key once the key is taken off.
 *
 * Source: Bitcoin Core v28, src/node/blockstorage.cpp, `InitBlocksdirXorKey`; src/streams.h, `util::Xor`.
 */
export class Obfuscation {
  /** The key as it lies over bytes from an offset on, for each offset mod 8, as two words. */
  private readonly rotations: Int32Array;
  /** What zeros become when the key is taken off them, from any offset mod 8 on. */
  private readonly bareKey: Buffer;
  private readonly plain: boolean;

  constructor(key: Uint8Array = new Uint8Array(KEY_BYTES)) {
    this.bareKey = Buffer.alloc(STRETCH + KEY_BYTES, key);
    this.plain = key.every((byte) => byte === 0);
    const bytes = new Uint8Array(KEY_BYTES * KEY_BYTES);
    for (let i = 0; i < bytes.length; i += 1) {
      bytes[i] = key[((i >> 3) + i) % KEY_BYTES] ?? 0;
    }
    this.rotations = new Int32Array(bytes.buffer);
  }

  /** Takes the key off the first `length` bytes of a buffer of whole words, read from `fileOffset`. */
  remove(words: Int32Array, length: number, fileOffset: number): void {
    if (this.plain) return;
    const row = (fileOffset % KEY_BYTES) * 2;
    const even = this.rotations[row] ?? 0;
    const odd = this.rotations[row + 1] ?? 0;
    const count = Math.ceil(length / WORD_BYTES);
    for (let i = 0; i < count; i += 2) {
      words[i] = (words[i] ?? 0) ^ even;
      words[i + 1] = (words[i + 1] ?? 0) ^ odd;
    }
  }

  /**
   * How many bytes from the front hold nothing: zeros, or zeros before the key was taken off.
   * `fileOffset` is where the first of them stands in the file.
   */
  emptyPrefix(bytes: Uint8Array, fileOffset: number): number {
    const zeros = samePrefix(bytes, ZEROS);
    if (this.plain) return zeros;
    const turn = fileOffset % KEY_BYTES;
    return Math.max(zeros, samePrefix(bytes, this.bareKey.subarray(turn, turn + STRETCH)));
  }
}

/** How many bytes from the front agree with a pattern. */
function samePrefix(bytes: Uint8Array, pattern: Buffer): number {
  const length = Math.min(bytes.length, pattern.length);
  if (pattern.compare(bytes, 0, length, 0, length) === 0) return length;
  let same = 0;
  while (bytes[same] === pattern[same]) same += 1;
  return same;
}
