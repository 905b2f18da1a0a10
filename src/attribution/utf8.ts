/** Bytes of a text in UTF-8; a surrogate without its pair becomes U+FFFD, as in WHATWG's encoder. */
export function utf8Bytes(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text, (one) => encode(one.codePointAt(0) ?? 0)).flat());
}

function encode(point: number): number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(point)];
  if (point >= 0xd800 && point <= 0xdfff) return [0xef, 0xbf, 0xbd];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(point >> 6), tail(point)];
  return [0xf0 | (point >> 18), tail(point >> 12), tail(point >> 6), tail(point)];
}

const tail = (bits: number): number => 0x80 | (bits & 0x3f);

/** The legible part of some bytes: printable ASCII and whole UTF-8 characters, all else as line ends. */
export function legibleText(bytes: Uint8Array): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    const size = characterSize(bytes, at);
    text += size === 0 ? "\n" : String.fromCodePoint(decode(bytes.subarray(at, at + size)));
    at += Math.max(1, size);
  }
  return text;
}

/** Smallest character that takes so many bytes; a smaller one would be an overlong form. */
const SMALLEST = [Infinity, 0x20, 0xa0, 0x800, 0x10000] as const;

/** Bytes of the legible character that starts at `at`; zero where none does. */
function characterSize(bytes: Uint8Array, at: number): number {
  const size = promisedSize(bytes[at] ?? 0);
  const character = bytes.subarray(at, at + size);
  if (character.length < size || character.subarray(1).some(isNoTail)) return 0;
  const point = decode(character);
  return point >= (SMALLEST[size] ?? 0) && isScalar(point) ? size : 0;
}

/** Bytes that a character has by its first; zero where none begins so. */
function promisedSize(first: number): number {
  if (first === 0x7f) return 0;
  if (first < 0x80) return 1;
  if (first < 0xc0 || first >= 0xf8) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

const isNoTail = (byte: number): boolean => (byte & 0xc0) !== 0x80;

/** Surrogates are no characters, nor is anything beyond the last plane. */
const isScalar = (point: number): boolean =>
  point < 0xd800 || (point > 0xdfff && point <= 0x10ffff);

function decode(bytes: Uint8Array): number {
  const [first = 0, ...rest] = bytes;
  const mask = [0, 0x7f, 0x1f, 0x0f, 0x07][bytes.length] ?? 0;
  return rest.reduce((point, byte) => (point << 6) | (byte & 0x3f), first & mask);
}
