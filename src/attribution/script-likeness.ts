import { heightSize, legibleText } from "../bitcoin/index.ts";

/** Opcodes up to here push as many bytes as their number says. Bitcoin Core: src/script/script.h. */
const LAST_DIRECT_PUSH = 0x4b;
/** A script's shape says no more than this many elements. */
const SHAPE_ELEMENTS = 12;

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;
const LONG_HEX = /[0-9a-f]{16,}/giu;
/**
 * Text between slashes, or so many characters together as chance seldom makes: four letters in eight
 * random bytes come in one script of a hundred, three characters of two bytes far less often.
 */
const WORDS =
  /\/[^/\n]{2,40}\/|[A-Za-z#]{4,}|[\u00a0-\u07ff]{3,}|[\u0800-\uffff]{2,}|[\u{10000}-\u{10ffff}]+/gu;

/**
 * The words of a coinbase's script: text between slashes, and runs of letters. Every number becomes
 * `#`, every identifier `<id>`, so that scripts that only count are alike. Empty where there are none.
 */
export function textSkeleton(script: Uint8Array): string {
  const text = legibleText(script)
    .map((stretch) => stretch.text)
    .join("\n")
    .replace(UUID, "/<id>/")
    .replace(LONG_HEX, "/<id>/")
    .replace(/\d+/gu, "#");
  return (text.match(WORDS) ?? []).join(" ");
}

/**
 * How a script is built after the height: the sizes of what it pushes, in order, and opcodes as `op`.
 * Bytes that a push promises and the script lacks are told as `cut`.
 */
export function scriptShape(script: Uint8Array): string {
  const elements: string[] = [];
  let at = heightSize(script);
  while (at < script.length && elements.length < SHAPE_ELEMENTS) {
    const opcode = script[at] ?? 0;
    const size = opcode <= LAST_DIRECT_PUSH ? opcode : 0;
    const cut = at + 1 + size > script.length;
    elements.push(cut ? "cut" : opcode <= LAST_DIRECT_PUSH ? `${size}` : "op");
    at += 1 + size;
  }
  return elements.length === 0 ? "nothing" : elements.join("+");
}
