// Loaded into the program before it starts: tells file 3 when the store begins something and has done it.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, main] = process.argv;
const { ChainStore } = await import(new URL("../store/index.js", pathToFileURL(main)).href);
const HEADER_BYTES = 80;

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const tell = (event) => writeSync(3, `${JSON.stringify(event)}\n`);

/** What a step leaves behind: the tip's height and hash, where it changes it, and new coinbases. */
function resultOf({ keptHeight, replaces, headers, coinbases }) {
  const height = keptHeight + headers.length / HEADER_BYTES;
  const hash = sha256(sha256(headers.subarray(-HEADER_BYTES)));
  return {
    tip:
      headers.length === 0
        ? null
        : { height, hash: Buffer.from(hash.toReversed()).toString("hex") },
    replaces,
    coinbases: coinbases.map((coinbase) => coinbase.height),
  };
}

function around(target, name, describe = () => ({})) {
  const inner = target[name];
  target[name] = async function reported(...values) {
    const about = describe(...values);
    tell({ begins: name, ...about });
    const result = await inner.apply(this, values);
    tell({ ends: name, ...about });
    return result;
  };
}

around(ChainStore, "open");
around(ChainStore.prototype, "relabel");
around(ChainStore.prototype, "commit", resultOf);
around(ChainStore.prototype, "exportBlocks");
