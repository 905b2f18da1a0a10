import { appendHeaders } from "./chain-rows.ts";
import type { ChainStep, LabelledCoinbase, StaleBlock, StoredCoinbase } from "./chain-step.ts";
import { COINBASE_COLUMNS, coinbaseIn, joinAddresses } from "./coinbase-rows.ts";
import { readCursor, writeCursor } from "./cursors.ts";
import type { Database } from "./database.ts";
import { blob } from "./engine.ts";
import type { PoolCodes } from "./pool-codes.ts";

/** Tables with a row or less for each height of the best chain. */
const BY_HEIGHT = ["headers", "waypoints", "coinbases", "pool_labels"];

/** Writes a step, in the transaction that is open. */
export async function writeStep(
  database: Database,
  step: ChainStep,
  pools: PoolCodes,
): Promise<void> {
  const left = step.leaving.length === 0 ? [] : await withCoinbases(database, step);
  if (step.replaces) await deleteAbove(database, step.keptHeight);
  await appendHeaders(database, step.keptHeight + 1, step.headers);
  await appendCoinbases(database, step.coinbases);
  await pools.append(step.coinbases);
  for (const hash of step.returning) {
    await database.run("delete from stale_blocks where hash = ?", [blob(hash)]);
  }
  await appendStale(database, [...left, ...step.stale]);
  for (const { forkHeight, depth, oldTip, newTip } of step.reorganisations) {
    await database.run("insert into reorganisations values (?, ?, ?, ?, ?)", [
      BigInt(Math.trunc(step.at)),
      forkHeight,
      depth,
      blob(oldTip),
      blob(newTip),
    ]);
  }
  if (step.cursor === null) return;
  const { source, position } = step.cursor;
  const { readTo } = await readCursor(database, source);
  await writeCursor(database, source, { position, readTo });
}

/** Blocks that leave the best chain, with what their coinbases say while that is still stored. */
async function withCoinbases(
  database: Database,
  { keptHeight, leaving }: ChainStep,
): Promise<StaleBlock[]> {
  const coinbases = new Map<number, StoredCoinbase>();
  const sql = `select ${COINBASE_COLUMNS} from coinbases where height > ${Math.trunc(keptHeight)}`;
  await database.forEach(sql, (cells) => {
    const coinbase = coinbaseIn(cells);
    coinbases.set(coinbase.height, coinbase);
  });
  return leaving.map((block) =>
    Object.assign({ coinbase: coinbases.get(block.height) ?? null }, block),
  );
}

async function deleteAbove(database: Database, height: number): Promise<void> {
  for (const table of BY_HEIGHT) {
    await database.run(`delete from ${table} where height > ?`, [height]);
  }
  await database.run("update cursors set read_to_height = least(read_to_height, ?)", [height]);
}

async function appendCoinbases(
  database: Database,
  coinbases: readonly LabelledCoinbase[],
): Promise<void> {
  await database.append("coinbases", (appender) => {
    for (const { height, script, value, addresses, transactions } of coinbases) {
      appender.appendInteger(height);
      appender.appendBlob(script);
      appender.appendBigInt(BigInt(value));
      appender.appendVarchar(joinAddresses(addresses));
      appender.appendUInteger(transactions);
      appender.endRow();
    }
  });
}

async function appendStale(database: Database, blocks: readonly StaleBlock[]): Promise<void> {
  if (blocks.length === 0) return;
  await database.append("stale_blocks", (appender) => {
    for (const { hash, height, header, coinbase } of blocks) {
      appender.appendBlob(hash);
      appender.appendInteger(height);
      appender.appendBlob(header);
      if (coinbase === null) {
        for (let column = 0; column < 4; column += 1) appender.appendNull();
      } else {
        appender.appendBlob(coinbase.script);
        appender.appendBigInt(BigInt(coinbase.value));
        appender.appendVarchar(joinAddresses(coinbase.addresses));
        appender.appendUInteger(coinbase.transactions);
      }
      appender.endRow();
    }
  });
}
