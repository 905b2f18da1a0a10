import { HASH_BYTES, HEADER_BYTES } from "../header-layout.ts";
import { INITIAL_STATE, ROUND_CONSTANTS } from "./constants.ts";
import { type Lanes, VECTOR_BYTES, add, and, choose, load, mix, store, xor } from "./lanes.ts";
import { swapBytes, transpose } from "./transpose.ts";
import {
  type Instruction,
  assemble,
  increase,
  integer,
  local,
  setLocal,
  whileNonZero,
} from "../../base/index.ts";

/** Headers hashed side by side, one in each lane. */
export const LANES = 4;
/** Most headers of one call; a peer's message holds 2,000. */
export const BATCH = 2_048;

const ROUNDS_PER_LOOP = 16;

// What the memory holds for each group between two loops, in vectors: 16 words of the schedule,
// 8 of the state, 8 of the first block's result.
const STATE_SLOT = 16;
const MIDDLE_SLOT = 24;
const WORK_BYTES = 32 * VECTOR_BYTES;
/** Where the headers begin in the memory, and where their hashes. */
export const INPUT_AT: number = (BATCH / LANES) * WORK_BYTES;
export const OUTPUT_AT: number = INPUT_AT + BATCH * HEADER_BYTES;
const MEMORY_BYTES = OUTPUT_AT + BATCH * HASH_BYTES;

// Locals: the parameter, four integers, then vectors.
const GROUPS = 0;
const LEFT = 1;
const WORK = 2;
const INPUT = 3;
const OUTPUT = 4;
const INTEGERS = 4;
const STATE = 5;
const DIFFERENCE = 13;
const SPARE = 15;
const WORDS = 19;
const VECTORS = 30;

/** Lengths of the two messages, in bits, and what follows their last byte. */
const HEADER_BITS = 8 * HEADER_BYTES;
const HASH_BITS = 8 * HASH_BYTES;
const ONE_BIT = 0x80000000;

/**
 * A module whose function `hash(groups)` hashes that many groups of four headers twice with SHA-256.
 *
 * A header fills one block of 64 bytes and 16 bytes of a second, its hash half of a third. What pads
 * the two is constant and folded into the code. The rounds are written out, but 16 at a time make a
 * loop over all groups: so much code stays among the processor's decoded instructions. Whole blocks
 * run a twentieth slower.
 */
export function headerProgram(): Uint8Array<ArrayBuffer> {
  const writer = new HeaderWriter();
  writer.hashTwice();
  const hash = { name: "hash", parameters: 1, integers: INTEGERS, vectors: VECTORS };
  return assemble({
    functions: [{ ...hash, body: writer.loops }],
    memoryBytes: MEMORY_BYTES,
  });
}

class HeaderWriter {
  readonly loops: Instruction[] = [];
  /** Statements of the loop being written. */
  #body: Instruction[] = [];
  /** The last 16 words of the schedule, by their number modulo 16. */
  #words: Lanes[] = [];
  /** Those of them that are in memory and not yet in a local. */
  readonly #stored = new Set<number>();
  /** a ⊕ b of the last round. */
  #difference: Lanes = 0;

  hashTwice(): void {
    this.#words = [0, 1, 2, 3].flatMap((part) => this.#readWords(part, 4 * part));
    const middle = this.#save(MIDDLE_SLOT, addAll(this.#compress(INITIAL_STATE), INITIAL_STATE));
    this.#endLoop();

    this.#words = [...this.#readWords(4, 0), ...padding(4, HEADER_BITS)];
    const second = this.#compress(this.#keepAll(STATE, middle));
    this.#words = this.#save(0, addAll(second, middle));
    this.#endLoop();

    for (const slot of this.#words.keys()) this.#stored.add(slot);
    this.#words.push(...padding(8, HASH_BITS));
    this.#writeHashes(addAll(this.#compress(INITIAL_STATE), INITIAL_STATE));
    this.#endLoop();
  }

  /** The 64 rounds over the block in `#words`; between loops the memory holds what they work on. */
  #compress(initial: readonly Lanes[]): Lanes[] {
    let state = [...initial];
    for (const [t, constant] of ROUND_CONSTANTS.entries()) {
      if (t > 0 && t % ROUNDS_PER_LOOP === 0) {
        const saved = this.#save(STATE_SLOT, state);
        this.#words = this.#save(0, this.#words);
        for (const slot of this.#words.keys()) this.#stored.add(slot);
        this.#endLoop();
        state = this.#keepAll(STATE, saved);
      }
      if (t >= 16) this.#extend(t);
      state = this.#round(t, state, add(constant, this.#word(t)));
    }
    return state;
  }

  /** W[t] = W[t−16] + σ0(W[t−15]) + W[t−7] + σ1(W[t−2]); FIPS 180-4, section 6.2.2, step 1. */
  #extend(t: number): void {
    const early = mix(this.#word(t - 15), [7, 18], 3);
    const late = mix(this.#word(t - 2), [17, 19], 10);
    const word = add(this.#word(t - 16), early, this.#word(t - 7), late);
    this.#words[t % 16] = this.#keep(WORDS + (t % 16), word);
  }

  /**
   * One round (step 3). The state's words stay in their locals and change names instead.
   *
   *   Maj(a, b, c) = b ⊕ ((a ⊕ b) ∧ (b ⊕ c)),  where b ⊕ c is the a ⊕ b of the round before.
   */
  #round(t: number, state: readonly Lanes[], input: Lanes): Lanes[] {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    const localOf = (position: number) => STATE + ((position + 64 - t) % 8);
    const before = t % ROUNDS_PER_LOOP === 0 ? xor(b, c) : this.#difference;
    const t1 = add(input, h, choose(e, f, g), mix(e, [6, 11, 25], null));
    const kept = this.#keep(localOf(7), t1);
    const nextE = this.#keep(localOf(3), add(d, kept));
    this.#difference = this.#keep(DIFFERENCE + (t % 2), xor(a, b));
    const majority = xor(b, and(this.#difference, before));
    const nextA = this.#keep(localOf(7), add(kept, mix(a, [2, 13, 22], null), majority));
    return [nextA, a, b, c, nextE, e, f, g];
  }

  /** A word of the schedule, fetched from memory at its first use in a loop. */
  #word(t: number): Lanes {
    const slot = t % 16;
    const word = this.#words[slot] ?? 0;
    if (!this.#stored.delete(slot)) return word;
    const kept = this.#keep(WORDS + slot, word);
    this.#words[slot] = kept;
    return kept;
  }

  /** Four words of each of the four headers, the 16 bytes at 16 × `part`, into the schedule. */
  #readWords(part: number, first: number): Lanes[] {
    const rows = [0, 1, 2, 3].map((header) =>
      load(local(INPUT), header * HEADER_BYTES + part * VECTOR_BYTES),
    );
    const columns = this.#transpose(rows).map((column) => swapBytes(column));
    return this.#keepAll(WORDS + first, columns);
  }

  #writeHashes(words: readonly Lanes[]): void {
    for (const half of [0, 1]) {
      const columns = words.slice(4 * half, 4 * half + 4).map((word) => swapBytes(word));
      for (const [header, row] of this.#transpose(columns).entries()) {
        const offset = header * HASH_BYTES + half * VECTOR_BYTES;
        this.#body.push(store(local(OUTPUT), offset, row));
      }
    }
  }

  #transpose(rows: readonly Lanes[]): Instruction[] {
    return transpose({ rows, keep: (index, lanes) => this.#keep(SPARE + index, lanes) });
  }

  /** Stores what is not constant in the group's memory and says how to load it again. */
  #save(slot: number, lanes: readonly Lanes[]): Lanes[] {
    return lanes.map((word, index) => {
      if (typeof word === "number") return word;
      const offset = (slot + index) * VECTOR_BYTES;
      this.#body.push(store(local(WORK), offset, word));
      return load(local(WORK), offset);
    });
  }

  /** Puts a value into a local, unless it is constant; the answer may be pushed many times. */
  #keep(index: number, lanes: Lanes): Lanes {
    if (typeof lanes === "number") return lanes;
    this.#body.push(setLocal(index, lanes));
    return local(index);
  }

  #keepAll(first: number, lanes: readonly Lanes[]): Lanes[] {
    return lanes.map((word, index) => this.#keep(first + index, word));
  }

  /** Closes the statements since the last loop into one over all groups. */
  #endLoop(): void {
    this.loops.push(
      setLocal(LEFT, local(GROUPS)),
      setLocal(WORK, integer(0)),
      setLocal(INPUT, integer(INPUT_AT)),
      setLocal(OUTPUT, integer(OUTPUT_AT)),
      whileNonZero(LEFT, [
        ...this.#body,
        increase(WORK, WORK_BYTES),
        increase(INPUT, LANES * HEADER_BYTES),
        increase(OUTPUT, LANES * HASH_BYTES),
        increase(LEFT, -1),
      ]),
    );
    this.#body = [];
  }
}

/** Words from number `first` on of a block whose message ends there (FIPS 180-4, section 5.1.1). */
function padding(first: number, messageBits: number): number[] {
  return [ONE_BIT, ...Array.from({ length: 14 - first }, () => 0), messageBits];
}

function addAll(words: readonly Lanes[], others: readonly Lanes[]): Lanes[] {
  return words.map((word, index) => add(word, others[index] ?? 0));
}
