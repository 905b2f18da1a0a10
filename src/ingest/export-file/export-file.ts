import { access } from "node:fs/promises";
import { HashfallError, invalidInput, satoshis } from "../../base/index.ts";
import { NETWORKS, NETWORK_NAMES, type Network, displayHash } from "../../bitcoin/index.ts";
import { type Cells, Database } from "../../store/index.ts";
import type { BlockBatch, BlockCoinbase, BlockSource, Known } from "../block-source.ts";

const BATCH = 10_000;
const COLUMNS = "height, hash, header, coinbase_script, addresses, value_sat, transactions";
const REMEDY = "give a file made by `hashfall export chain`";
/** How each form is read; every cell as text, so that a damaged one is told apart here. */
const READERS: Readonly<Record<string, string>> = {
  parquet: "read_parquet(?)",
  csv: "read_csv(?, header = true, all_varchar = true)",
  json: "read_json(?, format = 'newline_delimited')",
};
const LONGEST_HEADER = 160;

/**
 * Blocks from a file that `hashfall export chain` wrote, in any of its forms.
 *
 * @throws HashfallError `input.invalid` for a file that cannot be read or is none of these.
 */
export async function openExportFile(path: string): Promise<BlockSource> {
  const reader = READERS[path.split(".").at(-1)?.toLowerCase() ?? ""];
  if (reader === undefined) {
    throw invalidInput("--from", `"${path}" ends in none of .parquet, .csv, .json`, REMEDY);
  }
  try {
    await access(path);
  } catch {
    throw invalidInput("--from", `no file "${path}" can be read`, REMEDY);
  }
  const database = await Database.open(":memory:");
  try {
    return await ExportFile.open(database, path, reader);
  } catch (error) {
    database.close();
    throw error;
  }
}

class ExportFile implements BlockSource {
  readonly label: string;
  readonly network: Network;
  readonly givesCoinbases = true;
  private readonly database: Database;

  private constructor(database: Database, path: string, network: Network) {
    this.database = database;
    this.label = `file:${path}`;
    this.network = network;
  }

  static async open(database: Database, path: string, reader: string): Promise<ExportFile> {
    const columns = COLUMNS.split(", ").map((column) => `${column}::varchar as ${column}`);
    const order = "order by try_cast(height as integer)";
    try {
      await database.run(
        `create table blocks as select ${columns.join(", ")} from ${reader} ${order}`,
        [path],
      );
      const [first] = await database.rows("select hash from blocks where height = '0'");
      const network = NETWORK_NAMES.map((name) => NETWORKS[name]).find(
        ({ genesisHash }) => genesisHash === first?.["hash"],
      );
      if (network !== undefined) return new ExportFile(database, path, network);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : "unknown";
      throw invalidInput("--from", `"${path}" is no exported chain: ${reason}`, REMEDY);
    }
    throw invalidInput("--from", `"${path}" begins with no first block known here`, REMEDY);
  }

  async *blocks(known: Known, signal: AbortSignal): AsyncIterable<BlockBatch> {
    const [last] = await this.database.rows("select count(*) - 1 as height from blocks");
    const tipHeight = Number(last?.["height"] ?? 0);
    for (let from = (await this.lastShared(known)) + 1; from <= tipHeight; from += BATCH) {
      if (signal.aborted) throw new HashfallError("stopped", "stopped while reading the file");
      yield await this.read(from, tipHeight);
    }
  }

  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private async lastShared({ locator }: Known): Promise<number> {
    for (const hash of locator) {
      const [row] = await this.database.rows("select height from blocks where hash = ?", [
        displayHash(hash),
      ]);
      if (row !== undefined) return Number(row["height"]);
    }
    return -1;
  }

  private async read(from: number, tipHeight: number): Promise<BlockBatch> {
    const headers: Uint8Array[] = [];
    const coinbases: (BlockCoinbase | null)[] = [];
    const to = from + BATCH;
    const sql = `select ${COLUMNS} from blocks where height::integer >= ${from} and height::integer < ${to}`;
    await this.database.forEach(`${sql} order by height::integer`, (cells, row) => {
      if (cells.text(0) !== String(from + row)) throw malformed(from + row, "is missing or twice");
      headers.push(bytesIn(cells, 2, from + row));
      coinbases.push(coinbaseIn(cells, from + row));
    });
    return { headers: new Uint8Array(Buffer.concat(headers)), coinbases, tipHeight };
  }
}

function coinbaseIn(cells: Cells, height: number): BlockCoinbase | null {
  if (cells.isNull(3)) return null;
  const numbers = [cells.text(5), cells.text(6)].map(Number);
  const [value = NaN, transactions = NaN] = numbers;
  if (!Number.isSafeInteger(value) || !Number.isSafeInteger(transactions) || transactions < 1) {
    throw malformed(height, "has no whole value or no count of transactions");
  }
  const addresses = cells.isNull(4) ? "" : cells.text(4);
  return {
    transactions,
    script: bytesIn(cells, 3, height),
    value: satoshis(value),
    addresses: addresses === "" ? [] : addresses.split(" "),
  };
}

function bytesIn(cells: Cells, column: number, height: number): Uint8Array {
  const text = cells.text(column);
  if (text.length > 2 * LONGEST_HEADER || text.length % 2 !== 0 || !/^[0-9a-f]*$/u.test(text)) {
    throw malformed(height, `"${text.slice(0, 20)}" is not hexadecimal`);
  }
  return Buffer.from(text, "hex");
}

function malformed(height: number, reason: string): HashfallError {
  return new HashfallError("source.malformed", `block ${height} of the file ${reason}`, {
    problems: [{ path: `height ${height}`, reason, remedy: REMEDY }],
  });
}
