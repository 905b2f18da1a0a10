import type { HashPlace, HeaderTable } from "./header-table.ts";

const EMPTY = -1;

/**
 * Finds the row of a hash in a table of headers: open addressing, keyed by the first four bytes, which
 * are among those that proof of work leaves random.
 */
export class HashIndex {
  private slots = new Int32Array(1024).fill(EMPTY);
  private used = 0;

  /** Row of a hash, or -1. `table` holds the rows added so far. */
  find(table: HeaderTable, hash: HashPlace): number {
    const mask = this.slots.length - 1;
    const word = hash.bytes.getInt32(hash.at, true);
    for (let slot = scatter(word) & mask; ; slot = (slot + 1) & mask) {
      const row = this.slots[slot] ?? EMPTY;
      if (row === EMPTY || table.hasHash(row, hash)) return row;
    }
  }

  /** Enters a row whose hash stands in the table and was not entered before. */
  add(table: HeaderTable, row: number): void {
    if ((this.used + 1) * 2 > this.slots.length) this.grow(table);
    this.place(table, row);
    this.used += 1;
  }

  private place(table: HeaderTable, row: number): void {
    const mask = this.slots.length - 1;
    let slot = scatter(table.hashWord(row)) & mask;
    while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
    this.slots[slot] = row;
  }

  private grow(table: HeaderTable): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(EMPTY);
    for (let row = 0; row < this.used; row += 1) this.place(table, row);
  }
}

/** Knuth's multiplicative hash: 2^32 divided by the golden ratio. */
function scatter(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> 0;
}
