import { type UnixSeconds, unixSeconds } from "../../base/index.ts";
import { type Checkpoints, HeaderChain, type Network } from "../../bitcoin/index.ts";
import type { BlockColumns } from "../../record/index.ts";
import { blockColumns, writeBlockColumns } from "./block-columns.ts";
import { readHeaders } from "./chain-rows.ts";
import { type Cursor, readCursor, writeCursor } from "./cursors.ts";
import type { ChainStep, Labeller, StoredCoinbase } from "./chain-step.ts";
import { COINBASE_COLUMNS, coinbaseIn, coinbaseOf } from "./coinbase-rows.ts";
import { type ExportFormat, exportChain } from "./export-chain.ts";
import { storeError } from "./database-failures.ts";
import { Database, type Row } from "./database.ts";
import { blob } from "./engine.ts";
import { migrate } from "./migrate.ts";
import { PoolCodes, type PoolLabel } from "./pool-codes.ts";
import { writeStep } from "./write-step.ts";

/** How much of a chain is stored. */
export interface ChainExtent {
  readonly tipHeight: number;
  /** Lowest height whose coinbase is missing; one above the tip where none is. */
  readonly firstMissing: number;
  readonly coinbases: number;
  readonly staleBlocks: number;
  readonly reorganisations: number;
}

/**
 * The chain of one network in a DuckDB file. One process has it open at a time; every change is one
 * transaction, so a process that is killed loses at most the step it was in.
 */
export class ChainStore {
  readonly network: Network;
  private readonly database: Database;
  private readonly pools: PoolCodes;
  /** Whether the coinbase of a height is stored. */
  private present: boolean[] = [];
  /** Whether a change failed since the store was last read. */
  private isStale = false;

  private constructor(database: Database, network: Network) {
    this.database = database;
    this.network = network;
    this.pools = new PoolCodes(database);
  }

  /**
   * Opens a store, makes it if there is none, and brings it to the newest schema.
   *
   * @throws HashfallError `store.busy`, `store.damaged`, `store.full`, `store.newer`, `input.invalid`.
   */
  static async open(path: string, network: Network): Promise<ChainStore> {
    const database = await Database.open(path);
    try {
      await migrate(database, network.name);
      const store = new ChainStore(database, network);
      await store.readIndexes();
      return store;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  private async readIndexes(): Promise<void> {
    await this.pools.load();
    const present: boolean[] = [];
    await this.database.forEach("select height from coinbases", (cells) => {
      const height = cells.number(0);
      if (present[height] === true) throw new RangeError(`two coinbases of height ${height}`);
      present[height] = true;
    });
    this.present = present;
  }

  /**
   * The stored headers as a tree, every rule checked anew.
   *
   * @throws HashfallError `store.damaged` naming the first header that breaks a rule.
   */
  async loadChain(now: UnixSeconds, checkpoints: Checkpoints = new Map()): Promise<HeaderChain> {
    await this.ensureFresh();
    const chain = new HeaderChain(this.network, checkpoints);
    for await (const headers of readHeaders(this.database)) this.connected(chain, headers, now);
    const stale: Uint8Array[] = [];
    await this.database.forEach("select header from stale_blocks order by height", (cells) => {
      stale.push(new Uint8Array(cells.bytes(0)));
    });
    for (const header of stale) this.connected(chain, header, now);
    return chain;
  }

  private connected(chain: HeaderChain, headers: Uint8Array, now: UnixSeconds): void {
    const { fault } = chain.connect(headers, now);
    if (fault === null) return;
    const height = fault.height ?? chain.tipHeight + 1;
    const reason = `header ${fault.hash} of height ${height} breaks the rule "${fault.rule}": ${fault.message}`;
    const remedy =
      fault.rule === "future-time"
        ? "set this machine's clock"
        : "delete the file and sync again, or restore it from a copy";
    throw storeError("store.damaged", this.database.path, reason, { remedy });
  }

  hasCoinbase(height: number): boolean {
    return this.present[height] === true;
  }

  /** How far a source was read. */
  async cursor(source: string): Promise<Cursor> {
    await this.ensureFresh();
    return readCursor(this.database, source);
  }

  /** Notes that a source was read to its end, so that what it could not give is not asked again. */
  async setReadTo(source: string, height: number): Promise<void> {
    await this.change(async () => {
      const { position } = await this.cursor(source);
      await writeCursor(this.database, source, { position, readTo: height });
    });
  }

  /** Stores a step, or nothing of it. */
  async commit(step: ChainStep): Promise<void> {
    await this.change(async () => writeStep(this.database, step, this.pools));
    if (step.replaces) this.present.length = Math.min(this.present.length, step.keptHeight + 1);
    for (const { height } of step.coinbases) this.present[height] = true;
  }

  /**
   * One transaction. Where it fails the database may need to be opened again, and a disk that was full
   * may have let the commit through; so all that is held of the store is read anew before its next use.
   */
  private async change(work: () => Promise<void>): Promise<void> {
    await this.ensureFresh();
    try {
      await this.database.transaction(work);
    } catch (error) {
      this.isStale = true;
      throw error;
    }
  }

  private async ensureFresh(): Promise<void> {
    if (!this.isStale) return;
    await this.database.recover();
    await this.readIndexes();
    this.isStale = false;
  }

  async extent(): Promise<ChainExtent> {
    await this.ensureFresh();
    const [row] = await this.database.rows(
      `select (select count(*) from headers) as headers, (select count(*) from coinbases) as coinbases,
        (select count(*) from stale_blocks) as stale, (select count(*) from reorganisations) as reorganisations`,
    );
    const tipHeight = countOf(row, "headers") - 1;
    let firstMissing = 0;
    while (firstMissing <= tipHeight && this.hasCoinbase(firstMissing)) firstMissing += 1;
    return {
      tipHeight,
      firstMissing,
      coinbases: countOf(row, "coinbases"),
      staleBlocks: countOf(row, "stale"),
      reorganisations: countOf(row, "reorganisations"),
    };
  }

  /** Coinbase of a best-chain height; null where it is not stored. */
  async coinbaseAt(height: number): Promise<StoredCoinbase | null> {
    await this.ensureFresh();
    const [row] = await this.database.rows(
      `select ${COINBASE_COLUMNS} from coinbases where height = ?`,
      [height],
    );
    return row === undefined ? null : coinbaseOf(row);
  }

  /** Coinbase of a stale block; null where it is not stored. */
  async staleCoinbase(hash: Uint8Array): Promise<StoredCoinbase | null> {
    await this.ensureFresh();
    const [row] = await this.database.rows(
      `select ${COINBASE_COLUMNS} from stale_blocks where hash = ? and script is not null`,
      [blob(hash)],
    );
    return row === undefined ? null : coinbaseOf(row);
  }

  /** Hands over every stored coinbase with its block's time, in order of height. */
  async forEachCoinbase(
    visit: (coinbase: StoredCoinbase, time: UnixSeconds) => void,
    { from, to }: { readonly from: number; readonly to: number } = { from: 0, to: 2 ** 31 - 1 },
  ): Promise<void> {
    await this.ensureFresh();
    await this.database.forEach(
      `select c.height, c.script, c.value_sat, c.addresses, c.transactions, h.time_s
       from coinbases c join headers h on h.height = c.height
       where c.height between ${Math.trunc(from)} and ${Math.trunc(to)} order by c.height`,
      (cells) => visit(coinbaseIn(cells), unixSeconds(cells.number(5))),
    );
  }

  /** Fingerprint of the rules that the stored labels were made by; null before the first. */
  async labelRules(): Promise<string | null> {
    await this.ensureFresh();
    const [row] = await this.database.rows("select value from about where key = 'label_rules'");
    return row === undefined ? null : String(row["value"]);
  }

  /** Names every pool anew, as after a change of the rules; the old names stay until it is done. */
  async relabel(label: Labeller, rules: string): Promise<void> {
    const labels: PoolLabel[] = [];
    await this.forEachCoinbase((coinbase, time) => {
      labels.push({ height: coinbase.height, pool: label(coinbase, time) });
    });
    await this.change(async () => {
      await this.database.run("delete from pool_labels");
      await this.pools.append(labels);
      await this.database.run("delete from about where key = 'label_rules'");
      await this.database.run("insert into about values ('label_rules', ?)", [rules]);
    });
  }

  /** Time, bits and pool of every block of the best chain. */
  async columns(): Promise<BlockColumns> {
    await this.ensureFresh();
    return blockColumns(this.database);
  }

  /** Writes them to a Parquet file, which appears whole or not at all. */
  async exportBlocks(path: string): Promise<void> {
    await this.ensureFresh();
    await writeBlockColumns(this.database, path);
  }

  /** The best chain with all that it takes to check it again. */
  async exportChain(path: string, format: ExportFormat): Promise<number> {
    await this.ensureFresh();
    return exportChain(this.database, path, format);
  }

  close(): void {
    this.database.close();
  }
}

function countOf(row: Row | undefined, column: string): number {
  return Number(row?.[column] ?? 0);
}
