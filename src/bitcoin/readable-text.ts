/** Bytes of a script from `from` up to, without, `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** Shortest stretch that is taken for text, in bytes: three letters, or one Chinese sign. */
const MIN_BYTES = 3;
const NOT_A_CHARACTER = -1;
/** Least code point that needs so many bytes after the first. */
const LEAST = [0, 0x80, 0x800, 0x10000] as const;
/**
 * Code points, in pairs of first and last, that show nothing or show differently everywhere: controls,
 * soft hyphen, invisible and directional marks, surrogates, private use, non-characters, tags. Written
 * out, since what Unicode assigns grows with the version a program carries.
 */
const UNREADABLE = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xf8ff],
  [0xfdd0, 0xfdef],
  [0xfeff, 0xfeff],
  [0xfff0, 0xffff],
  [0xe0000, 0xffffffff],
] as const;

/**
 * Stretches of readable UTF-8, three bytes or longer, in order. Each is as long as it can be: it ends
 * before a byte that is not UTF-8 or a character that shows nothing.
 */
export function readableRanges(bytes: Uint8Array, { from, to }: ByteRange): ByteRange[] {
  const ranges: ByteRange[] = [];
  let start = from;
  let at = from;
  while (at < to) {
    const character = characterAt(bytes, at, to);
    if (character !== NOT_A_CHARACTER && isReadable(character)) {
      at += encodedLength(character);
    } else {
      if (at - start >= MIN_BYTES) ranges.push({ from: start, to: at });
      at += 1;
      start = at;
    }
  }
  if (at - start >= MIN_BYTES) ranges.push({ from: start, to: at });
  return ranges;
}

/** The text of a range that `readableRanges` gave. */
export function textOf(bytes: Uint8Array, { from, to }: ByteRange): string {
  let text = "";
  let at = from;
  while (at < to) {
    const character = Math.max(characterAt(bytes, at, to), 0);
    text += String.fromCodePoint(character);
    at += encodedLength(character);
  }
  return text;
}

/** Code point whose UTF-8 begins at `at` and ends by `end`, in its shortest form; else −1. */
function characterAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return first;
  const following = bytesAfter(first);
  if (following === 0 || at + following >= end) return NOT_A_CHARACTER;
  let character = first & (0x3f >> following);
  for (let i = 1; i <= following; i += 1) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return NOT_A_CHARACTER;
    character = (character << 6) | (byte & 0x3f);
  }
  return character >= (LEAST[following] ?? 0) ? character : NOT_A_CHARACTER;
}

/** Bytes that a first byte of 0x80 or more announces; 0 where none can begin with it. */
function bytesAfter(first: number): number {
  if (first < 0xc0 || first >= 0xf8) return 0;
  if (first < 0xe0) return 1;
  return first < 0xf0 ? 2 : 3;
}

function encodedLength(character: number): number {
  if (character < 0x80) return 1;
  if (character < 0x800) return 2;
  return character < 0x10000 ? 3 : 4;
}

function isReadable(character: number): boolean {
  if (character < 0x7f) return character >= 0x20;
  return UNREADABLE.every(([first, last]) => character < first || character > last);
}
