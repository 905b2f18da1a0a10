import { open, rename, rm } from "node:fs/promises";
import { type BlockColumns, UNOBSERVED } from "../../record/index.ts";
import { encodeBlocks } from "../block-file.ts";
import { databaseError } from "./database-failures.ts";
import type { Database } from "./database.ts";

/** Time, bits and pool of every block of the best chain: what the measurements need. */
export async function blockColumns(database: Database): Promise<BlockColumns> {
  const [count] = await database.rows("select count(*) as rows from headers");
  const rows = Number(count?.["rows"] ?? 0);
  const time = new Float64Array(rows);
  const bits = new Uint32Array(rows);
  const pool = new Uint16Array(rows);
  await database.forEach("select height, time_s, bits from headers", (cells) => {
    const height = cells.number(0);
    time[height] = cells.number(1);
    bits[height] = cells.number(2);
  });
  await database.forEach("select height, pool from pool_labels", (cells) => {
    pool[cells.number(0)] = cells.number(1) + 1;
  });
  const slugs = await database.rows("select code, slug from pools order by code");
  const pools = [UNOBSERVED, ...slugs.map(({ slug }) => String(slug))];
  return { firstHeight: 0, time, bits, pool, pools };
}

/** Writes them to a file that appears whole or not at all, so that any process may read it. */
export async function writeBlockColumns(database: Database, path: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    const file = await open(unfinished, "w");
    try {
      await file.writeFile(encodeBlocks(await blockColumns(database)));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw databaseError(path, cause);
  }
}
