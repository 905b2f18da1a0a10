import { join } from "node:path";
import { dayOf, parseTime, unixDay, unixSeconds } from "../base/index.ts";
import { type CompactBits, RETARGET_INTERVAL, compactBits, toTarget } from "../bitcoin/index.ts";
import type { Checkpoint, FactRecord, MarketColumns, RetargetRow } from "../record/index.ts";
import { decodeBlocks } from "./block-file.ts";
import { bad, csvRows, numberIn } from "./csv-file.ts";
import { energyFactsFrom, energyRows } from "./energy-tables.ts";
import {
  REMEDY,
  damaged,
  parseJson,
  readManifest,
  readVerified,
  recordFingerprint,
} from "./manifest.ts";
import { parseOrders } from "./order-file.ts";
import { parsePools } from "./pool-file.ts";

/**
 * Loads a record from its folder and checks every fingerprint on the way.
 *
 * @throws HashfallError `record.missing` or `record.damaged`.
 */
export async function loadRecord(directory: string): Promise<FactRecord> {
  const manifest = await readManifest(directory);
  const files = await readVerified(directory, manifest);
  const bytesOf = (name: string): Uint8Array => {
    const bytes = files.get(name);
    if (bytes !== undefined) return bytes;
    const path = join(directory, name);
    throw damaged([{ path, reason: "not in the manifest", remedy: REMEDY }]);
  };
  const rowsOf = (name: string, header: readonly string[]): string[][] =>
    csvRows(name, bytesOf(name), header);
  const blocks = await decodeBlocks(bytesOf("blocks.parquet"));
  const record: FactRecord = {
    network: "mainnet",
    modelledFrom: blocks.firstHeight,
    blocks,
    retargets: retargetRows(rowsOf("retargets.csv", ["height", "time", "bits"])),
    market: marketColumns(rowsOf("market.csv", ["date", "price_usd", "fees_btc"])),
    orders: parseOrders("orders.json", parseJson("orders.json", bytesOf("orders.json"))),
    ...parsePools("pools.json", parseJson("pools.json", bytesOf("pools.json"))),
    checkpoints: checkpoints(
      rowsOf("checkpoints.csv", ["height", "header", "previous_hash", "bits"]),
    ),
    energy: energyFactsFrom(rowsOf),
    files: manifest.files,
    fingerprint: recordFingerprint(manifest),
  };
  requireRows(record);
  return record;
}

/** Each file holds as many rows as the manifest says. */
function requireRows(record: FactRecord): void {
  const rows: Readonly<Record<string, number>> = {
    "blocks.parquet": record.blocks.time.length,
    "retargets.csv": record.retargets.length,
    "checkpoints.csv": record.checkpoints.length,
    "market.csv": record.market.priceUsd.length,
    "pools.json": record.pools.length,
    "orders.json": record.orders.length,
    ...energyRows(record.energy),
  };
  const problems = record.files.flatMap(({ path, rows: stated }) =>
    rows[path] === stated
      ? []
      : [{ path, reason: `${rows[path]} rows instead of ${stated}`, remedy: REMEDY }],
  );
  if (problems.length > 0) throw damaged(problems);
}

/** First blocks of consecutive epochs from genesis on. */
function retargetRows(rows: readonly (readonly string[])[]): RetargetRow[] {
  return rows.map(([height = "", time = "", bits = ""], index) => {
    const at = numberIn("retargets.csv", index, height);
    if (at !== index * RETARGET_INTERVAL) throw bad("retargets.csv", index + 2, `height ${height}`);
    return {
      height: at,
      time: time === "" ? null : unixSeconds(numberIn("retargets.csv", index, time)),
      bits: bitsIn("retargets.csv", index, bits),
    };
  });
}

/** One row a day without a gap; an empty cell is NaN. */
function marketColumns(rows: readonly (readonly string[])[]): MarketColumns {
  const days = rows.map(([date = ""], index) => {
    if (!/^\d{4}-\d\d-\d\d$/u.test(date)) throw bad("market.csv", index + 2, `date "${date}"`);
    return dayOf(parseTime(date, "market.csv"));
  });
  const [firstDay = unixDay(0)] = days;
  const gap = days.findIndex((day, index) => day !== firstDay + index);
  if (gap !== -1) throw bad("market.csv", gap + 2, "not the day after the one before");
  const column = (cell: number): Float64Array =>
    Float64Array.from(rows, (row, index) =>
      row[cell] === "" ? NaN : numberIn("market.csv", index, row[cell] ?? ""),
    );
  return { firstDay, priceUsd: column(1), feesBtc: column(2) };
}

function checkpoints(rows: readonly (readonly string[])[]): Checkpoint[] {
  return rows.map(([height = "", header = "", previousHash = "", bits = ""], index) => ({
    height: numberIn("checkpoints.csv", index, height),
    header: header === "" ? null : Buffer.from(header, "hex"),
    previousHash: previousHash === "" ? null : previousHash,
    bits: bits === "" ? null : bitsIn("checkpoints.csv", index, bits),
  }));
}

function bitsIn(name: string, row: number, text: string): CompactBits {
  const bits = compactBits(Number.parseInt(text, 16));
  if (!/^[0-9a-f]{8}$/u.test(text)) throw bad(name, row + 2, `"${text}" is no packed target`);
  try {
    toTarget(bits);
  } catch (error) {
    throw bad(name, row + 2, error instanceof Error ? error.message : text);
  }
  return bits;
}
