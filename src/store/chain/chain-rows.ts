import {
  BITS_AT,
  HASH_BYTES,
  HEADER_BYTES,
  MERKLE_ROOT_AT,
  NONCE_AT,
  PREVIOUS_HASH_AT,
  TIME_AT,
  VERSION_AT,
  hashHeaders,
} from "../../bitcoin/index.ts";
import type { HashfallError } from "../../base/index.ts";
import { storeError } from "./database-failures.ts";
import type { Database } from "./database.ts";

/** Heights between those whose parent's hash is kept, so that many stretches are linked side by side. */
const WAYPOINT_EVERY = 500;
/** Headers read at a time: 40 stretches. */
const PIECE = 20_000;

/** Serialised headers of the best chain, from the first block on, in pieces of many. */
export async function* readHeaders(database: Database): AsyncIterable<Uint8Array> {
  const [tip] = await database.rows("select max(height) as tip from headers");
  const tipHeight = typeof tip?.["tip"] === "number" ? tip["tip"] : -1;
  for (let from = 0; from <= tipHeight; from += PIECE) {
    const headers = await readPiece(database, from, Math.min(from + PIECE, tipHeight + 1));
    await readWaypoints(database, from, headers);
    link(headers);
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
    if (cells.number(0) !== from + row) throw missing(database, `header of height ${from + row}`);
    const at = row * HEADER_BYTES;
    view.setInt32(at + VERSION_AT, cells.number(1), true);
    for (let word = 0; word < 4; word += 1) {
      view.setBigUint64(at + MERKLE_ROOT_AT + word * 8, cells.bigint(2 + word), true);
    }
    view.setUint32(at + TIME_AT, cells.number(6), true);
    view.setUint32(at + BITS_AT, cells.number(7), true);
    view.setUint32(at + NONCE_AT, cells.number(8), true);
  });
  if (rows !== to - from) throw missing(database, `header of height ${from + rows}`);
  return headers;
}

/** Writes the parents' hashes that are kept into a piece's headers. */
async function readWaypoints(database: Database, from: number, headers: Uint8Array): Promise<void> {
  const to = from + headers.length / HEADER_BYTES;
  const range = `height >= ${from} and height < ${to}`;
  const sql = `select height, previous_hash from waypoints where ${range} order by height`;
  const rows = await database.forEach(sql, (cells, row) => {
    const expected = from + row * WAYPOINT_EVERY;
    const hash = cells.bytes(1);
    if (cells.number(0) !== expected || hash.length !== HASH_BYTES) {
      throw missing(database, `hash before height ${expected}`);
    }
    headers.set(hash, row * WAYPOINT_EVERY * HEADER_BYTES + PREVIOUS_HASH_AT);
  });
  const expected = from + rows * WAYPOINT_EVERY;
  if (expected < to) throw missing(database, `hash before height ${expected}`);
}

function missing(database: Database, what: string): HashfallError {
  return storeError("store.damaged", database.path, `does not hold one ${what}`, {
    remedy: "delete the file and sync again, or restore it from a copy",
  });
}

/**
 * Writes each header's parent hash into it, from each waypoint on; the stretches between waypoints side
 * by side, since a header is hashed faster in company.
 */
function link(headers: Uint8Array): void {
  const stretch = WAYPOINT_EVERY * HEADER_BYTES;
  const column = new Uint8Array(Math.ceil(headers.length / stretch) * HEADER_BYTES);
  for (let row = 0; row + 1 < WAYPOINT_EVERY; row += 1) {
    const starts = Math.ceil((headers.length - (row + 1) * HEADER_BYTES) / stretch);
    for (let index = 0; index < starts; index += 1) {
      const at = index * stretch + row * HEADER_BYTES;
      column.set(headers.subarray(at, at + HEADER_BYTES), index * HEADER_BYTES);
    }
    const hashes = hashHeaders(column.subarray(0, Math.max(0, starts) * HEADER_BYTES));
    for (let index = 0; index < starts; index += 1) {
      const hash = hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
      headers.set(hash, index * stretch + (row + 1) * HEADER_BYTES + PREVIOUS_HASH_AT);
    }
  }
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
      appender.appendInteger(view.getInt32(at + VERSION_AT, true));
      for (let word = 0; word < 4; word += 1) {
        appender.appendUBigInt(view.getBigUint64(at + MERKLE_ROOT_AT + word * 8, true));
      }
      appender.appendUInteger(view.getUint32(at + TIME_AT, true));
      appender.appendUInteger(view.getUint32(at + BITS_AT, true));
      appender.appendUInteger(view.getUint32(at + NONCE_AT, true));
      appender.endRow();
    }
  });
  await database.append("waypoints", (appender) => {
    const first = Math.ceil(firstHeight / WAYPOINT_EVERY) * WAYPOINT_EVERY;
    const count = headers.length / HEADER_BYTES;
    for (let height = first; height < firstHeight + count; height += WAYPOINT_EVERY) {
      const at = (height - firstHeight) * HEADER_BYTES + PREVIOUS_HASH_AT;
      appender.appendInteger(height);
      appender.appendBlob(headers.subarray(at, at + HASH_BYTES));
      appender.endRow();
    }
  });
}
