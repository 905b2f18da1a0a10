import { join } from "node:path";
import { z } from "zod";
import { dayOf, parseTime, unixSeconds } from "../base/index.ts";
import { compactBits } from "../bitcoin/index.ts";
import type { Checkpoint, FactRecord, MarketColumns, Pool, RetargetRow } from "../record/index.ts";
import { decodeBlocks } from "./block-file.ts";
import {
  REMEDY,
  damaged,
  parseJson,
  readManifest,
  readVerified,
  recordFingerprint,
} from "./manifest.ts";
import { parseOrders } from "./order-file.ts";

const evidence = z.array(z.object({ value: z.string(), sources: z.array(z.string()) }));
const poolFile: z.ZodType<{ pools: Pool[] }> = z.object({
  pools: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      link: z.string().nullable(),
      tags: evidence,
      addresses: evidence,
    }),
  ),
});

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
  const rowsOf = (name: string): string[][] => csvRows(bytesOf(name));
  const pools = poolFile.safeParse(parseJson("pools.json", bytesOf("pools.json")));
  if (!pools.success) {
    const reason = z.prettifyError(pools.error);
    throw damaged([{ path: "pools.json", reason, remedy: REMEDY }]);
  }
  return {
    blocks: await decodeBlocks(bytesOf("blocks.parquet")),
    retargets: rowsOf("retargets.csv").map(retargetRow),
    market: marketColumns(rowsOf("market.csv")),
    orders: parseOrders("orders.json", parseJson("orders.json", bytesOf("orders.json"))),
    pools: pools.data.pools,
    checkpoints: rowsOf("checkpoints.csv").map(checkpoint),
    files: manifest.files,
    fingerprint: recordFingerprint(manifest),
  };
}

function csvRows(bytes: Uint8Array): string[][] {
  const lines = new TextDecoder().decode(bytes).trimEnd().split("\n");
  return lines.slice(1).map((line) => line.split(","));
}

function retargetRow([height, time, bits]: readonly string[]): RetargetRow {
  return {
    height: Number(height),
    time: time === undefined || time === "" ? null : unixSeconds(Number(time)),
    bits: compactBits(Number.parseInt(bits ?? "", 16)),
  };
}

/** One row a day without a gap; an empty cell is NaN. */
function marketColumns(rows: readonly (readonly string[])[]): MarketColumns {
  const firstDay = dayOf(parseTime(rows[0]?.[0] ?? "", "market.csv"));
  const lastDay = dayOf(parseTime(rows.at(-1)?.[0] ?? "", "market.csv"));
  if (lastDay - firstDay + 1 !== rows.length) {
    const reason = `${rows.length} rows from ${firstDay} to ${lastDay}`;
    throw damaged([{ path: "market.csv", reason, remedy: REMEDY }]);
  }
  return {
    firstDay,
    priceUsd: Float64Array.from(rows, ([, price]) => numberOrNaN(price)),
    feesBtc: Float64Array.from(rows, ([, , fees]) => numberOrNaN(fees)),
  };
}

const numberOrNaN = (text = ""): number => (text === "" ? NaN : Number(text));

function checkpoint([height, header, previousHash, bits]: readonly string[]): Checkpoint {
  const headerHex = given(header);
  const bitsHex = given(bits);
  return {
    height: Number(height),
    header: headerHex === null ? null : Buffer.from(headerHex, "hex"),
    previousHash: given(previousHash),
    bits: bitsHex === null ? null : compactBits(Number.parseInt(bitsHex, 16)),
  };
}

const given = (text = ""): string | null => (text === "" ? null : text);
