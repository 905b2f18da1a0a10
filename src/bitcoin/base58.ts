import { doubleSha256 } from "./sha256/sha256.ts";

/** Digits and letters without 0, O, I and l, which look like others. */
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const DIGIT_OF: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (character, i) => [character, i]),
);
const CHECKSUM_SIZE = 4;
/** Digits counted at once: 58^5 × 256 is still a whole number without loss. */
const LIMB_DIGITS = 5;
const LIMB = ALPHABET.length ** LIMB_DIGITS;
/** Longest text worth decoding: the work grows with the square, and no address comes near. */
const MAX_TEXT_LENGTH = 512;

/**
 * Bytes as one number in base 58, most significant first; each leading zero byte is a leading "1".
 *
 * Source: Bitcoin Core v28, src/base58.cpp, `EncodeBase58`.
 */
export function encodeBase58(bytes: Uint8Array): string {
  const limbs: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let i = 0; i < limbs.length; i += 1) {
      const value = (limbs[i] ?? 0) * 256 + carry;
      carry = Math.floor(value / LIMB);
      limbs[i] = value - carry * LIMB;
    }
    if (carry > 0) limbs.push(carry);
  }
  const digits = limbs.map(digitsOf).toReversed().join("").replace(/^1+/u, "");
  return "1".repeat(leadingZeros(bytes)) + digits;
}

/** The five digits of a limb. */
function digitsOf(limb: number): string {
  let [rest, digits] = [limb, ""];
  for (let i = 0; i < LIMB_DIGITS; i += 1) {
    const higher = Math.floor(rest / ALPHABET.length);
    digits = ALPHABET.charAt(rest - higher * ALPHABET.length) + digits;
    rest = higher;
  }
  return digits;
}

/** Inverse of `encodeBase58`; null where the text is not base 58 or longer than 512 characters. */
export function decodeBase58(text: string): Uint8Array | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  const digits = Array.from(text, (character) => DIGIT_OF.get(character) ?? -1);
  if (digits.includes(-1)) return null;
  const significant = convertBase(digits, 58, 256);
  const bytes = new Uint8Array(leadingZeros(digits) + significant.length);
  bytes.set(significant, bytes.length - significant.length);
  return bytes;
}

/** Base 58 of the bytes and, after them, the first four bytes of their double SHA-256. */
export function encodeBase58Check(bytes: Uint8Array): string {
  const checked = new Uint8Array(bytes.length + CHECKSUM_SIZE);
  checked.set(bytes);
  checked.set(doubleSha256(bytes).subarray(0, CHECKSUM_SIZE), bytes.length);
  return encodeBase58(checked);
}

/** Inverse of `encodeBase58Check`; null where the text is not base 58 or its checksum is wrong. */
export function decodeBase58Check(text: string): Uint8Array | null {
  const checked = decodeBase58(text);
  if (checked === null || checked.length < CHECKSUM_SIZE) return null;
  const bytes = checked.slice(0, -CHECKSUM_SIZE);
  const checksum = checked.subarray(bytes.length);
  const expected = doubleSha256(bytes);
  return checksum.every((byte, i) => byte === expected[i]) ? bytes : null;
}

function leadingZeros(digits: ArrayLike<number>): number {
  let count = 0;
  while (count < digits.length && digits[count] === 0) count += 1;
  return count;
}

/** Digits of the same number in another base, most significant first, without leading zeros. */
function convertBase(digits: Iterable<number>, from: number, to: number): number[] {
  const converted: number[] = [];
  for (const digit of digits) {
    let carry = digit;
    for (let i = 0; i < converted.length; i += 1) {
      carry += (converted[i] ?? 0) * from;
      converted[i] = carry % to;
      carry = Math.floor(carry / to);
    }
    for (; carry > 0; carry = Math.floor(carry / to)) converted.push(carry % to);
  }
  return converted.toReversed();
}
