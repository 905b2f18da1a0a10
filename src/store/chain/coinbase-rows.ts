import { satoshis } from "../../base/index.ts";
import type { StoredCoinbase } from "./chain-step.ts";
import type { Cells, Row } from "./database.ts";
import { bytesOf } from "./engine.ts";

/** Columns of a coinbase, of the best chain or of a stale block. */
export const COINBASE_COLUMNS = "height, script, value_sat, addresses, transactions";

/** Addresses in one cell, in the order of the outputs. */
export const joinAddresses = (addresses: readonly string[]): string => addresses.join(" ");

const splitAddresses = (cell: string): string[] => (cell === "" ? [] : cell.split(" "));

/** A coinbase from the first five cells of a row. */
export function coinbaseIn(cells: Cells): StoredCoinbase {
  return {
    height: cells.number(0),
    script: new Uint8Array(cells.bytes(1)),
    value: satoshis(Number(cells.bigint(2))),
    addresses: splitAddresses(cells.text(3)),
    transactions: cells.number(4),
  };
}

/** A coinbase from a row read by the names of its columns. */
export function coinbaseOf(row: Row): StoredCoinbase {
  const script = row["script"];
  return {
    height: Number(row["height"]),
    script: new Uint8Array(bytesOf(script) ?? []),
    value: satoshis(Number(row["value_sat"])),
    addresses: splitAddresses(String(row["addresses"])),
    transactions: Number(row["transactions"]),
  };
}
