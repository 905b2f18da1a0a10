import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { NETWORKS } from "../../../src/bitcoin/index.ts";
import { ChainStore, Database } from "../../../src/store/index.ts";
import { cleanUp, freshFolder } from "../../ingest/sources.ts";
import { ROOT } from "../../shipped.ts";
import {
  BlockTree,
  type ChainState,
  NEVER,
  NOW,
  batchOf,
  codeOf,
  scriptedSource,
  stateOf,
  syncOf,
} from "./block-tree.ts";

afterAll(cleanUp);

/** A good store's file: 1,201 blocks in a row, three on another branch. */
let good: Buffer;
let state: ChainState;

beforeAll(async () => {
  const path = join(freshFolder(), "regtest.duckdb");
  const tree = new BlockTree();
  const blocks = Array.from({ length: 1_200 }, () => tree.mine(0));
  blocks.push(tree.mine(8), tree.mine(0), tree.mine(0));
  const sent = blocks.map((block) => ({ block, withCoinbase: true }));
  const store = await ChainStore.open(path, NETWORKS.regtest);
  await (await syncOf(store)).run(scriptedSource([batchOf(sent)]), NEVER);
  state = await stateOf(store);
  store.close();
  good = readFileSync(path);
});

/** A copy of the good store. */
function copy(): string {
  const path = join(freshFolder(), "regtest.duckdb");
  writeFileSync(path, good);
  return path;
}

/** What reading a whole store comes to: what it holds, or the code of its failure. */
async function readWhole(path: string): Promise<ChainState | string | null> {
  let found: ChainState | null = null;
  const failure = await codeOf(
    (async () => {
      const store = await ChainStore.open(path, NETWORKS.regtest);
      try {
        found = await stateOf(store);
      } finally {
        store.close();
      }
    })(),
  );
  return failure ?? found;
}

/** What loading the headers says is wrong, after a statement was run on the good store. */
async function complaint(statement: string): Promise<string> {
  const path = copy();
  const database = await Database.open(path);
  await database.run(statement);
  database.close();
  try {
    const store = await ChainStore.open(path, NETWORKS.regtest);
    try {
      await store.loadChain(NOW);
      return "nothing";
    } finally {
      store.close();
    }
  } catch (error) {
    return error instanceof HashfallError ? `${error.code} ${error.message}` : String(error);
  }
}

// Half of all changes still meet the easiest target; these do.
test.each([
  ["bits = 486604799", "bits"],
  ["time_s = 6", "median-time"],
  ["version = 1", "version"],
])(
  "a header stored with other %s is named with its height and the rule it breaks",
  async (change, rule) => {
    const said = await complaint(`update headers set ${change} where height = 777`);
    expect(said).toMatch(
      new RegExp(
        `^store.damaged .*: header [0-9a-f]{64} of height 777 breaks the rule "${rule}"`,
        "u",
      ),
    );
  },
);

test("a header stored with another nonce breaks its own work or a link further on", async () => {
  const said = await complaint("update headers set nonce = nonce + 1 where height = 777");
  const height = Number(
    /^store.damaged .* of height (?<height>\d+) breaks the rule "(?:work|parent)"/u.exec(said)?.[1],
  );
  expect(height).toBeGreaterThanOrEqual(777);
  expect(height).toBeLessThanOrEqual(1_000);
});

test.each([
  ["delete from headers where height = 777", "does not hold one header of height 777"],
  ["insert into headers from headers where height = 777", "does not hold one header of height 778"],
  ["delete from headers where height = 0", "does not hold one header of height 0"],
  ["delete from waypoints where height = 500", "does not hold one hash before height 500"],
  ["insert into waypoints from waypoints where height = 500", "hash before height 1000"],
  ["update waypoints set previous_hash = 'ab'::blob where height = 500", "hash before height 500"],
  ["insert into coinbases from coinbases where height = 777", "two coinbases of height 777"],
  ["drop table stale_blocks", "stale_blocks does not exist"],
])("after %s it is said that the store %s", async (statement, expected) => {
  const said = await complaint(statement);
  expect(said).toContain(expected);
  expect(said).toMatch(/^store.damaged /u);
});

test("a store with any byte changed gives what it gave, or says that it is damaged", async () => {
  const place = fc.nat({ max: good.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const path = copy();
      const bytes = Buffer.from(good);
      bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
      writeFileSync(path, bytes);
      expect([state, "store.damaged"]).toContainEqual(await readWhole(path));
    }),
    { numRuns: 15 },
  );
});

test("a store cut short says that it is damaged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: good.length - 300_000 }), async (length) => {
      const path = copy();
      truncateSync(path, length);
      expect(await readWhole(path)).toBe("store.damaged");
    }),
    { numRuns: 10 },
  );
});

test("a file that is no store is called damaged, and left as it is", async () => {
  const path = join(freshFolder(), "regtest.duckdb");
  writeFileSync(path, "not a database".repeat(2_000));
  expect(await readWhole(path)).toBe("store.damaged");
  expect(readFileSync(path, "utf8")).toBe("not a database".repeat(2_000));
});

test("a folder that cannot be written to is no damage but a wrong folder", async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, "file"), "");
  mkdirSync(join(folder, "regtest.duckdb"));
  expect(await readWhole(join(folder, "file", "regtest.duckdb"))).toBe("input.invalid");
  expect(await readWhole(join(folder, "regtest.duckdb"))).toBe("input.invalid");
});

test("a store left half made, as by a kill or a full disk, is made anew", async () => {
  const path = join(freshFolder(), "regtest.duckdb");
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(`${path}.${pid}.unfinished`, good.subarray(0, 8_192));
  writeFileSync(`${path}.${pid}.unfinished.wal`, "torn");
  const store = await ChainStore.open(path, NETWORKS.regtest);
  expect((await store.extent()).tipHeight).toBe(-1);
  store.close();
  expect(readdirSync(dirname(path))).toEqual([basename(path)]);
});

test("a store is open once: not twice in a process, by no link to it, nor in two processes", async () => {
  const path = copy();
  const other = join(freshFolder(), "linked.duckdb");
  symlinkSync(path, other);
  const store = await ChainStore.open(path, NETWORKS.regtest);
  expect([await readWhole(path), await readWhole(other)]).toEqual(["store.busy", "store.busy"]);
  store.close();
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", HOLD, path], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(await readWhole(path)).toBe("store.busy");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(await readWhole(path)).toEqual(state);
});

const HOLD = `
  import { DuckDBInstance } from "@duckdb/node-api";
  const instance = await DuckDBInstance.create(process.argv[1]);
  await instance.connect();
  process.stdout.write("open");
  process.stdin.resume();
`;
