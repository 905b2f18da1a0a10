import type { Random } from "../../src/base/index.ts";
import { below, oneIn, pick } from "./draw.ts";
import { mutated } from "./mutation.ts";

const DEEP = 100_000;

/** What a value of an answer is replaced by, as JSON. */
const VALUES: readonly string[] = [
  ..."null true false 0 -0 -1 1.5 1e308 1e999 -1e999 2147483647 2147483648 9007199254740993".split(
    " ",
  ),
  ...'[] {} [null] "" "0" "\\u0000" "\\ud800" "__proto__" "main" "test" "regtest"'.split(" "),
  '{"__proto__":{"blocks":1}}',
  '{"code":-28,"message":"Loading"}',
  '{"code":-5,"message":7}',
  '{"code":"-8"}',
  `"${"0".repeat(64)}"`,
  `"${"F".repeat(64)}"`,
  `"${"0".repeat(63)}"`,
  `"${"ab".repeat(5_000)}"`,
  `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
];
/** Bodies that are no answer at all. */
const STRANGE: readonly string[] = [
  "",
  " ",
  "null",
  "[]",
  "{}",
  "\uFEFF{}",
  "<html>welcome</html>",
  "[".repeat(DEEP),
  '{"a":'.repeat(DEEP),
  "NaN",
  '{"result":1}{"result":2}',
];
/** A value that is not an object or a list. */
const VALUE = /"(?:[^"\\]|\\.)*"(?!\s*:)|-?\d[\d.eE+-]*|true|false|null/gu;
const KEY = /"[^"]*"(?=\s*:)/gu;

/** A JSON text with values or names exchanged, or changed as bytes, or something else instead. */
export function hostileJson(random: Random, text: string): Uint8Array {
  const kind = below(random, 12);
  if (kind === 0) return Buffer.from(pick(random, STRANGE));
  if (kind === 1) return Buffer.from(text);
  if (kind < 5) return mutated(random, Buffer.from(text));
  let changed = text;
  for (let i = 0; i <= below(random, 3); i += 1) changed = exchanged(random, changed);
  return oneIn(random, 4) ? mutated(random, Buffer.from(changed)) : Buffer.from(changed);
}

function exchanged(random: Random, text: string): string {
  if (oneIn(random, 5)) return replaceOne(random, text, KEY, '"other"');
  return replaceOne(random, text, VALUE, pick(random, VALUES));
}

/** Replaces one match, the first ones more often: answers of many replies are long. */
function replaceOne(random: Random, text: string, pattern: RegExp, by: string): string {
  const places = [...text.slice(0, 3_000).matchAll(pattern)];
  if (places.length === 0) return by;
  const { index, 0: found } = pick(random, places);
  return text.slice(0, index) + by + text.slice(index + found.length);
}
