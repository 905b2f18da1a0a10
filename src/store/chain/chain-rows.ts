import { hash } from "node:crypto";
import { HASH_BYTES, HEADER_BYTES } from "../../bitcoin/index.ts";
import type { Database } from "./database.ts";

const MERKLE_AT = 36;
const NO_PARENT = new Uint8Array(HASH_BYTES);

/** Serialised headers of the best chain, from the first block on, in pieces of many. */
export async function* readHeaders(database: Database): AsyncIterable<Uint8Array> {
  const PIECE = 20_000;
  const [tip] = await database.rows("select max(height) as tip from headers");
  const tipHeight = typeof tip?.["tip"] === "number" ? tip["tip"] : -1;
  let previous: Uint8Array = NO_PARENT;
  for (let from = 0; from <= tipHeight; from += PIECE) {
    const headers = await readPiece(database, from, Math.min(from + PIECE, tipHeight + 1));
    previous = linked(headers, previous);
    yield headers;
  }
}

/** Headers of heights in [from, to) without their parents' hashes, which are not stored. */
async function readPiece(database: Database, from: number, to: number): Promise<Uint8Array> {
  const headers = new Uint8Array((to - from) * HEADER_BYTES);
  const view = new DataView(headers.buffer);
  const columns =
    "height, version, merkle_root_0, merkle_root_1, merkle_root_2, merkle_root_3, time_s, bits, nonce";
  const range = `height >= ${from} and height < ${to}`;
  const sql = `select ${columns} from headers where ${range} order by height`;
  const rows = await database.forEach(sql, (cells, row) => {
    if (cells.number(0) !== from + row) throw new RangeError(`no single header of ${from + row}`);
    const at = row * HEADER_BYTES;
    view.setInt32(at, cells.number(1), true);
    for (let word = 0; word < 4; word += 1) {
      view.setBigUint64(at + MERKLE_AT + word * 8, cells.bigint(2 + word), true);
    }
    view.setUint32(at + 68, cells.number(6), true);
    view.setUint32(at + 72, cells.number(7), true);
    view.setUint32(at + 76, cells.number(8), true);
  });
  return headers.subarray(0, rows * HEADER_BYTES);
}

/** Writes each header's parent hash into it; returns the hash of the last. */
function linked(headers: Uint8Array, previous: Uint8Array): Uint8Array {
  let parent = previous;
  for (let at = 0; at < headers.length; at += HEADER_BYTES) {
    headers.set(parent, at + 4);
    const once = hash("sha256", headers.subarray(at, at + HEADER_BYTES), "buffer");
    parent = hash("sha256", once, "buffer");
  }
  return parent;
}

/** Appends serialised headers of consecutive heights. */
export async function appendHeaders(
  database: Database,
  firstHeight: number,
  headers: Uint8Array,
): Promise<void> {
  const view = new DataView(headers.buffer, headers.byteOffset, headers.byteLength);
  await database.append("headers", (appender) => {
    for (let at = 0; at < headers.length; at += HEADER_BYTES) {
      appender.appendInteger(firstHeight + at / HEADER_BYTES);
      appender.appendInteger(view.getInt32(at, true));
      for (let word = 0; word < 4; word += 1) {
        appender.appendUBigInt(view.getBigUint64(at + MERKLE_AT + word * 8, true));
      }
      appender.appendUInteger(view.getUint32(at + 68, true));
      appender.appendUInteger(view.getUint32(at + 72, true));
      appender.appendUInteger(view.getUint32(at + 76, true));
      appender.endRow();
    }
  });
}
