import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { satoshis, unixSeconds } from "../src/base/index.ts";
import { Random } from "../src/base/random.ts";
import { HASH_BYTES, HEADER_BYTES, NETWORKS, bytesFromHex } from "../src/bitcoin/index.ts";
import type { BlockColumns } from "../src/record/index.ts";
import { ChainStore, type LabelledCoinbase, readBlocks } from "../src/store/index.ts";

/** What was measured, with the most it may be where that is fixed. */
export interface StoreRow {
  readonly name: string;
  readonly value: number;
  readonly unit: "s" | "MB";
  readonly atMost: number | null;
}

const NETWORK = NETWORKS.regtest;
const BLOCKS = 1_000_000;
/** As many as a sync stores in one step where they come fast. */
const BATCH = 8_000;
const MOST_MEGABYTES = 100;
const MOST_SECONDS = 0.5;
const POOLS = 60;
const ADDRESSES = 150;
/** Blocks between those that commit to other chains' blocks. */
const MERGE_MINED_EVERY = 3;
const FIRST_TIME = 1_231_006_505;
/** Merkle root and nonce: what no packing makes smaller. */
const RANDOM_HEADER_BYTES = 36;
/** Tree size and nonce. */
const MERGE_MINING_END = Buffer.from("0100000000000000", "hex");
const MERGE_MINING_MAGIC = Buffer.from("fabe6d6d", "hex");
const ALPHABET = "023456789acdefghjklmnpqrstuvwxyz";
const ROUNDS = 5;

/**
 * A store of a million blocks, written as a sync writes it; how large it is and how fast it is read.
 * The limit to compare with: the bytes that are random, and so cannot be packed.
 */
export async function storeBench(): Promise<{ readonly rows: readonly StoreRow[] }> {
  const folder = await mkdtemp(join(tmpdir(), "hashfall-bench-"));
  try {
    return { rows: await measure(folder) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<StoreRow[]> {
  const [path, blocksPath] = [join(folder, "store.duckdb"), join(folder, "blocks.parquet")];
  const blocks = new SyntheticBlocks();
  const write = await fill(path, blocks);
  const opened = await seconds(async () => ChainStore.open(path, NETWORK));
  const store = opened.result;
  const loaded = await seconds(async () => store.loadChain(unixSeconds(blocks.lastTime)));
  assert.equal(loaded.result.tipHeight, BLOCKS - 1);
  const extent = await seconds(async () => store.extent());
  assert.deepEqual([extent.result.tipHeight, extent.result.firstMissing], [BLOCKS - 1, BLOCKS]);
  const writeParquet = await seconds(async () => store.exportBlocks(blocksPath));
  const visit = await seconds(async () => {
    let count = 0;
    await store.forEachCoinbase(() => (count += 1));
    assert.equal(count, BLOCKS);
  });
  const direct = await best(async () => checkColumns(await store.columns(), blocks));
  store.close();
  const parquet = await best(async () => checkColumns(await readBlocks(blocksPath), blocks));
  const sizes = await Promise.all([path, `${path}.wal`, blocksPath].map(megabytes));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(whole < MOST_MEGABYTES, `${whole} MB`);
  return [
    measured(`write ${BLOCKS} blocks, ${BATCH} a step`, "s", write),
    measured("store and blocks file", "MB", whole, MOST_MEGABYTES),
    measured("blocks file alone", "MB", sizes.at(-1) ?? 0),
    measured("limit: the bytes that are random", "MB", blocks.randomBytes / 1e6),
    measured("open the store", "s", opened.seconds),
    measured("load its headers, every rule checked", "s", loaded.seconds),
    measured("count what is stored", "s", extent.seconds),
    measured("visit every coinbase", "s", visit.seconds),
    measured("write the blocks file", "s", writeParquet.seconds),
    measured("load columns from the blocks file", "s", parquet, MOST_SECONDS),
    measured("load columns from the store", "s", direct, MOST_SECONDS),
  ];
}

function measured(
  name: string,
  unit: StoreRow["unit"],
  value: number,
  atMost: number | null = null,
): StoreRow {
  return { name, value, unit, atMost };
}

/** Seconds spent in the store; making the blocks is not counted. */
async function fill(path: string, blocks: SyntheticBlocks): Promise<number> {
  const opened = await seconds(async () => ChainStore.open(path, NETWORK));
  const store = opened.result;
  let spent = opened.seconds;
  for (let height = 0; height < BLOCKS; height += BATCH) {
    const step = {
      at: unixSeconds(FIRST_TIME),
      keptHeight: height - 1,
      replaces: false,
      leaving: [],
      returning: [],
      headers: blocks.headers(height, BATCH),
      coinbases: blocks.coinbases(height, BATCH),
      stale: [],
      reorganisations: [],
      cursor: { source: "bench", position: `${height}` },
    };
    spent += (await seconds(async () => store.commit(step))).seconds;
  }
  return spent + (await seconds(async () => Promise.resolve(store.close()))).seconds;
}

/** Blocks that keep the rules of regtest, with coinbases as large and as varied as mainnet's. */
class SyntheticBlocks {
  /** Bytes given out that are random. */
  randomBytes = 0;
  readonly times: Float64Array = new Float64Array(BLOCKS);
  readonly pools: Uint16Array = new Uint16Array(BLOCKS);
  private readonly random = new Random(7);
  private previous: Uint8Array = new Uint8Array(HASH_BYTES);
  private time = 0;
  private readonly tags = Array.from({ length: POOLS }, (_, pool) =>
    Buffer.from(`/${this.word(4 + (pool % 9))}-${pool}/`),
  );
  private readonly addresses = Array.from({ length: ADDRESSES }, () => `bc1q${this.word(38)}`);

  headers(first: number, count: number): Uint8Array {
    const headers = Buffer.alloc(count * HEADER_BYTES);
    for (let row = 0; row < count; row += 1) {
      const header = headers.subarray(row * HEADER_BYTES, (row + 1) * HEADER_BYTES);
      if (first + row === 0) header.set(bytesFromHex(NETWORK.genesisHeader));
      else this.mine(header);
      this.time = header.readUInt32LE(68);
      this.times[first + row] = this.time;
      this.previous = hashOf(header);
      this.randomBytes += RANDOM_HEADER_BYTES;
    }
    return headers;
  }

  /** Header time of the newest, seconds since 1970. */
  get lastTime(): number {
    return this.time;
  }

  coinbases(first: number, count: number): LabelledCoinbase[] {
    return Array.from({ length: count }, (_, index) => this.coinbase(first + index));
  }

  /** Half of all blocks roll sixteen bits of their version, as BIP 320 allows. */
  private mine(header: Buffer): void {
    const rolled = this.random.uniform() < 0.5 ? this.random.nextUint32() & 0x1fffe000 : 0;
    header.writeUInt32LE(0x20000000 | rolled, 0);
    header.set(this.previous, 4);
    header.set(this.bytes(HASH_BYTES), 36);
    header.writeUInt32LE(this.time + 1 + Math.round(599 * this.random.exponential()), 68);
    header.writeUInt32LE(NETWORK.powLimitBits, 72);
    do header.writeUInt32LE(this.random.nextUint32(), 76);
    while ((hashOf(header)[HASH_BYTES - 1] ?? 0) > 0x7e);
  }

  private coinbase(height: number): LabelledCoinbase {
    const pool = Math.floor(POOLS * this.random.uniform() ** 2);
    this.pools[height] = pool;
    const extraNonce = this.randomBytesOf(8 + (this.random.nextUint32() % 5));
    const parts = [pushedHeight(height), this.tags[pool] ?? Buffer.alloc(0), extraNonce];
    if (height % MERGE_MINED_EVERY === 0) {
      parts.push(MERGE_MINING_MAGIC, this.randomBytesOf(HASH_BYTES), MERGE_MINING_END);
    }
    return {
      height,
      script: Buffer.concat(parts),
      value: satoshis(312_500_000 + (this.random.nextUint32() % 40_000_000)),
      addresses: [this.addresses[(pool * 2 + (height % 3)) % ADDRESSES] ?? ""],
      transactions: 1 + (this.random.nextUint32() % 4_000),
      pool: `pool-${pool}`,
    };
  }

  private randomBytesOf(count: number): Buffer {
    this.randomBytes += count;
    return this.bytes(count);
  }

  private bytes(count: number): Buffer {
    const bytes = Buffer.alloc(count);
    for (let at = 0; at < count; at += 4) {
      const word = this.random.nextUint32();
      for (let i = at; i < Math.min(at + 4, count); i += 1) bytes[i] = word >>> (8 * (i - at));
    }
    return bytes;
  }

  private word(length: number): string {
    const letters = Array.from({ length }, () => ALPHABET[this.random.nextUint32() % 32] ?? "q");
    return letters.join("");
  }
}

function hashOf(header: Uint8Array): Buffer {
  return hash("sha256", hash("sha256", header, "buffer"), "buffer");
}

/** BIP 34. */
function pushedHeight(height: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt8(3);
  bytes.writeUIntLE(height, 1, 3);
  return bytes;
}

function checkColumns({ time, pool, pools }: BlockColumns, blocks: SyntheticBlocks): void {
  assert.equal(time.length, BLOCKS);
  for (let height = 0; height < BLOCKS; height += 9_973) {
    assert.equal(time[height], blocks.times[height]);
    assert.equal(pools[pool[height] ?? 0], `pool-${blocks.pools[height]}`);
  }
}

async function megabytes(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  return (found?.size ?? 0) / 1e6;
}

async function best(task: () => Promise<void>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    least = Math.min(least, (await seconds(task)).seconds);
  }
  return least;
}

async function seconds<T>(task: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await task();
  return { seconds: (performance.now() - start) / 1000, result };
}
