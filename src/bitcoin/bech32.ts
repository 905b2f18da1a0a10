/** Which constant ends the checksum: that of BIP 173, or that of BIP 350. */
export type Bech32Form = "bech32" | "bech32m";

/** A text in base 32 with its checksum taken off. */
export interface Bech32 {
  readonly form: Bech32Form;
  /** The part that people read, in lower case. */
  readonly prefix: string;
  /** Values of 5 bits. */
  readonly values: readonly number[];
}

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const VALUE_OF: ReadonlyMap<string, number> = new Map(
  Array.from(ALPHABET, (character, i) => [character, i]),
);
const SEPARATOR = "1";
const CHECKSUM_LENGTH = 6;
/** What a text may be made of at all. Other characters could turn into these in lower case. */
const CHARACTERS = /^[!-~]{8,90}$/u;
const FINAL_CONSTANT: Readonly<Record<Bech32Form, number>> = { bech32: 1, bech32m: 0x2bc830a3 };
/** Generator of the BCH code. Source: BIP 173. */
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;
/** 1 to 83 characters from "!" to "~", the last "1" of the text, and what it separates. */
const SHAPE = /^([!-~]{1,83})1([02-9ac-hj-np-z]{6,})$/u;

/** Prefix, "1", the values and six characters of checksum, in lower case. */
export function encodeBech32({ form, prefix, values }: Bech32): string {
  const empty = Array.from({ length: CHECKSUM_LENGTH }, () => 0);
  const code = remainder([...expandPrefix(prefix), ...values, ...empty]) ^ FINAL_CONSTANT[form];
  const checksum = empty.map((_, i) => (code >>> (5 * (CHECKSUM_LENGTH - 1 - i))) & 31);
  const data = [...values, ...checksum].map((value) => ALPHABET.charAt(value));
  return prefix + SEPARATOR + data.join("");
}

/**
 * Inverse of `encodeBech32`; null where the text breaks a rule or neither checksum fits.
 * All capitals are read as small letters; mixed they are a fault.
 *
 * Source: BIP 173 and BIP 350.
 */
export function decodeBech32(text: string): Bech32 | null {
  const lower = text.toLowerCase();
  if (!CHARACTERS.test(text) || (text !== lower && text !== text.toUpperCase())) return null;
  const [, prefix, data] = SHAPE.exec(lower) ?? [];
  if (prefix === undefined || data === undefined) return null;
  const checked = Array.from(data, (character) => VALUE_OF.get(character) ?? 0);
  const code = remainder([...expandPrefix(prefix), ...checked]);
  const values = checked.slice(0, -CHECKSUM_LENGTH);
  if (code === FINAL_CONSTANT.bech32) return { form: "bech32", prefix, values };
  if (code === FINAL_CONSTANT.bech32m) return { form: "bech32m", prefix, values };
  return null;
}

/** Bytes as values of 5 bits, most significant bit first, the last filled up with zeros. */
export function toFiveBits(bytes: Uint8Array): number[] {
  return regroup(bytes, 8, 5).groups;
}

/** Inverse of `toFiveBits`; null where what is left over is a whole value or not zero (BIP 173). */
export function fromFiveBits(values: readonly number[]): Uint8Array | null {
  const { groups, restBits } = regroup(values, 5, 8);
  if (restBits === 0) return Uint8Array.from(groups);
  const rest = groups.pop();
  return restBits < 5 && rest === 0 ? Uint8Array.from(groups) : null;
}

interface Regrouped {
  readonly groups: number[];
  /** Bits of the last group that come from the input, the others being zero; 0 when it came out even. */
  readonly restBits: number;
}

function regroup(values: Iterable<number>, from: number, to: number): Regrouped {
  const groups: number[] = [];
  const mask = (1 << to) - 1;
  let bits = 0;
  let held = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xffff;
    bits += from;
    for (; bits >= to; bits -= to) groups.push((held >>> (bits - to)) & mask);
  }
  if (bits > 0) groups.push((held << (to - bits)) & mask);
  return { groups, restBits: bits };
}

function expandPrefix(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

/** Remainder of the values, as a polynomial over GF(32), by the generator. */
function remainder(values: readonly number[]): number {
  let code = 1;
  for (const value of values) {
    const top = code >>> 25;
    code = ((code & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((row, i) => {
      if (((top >>> i) & 1) === 1) code ^= row;
    });
  }
  return code;
}
