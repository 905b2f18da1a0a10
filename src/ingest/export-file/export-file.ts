import { access } from "node:fs/promises";
import { HashfallError, invalidInput, satoshis } from "../../base/index.ts";
import {
  HEADER_BYTES,
  NETWORKS,
  NETWORK_NAMES,
  type Network,
  displayHash,
} from "../../bitcoin/index.ts";
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
/** Bitcoin Core: `CheckTransaction`, src/consensus/tx_check.cpp. */
const LONGEST_SCRIPT = 100;
/** All the coins there will ever be, in satoshis. */
const MAX_MONEY = 21e14;
/** No block of 4 MB holds more: a transaction takes at least 60 bytes, of which each counts as four. */
const MOST_TRANSACTIONS = 16_667;
/** Addresses of any form, apart by one space. */
const ADDRESSES = /^(?:[0-9A-Za-z]{14,90}(?: [0-9A-Za-z]{14,90})*)?$/u;
/** A height as a number; null for what is none. */
const HEIGHT = "try_cast(height as integer)";

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
    const order = `order by ${HEIGHT}`;
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
      if (!(cause instanceof HashfallError)) throw cause;
      throw invalidInput("--from", `"${path}" is no exported chain, or it is cut off`, REMEDY);
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
      const [row] = await this.database.rows(
        `select ${HEIGHT} as height from blocks where hash = ? and ${HEIGHT} is not null`,
        [displayHash(hash)],
      );
      if (row !== undefined) return Number(row["height"]);
    }
    return -1;
  }

  private async read(from: number, tipHeight: number): Promise<BlockBatch> {
    const headers: Uint8Array[] = [];
    const coinbases: (BlockCoinbase | null)[] = [];
    const to = Math.min(from + BATCH, tipHeight + 1);
    const sql = `select ${COLUMNS} from blocks where ${HEIGHT} >= ${from} and ${HEIGHT} < ${to}`;
    await this.database.forEach(`${sql} order by ${HEIGHT}`, (cells, row) => {
      const height = from + row;
      if (textIn(cells, 0, height) !== String(height))
        throw malformed(height, "is missing or twice");
      headers.push(headerIn(cells, height));
      coinbases.push(coinbaseIn(cells, height));
    });
    if (from + headers.length < to) throw malformed(from + headers.length, "is missing");
    return { headers: new Uint8Array(Buffer.concat(headers)), coinbases, tipHeight };
  }
}

function headerIn(cells: Cells, height: number): Uint8Array {
  const header = bytesIn(cells, 2, height);
  if (header.length === HEADER_BYTES) return header;
  throw malformed(height, `has a header of ${header.length} bytes instead of 80`);
}

function coinbaseIn(cells: Cells, height: number): BlockCoinbase | null {
  if (cells.isNull(3)) return null;
  const value = Number(textIn(cells, 5, height));
  const transactions = Number(textIn(cells, 6, height));
  if (!Number.isInteger(value) || value < 0 || value > MAX_MONEY) {
    throw malformed(height, "has no value that a coinbase can have");
  }
  if (!Number.isInteger(transactions) || transactions < 1 || transactions > MOST_TRANSACTIONS) {
    throw malformed(height, "has no count of transactions");
  }
  const script = bytesIn(cells, 3, height);
  if (script.length > LONGEST_SCRIPT) {
    throw malformed(height, `has an input script of ${script.length} bytes; 100 are allowed`);
  }
  const addresses = cells.isNull(4) ? "" : cells.text(4);
  if (!ADDRESSES.test(addresses)) throw malformed(height, "has addresses that are none");
  return {
    transactions,
    script,
    value: satoshis(value),
    addresses: addresses === "" ? [] : addresses.split(" "),
  };
}

function textIn(cells: Cells, column: number, height: number): string {
  if (cells.isNull(column)) throw malformed(height, `has no ${COLUMNS.split(", ")[column]}`);
  return cells.text(column);
}

function bytesIn(cells: Cells, column: number, height: number): Uint8Array {
  const text = textIn(cells, column, height);
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/u.test(text)) {
    throw malformed(height, `"${text.slice(0, 20)}" is not hexadecimal`);
  }
  return Buffer.from(text, "hex");
}

function malformed(height: number, reason: string): HashfallError {
  return new HashfallError("source.malformed", `block ${height} of the file ${reason}`, {
    problems: [{ path: `height ${height}`, reason, remedy: REMEDY }],
  });
}
