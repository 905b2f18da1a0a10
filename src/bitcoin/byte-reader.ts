import { type ErrorCode, HashfallError } from "../base/index.ts";

/** How a reader names what it reads, and which failures it raises. */
export interface ReaderFaults {
  readonly what: string;
  /** Where the bytes end before the content does: more of them may help. */
  readonly truncated: ErrorCode;
  /** Where no further byte could help. */
  readonly invalid: ErrorCode;
}

/** Longest thing a length may announce, in bytes. Bitcoin Core: `MAX_SIZE`, src/serialize.h. */
const MAX_SIZE = 0x02000000;
/** Up to this length, input scripts among them, a plain loop copies faster than a call of `set`. */
const SHORT_COPY = 128;

/** Reads Bitcoin's serialisation from the front: integers little-endian, lengths as compact sizes. */
export class ByteReader {
  private readonly source: Uint8Array;
  private readonly faults: ReaderFaults;
  private at: number;

  constructor(source: Uint8Array, faults: ReaderFaults, offset = 0) {
    this.source = source;
    this.faults = faults;
    this.at = offset;
  }

  /** Index of the next byte in the source. */
  get position(): number {
    return this.at;
  }

  /** Bytes left; negative where the reader began beyond the end. */
  get remaining(): number {
    return this.source.length - this.at;
  }

  u8(): number {
    return this.source[this.advance(1)] ?? 0;
  }

  u16le(): number {
    const at = this.advance(2);
    return (this.source[at] ?? 0) + (this.source[at + 1] ?? 0) * 2 ** 8;
  }

  u32le(): number {
    return this.u16le() + this.u16le() * 2 ** 16;
  }

  /** Eight bytes as an exact number; more than 2^53 − 1 is a fault. */
  u64le(): number {
    const low = this.u32le();
    const high = this.u32le();
    if (high > 0x1fffff) {
      throw this.invalid(`${(BigInt(high) << 32n) | BigInt(low)} is more than 2^53 - 1`);
    }
    return high * 2 ** 32 + low;
  }

  /**
   * A count or length in one, three, five or nine bytes. Longer than needed is a fault, and so is
   * more than `limit`.
   *
   * Source: Bitcoin Core v28, src/serialize.h, `ReadCompactSize`.
   */
  compactSize(limit: number = MAX_SIZE): number {
    const first = this.u8();
    const value = first < 0xfd ? first : this.longSize(first);
    if (value > limit) throw this.invalid(`a length of ${value} exceeds ${limit}`);
    return value;
  }

  /** The next bytes, as a copy. */
  bytes(length: number): Uint8Array {
    const from = this.advance(length);
    const copy = new Uint8Array(length);
    if (length > SHORT_COPY) {
      copy.set(this.source.subarray(from, from + length));
      return copy;
    }
    for (let i = 0; i < length; i += 1) copy[i] = this.source[from + i] ?? 0;
    return copy;
  }

  skip(length: number): void {
    this.advance(length);
  }

  /** A fault of the content, with the name and place of what is read. */
  invalid(reason: string): HashfallError {
    return new HashfallError(
      this.faults.invalid,
      `${this.faults.what}, before byte ${this.at}: ${reason}`,
    );
  }

  /** A fault of the length: `needed` bytes should follow. */
  truncated(needed: number): HashfallError {
    return new HashfallError(
      this.faults.truncated,
      `${this.faults.what} ends at byte ${this.source.length}, but goes on to ${this.at + needed}`,
    );
  }

  private advance(length: number): number {
    const from = this.at;
    if (from + length > this.source.length) throw this.truncated(length);
    this.at = from + length;
    return from;
  }

  private longSize(first: number): number {
    const value = first === 0xfd ? this.u16le() : first === 0xfe ? this.u32le() : this.u64le();
    const lowest = first === 0xfd ? 0xfd : first === 0xfe ? 2 ** 16 : 2 ** 32;
    if (value < lowest) throw this.invalid(`${value} takes more bytes than it needs`);
    return value;
  }
}
