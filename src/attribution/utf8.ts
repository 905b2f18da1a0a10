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
