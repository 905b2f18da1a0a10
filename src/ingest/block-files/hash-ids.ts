/** 128 of a hash's bits tell it from all others; the first ones, which proof of work leaves random. */
const WORDS = 4;
const FIRST_CAPACITY = 2 ** 12;
/** Identifier of no hash. */
const NONE = -1;

/**
 * Numbers hashes 0, 1, 2, … as they are first met: a table with open addressing, 32 bytes a hash or less.
 *
 * A million hashes take about 24 MB, where a Set of strings takes 100 MB and more.
 */
export class HashIds {
  private table = new Int32Array(2 * FIRST_CAPACITY).fill(NONE);
  private keys = new Int32Array(FIRST_CAPACITY * WORDS);
  private count = 0;

  /** Number of the hash whose 32 bytes begin at `at`. */
  of(view: DataView, at: number): number {
    const a = view.getInt32(at, true);
    const b = view.getInt32(at + 4, true);
    const c = view.getInt32(at + 8, true);
    const d = view.getInt32(at + 12, true);
    const { keys } = this;
    const mask = this.table.length - 1;
    let slot = slotOf(a) & mask;
    for (;;) {
      const id = this.table[slot] ?? NONE;
      if (id === NONE) break;
      const k = id * WORDS;
      if (keys[k] === a && keys[k + 1] === b && keys[k + 2] === c && keys[k + 3] === d) return id;
      slot = (slot + 1) & mask;
    }
    this.table[slot] = this.count;
    const k = this.count * WORDS;
    keys[k] = a;
    keys[k + 1] = b;
    keys[k + 2] = c;
    keys[k + 3] = d;
    this.count += 1;
    if (this.count * WORDS === this.keys.length) this.grow();
    return this.count - 1;
  }

  private grow(): void {
    const keys = new Int32Array(this.keys.length * 2);
    keys.set(this.keys);
    this.keys = keys;
    this.table = new Int32Array(this.table.length * 2).fill(NONE);
    const mask = this.table.length - 1;
    for (let id = 0; id < this.count; id += 1) {
      let slot = slotOf(keys[id * WORDS] ?? 0) & mask;
      while (this.table[slot] !== NONE) slot = (slot + 1) & mask;
      this.table[slot] = id;
    }
  }
}

function slotOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> 8;
}
