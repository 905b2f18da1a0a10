import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { MIGRATIONS, migrate } from "../../../src/store/chain/migrate.ts";
import { ChainStore, Database } from "../../../src/store/index.ts";
import { cleanUp, freshFolder } from "../../ingest/sources.ts";
import {
  BlockTree,
  NEVER,
  batchOf,
  codeOf,
  scriptedSource,
  stateOf,
  syncOf,
} from "./block-tree.ts";
import { PlainChain } from "./plain-chain.ts";

afterAll(cleanUp);

const RELEASED = MIGRATIONS.map(({ version }) => version);

async function schemaOf(path: string): Promise<string> {
  const database = await Database.open(path);
  const [row] = await database.rows("select value from about where key = 'schema'");
  database.close();
  return String(row?.["value"]);
}

test("versions of the schema count up from one", () => {
  expect(RELEASED).toEqual(RELEASED.map((_, index) => index + 1));
});

test.each([0, ...RELEASED])("a store of schema %i opens, and takes blocks", async (version) => {
  const path = join(freshFolder(), "regtest.duckdb");
  const database = await Database.open(path);
  await migrate(database, "regtest", MIGRATIONS.slice(0, version));
  database.close();
  const store = await ChainStore.open(path, NETWORKS.regtest);
  const tree = new BlockTree();
  const plain = new PlainChain(tree);
  const sent = Array.from({ length: 9 }, () => ({ block: tree.mine(0), withCoinbase: true }));
  for (const block of sent) plain.take(block);
  await (await syncOf(store)).run(scriptedSource([batchOf(sent)]), NEVER);
  expect(await stateOf(store)).toEqual(plain.state);
  store.close();
  expect(await schemaOf(path)).toBe(String(RELEASED.at(-1)));
});

test("a migration that fails half way leaves the schema before it", async () => {
  const path = join(freshFolder(), "regtest.duckdb");
  const database = await Database.open(path);
  const next = (RELEASED.at(-1) ?? 0) + 1;
  const failing = { version: next, statements: ["create table more (n integer)", "no such thing"] };
  expect(await codeOf(migrate(database, "regtest", [...MIGRATIONS, failing]))).toBe(
    "store.damaged",
  );
  const tables = await database.rows("select table_name from duckdb_tables()");
  expect(tables.map((row) => row["table_name"])).not.toContain("more");
  database.close();
  expect(await schemaOf(path)).toBe(String(RELEASED.at(-1)));
  (await ChainStore.open(path, NETWORKS.regtest)).close();
});

test("a store that a later version made is left to it", async () => {
  const path = join(freshFolder(), "regtest.duckdb");
  (await ChainStore.open(path, NETWORKS.regtest)).close();
  const database = await Database.open(path);
  await database.run("update about set value = '99' where key = 'schema'");
  database.close();
  await expect(ChainStore.open(path, NETWORKS.regtest)).rejects.toMatchObject({
    code: "store.newer",
    problems: [{ reason: `its schema is 99, this program knows ${RELEASED.at(-1)}` }],
  });
  expect(await schemaOf(path)).toBe("99");
});

test("a store of one network is not opened for another", async () => {
  const path = join(freshFolder(), "chain.duckdb");
  (await ChainStore.open(path, NETWORKS.regtest)).close();
  await expect(ChainStore.open(path, NETWORKS.mainnet)).rejects.toMatchObject({
    code: "store.damaged",
    problems: [{ reason: "holds the chain of regtest, not of mainnet" }],
  });
  (await ChainStore.open(path, NETWORKS.regtest)).close();
});
