import { type DuckDBValue, blobValue } from "@duckdb/node-api";
import { appendHeaders } from "./chain-rows.ts";
import type { ChainStep, LabelledCoinbase, StaleBlock } from "./chain-step.ts";
import { COINBASE_COLUMNS, joinAddresses } from "./coinbase-rows.ts";
import type { Database } from "./database.ts";
import { readCursor, writeCursor } from "./cursors.ts";
import type { PoolCodes } from "./pool-codes.ts";

/** Writes a step, in the transaction that is open. */
export async function writeStep(
  database: Database,
  step: ChainStep,
  pools: PoolCodes,
): Promise<void> {
  for (const block of step.leaving) await moveToStale(database, block);
  if (step.replaces) {
    for (const table of ["headers", "waypoints", "coinbases", "pool_labels"]) {
      await database.run(`delete from ${table} where height > ?`, [step.keptHeight]);
    }
    await database.run("update cursors set read_to_height = least(read_to_height, ?)", [
      step.keptHeight,
    ]);
  }
  await appendHeaders(database, step.keptHeight + 1, step.headers);
  await appendCoinbases(database, step.coinbases);
  await pools.append(step.coinbases);
  for (const block of step.stale) await insertStale(database, block);
  for (const hash of step.returning) {
    await database.run("delete from stale_blocks where hash = ?", [blobValue(hash)]);
  }
  for (const { forkHeight, depth, oldTip, newTip } of step.reorganisations) {
    await database.run("insert into reorganisations values (?, ?, ?, ?, ?)", [
      BigInt(Math.trunc(step.at)),
      forkHeight,
      depth,
      blobValue(oldTip),
      blobValue(newTip),
    ]);
  }
  if (step.cursor === null) return;
  const { source, position } = step.cursor;
  const { readTo } = await readCursor(database, source);
  await writeCursor(database, source, { position, readTo });
}

/** Keeps a block that leaves the best chain, with what its coinbase said. */
async function moveToStale(
  database: Database,
  { hash, height, header }: ChainStep["leaving"][number],
): Promise<void> {
  await database.run(
    `insert into stale_blocks
     select s.hash, s.height, s.header, c.script, c.value_sat, c.addresses, c.transactions
     from (select ?::blob as hash, ?::integer as height, ?::blob as header) s
     left join coinbases c on c.height = s.height`,
    [blobValue(hash), height, blobValue(header)],
  );
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

async function insertStale(database: Database, block: StaleBlock): Promise<void> {
  const { hash, height, header, coinbase } = block;
  const known: DuckDBValue[] =
    coinbase === null
      ? [null, null, null, null]
      : [
          blobValue(coinbase.script),
          BigInt(coinbase.value),
          joinAddresses(coinbase.addresses),
          coinbase.transactions,
        ];
  await database.run(
    `insert into stale_blocks (hash, header, ${COINBASE_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?)`,
    [blobValue(hash), blobValue(header), height, ...known],
  );
}
