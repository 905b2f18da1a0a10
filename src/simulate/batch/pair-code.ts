import {
  type Instruction,
  type ProgramFunction,
  eitherOr,
  increase,
  instruction,
  integer,
  local,
  setLocal,
  unsigned,
  whenNonZero,
  whileNonZero,
} from "../../base/index.ts";

/** Bytes of a number, and of a vector: the same number of two members. */
export const NUMBER_BYTES = 8;
export const VECTOR_BYTES: number = 2 * NUMBER_BYTES;
export const WORD_BYTES = 4;
export const SINGLE_BYTES = 4;

const SIMD = 0xfd;
const binary =
  (opcode: number) =>
  (a: Instruction, b: Instruction): Instruction =>
    instruction([SIMD, ...unsigned(opcode)], a, b);
export const add: Binary = binary(0xf0);
export const subtract: Binary = binary(0xf1);
export const multiply: Binary = binary(0xf2);
export const divide: Binary = binary(0xf3);
/** b < a ? b : a, and a < b ? b : a. */
export const least: Binary = binary(0xf6);
export const most: Binary = binary(0xf7);
/** All bits set where it holds, else none. */
export const isOther: Binary = binary(0x48);
export const isLess: Binary = binary(0x49);
export const isMore: Binary = binary(0x4a);
export const isAtLeast: Binary = binary(0x4c);
export const and: Binary = binary(0x4e);
export const or: Binary = binary(0x50);
const anyTrue = (a: Instruction): Instruction => instruction([SIMD, 0x53], a);

type Binary = (a: Instruction, b: Instruction) => Instruction;

/** a where the mask is set, b elsewhere. */
export function choose(mask: Instruction, a: Instruction, b: Instruction): Instruction {
  return instruction([SIMD, 0x52], a, b, mask);
}

/** A number, the same for both members. */
export function both(value: number): Instruction {
  const bytes = [...new Uint8Array(Float64Array.of(value).buffer)];
  return instruction([SIMD, 0x0c, ...bytes, ...bytes]);
}

export function addAll(terms: readonly Instruction[]): Instruction {
  const [first = both(0), ...rest] = terms;
  return rest.reduce((sum, term) => add(sum, term), first);
}

/** A place in memory: where the pointer points, and bytes from there. */
export interface Place {
  readonly pointer: Pointer;
  readonly offset: number;
}

/** A local that holds an address or counts down. */
export interface Pointer {
  readonly index: number;
}

/** A local of two numbers that changes. */
export interface Variable {
  readonly value: Instruction;
  set(value: Instruction): void;
}

export function load({ pointer, offset }: Place): Instruction {
  return instruction([SIMD, 0x00, 3, ...unsigned(offset)], local(pointer.index));
}

export function loadWord({ pointer, offset }: Place): Instruction {
  return instruction([0x28, 2, ...unsigned(offset)], local(pointer.index));
}

/** Parameters of every function: pairs of members, then three numbers of its own. */
const PARAMETERS = 4;
/** Locals for addresses and counts. */
const POINTERS = 9;
const VECTORS_FROM = PARAMETERS + POINTERS;

/**
 * Writes a function that is done for one pair of members after another: statements in their order,
 * values kept in locals, addresses relative to the pair's memory.
 */
export class PairCode {
  /** Where the memory of the pair begins. */
  readonly pair: Pointer = { index: PARAMETERS };
  readonly first: Pointer = { index: 1 };
  readonly second: Pointer = { index: 2 };
  readonly third: Pointer = { index: 3 };
  #statements: Instruction[] = [];
  #pointers = 1;
  #vectors = 0;

  /** Keeps a value in a local; what is returned reads it again and again. */
  keep(value: Instruction): Instruction {
    return this.variable(value).value;
  }

  variable(value: Instruction): Variable {
    const index = VECTORS_FROM + this.#vectors;
    this.#vectors += 1;
    const set = (next: Instruction): void => this.#write(setLocal(index, next));
    set(value);
    return { value: local(index), set };
  }

  pointer(): Pointer {
    const index = PARAMETERS + this.#pointers;
    this.#pointers += 1;
    return { index };
  }

  point(pointer: Pointer, address: Instruction): void {
    this.#write(setLocal(pointer.index, address));
  }

  /** Points to bytes from another. */
  pointFrom(pointer: Pointer, from: Pointer, bytes: number | Instruction): void {
    const by = typeof bytes === "number" ? integer(bytes) : bytes;
    this.point(pointer, instruction([0x6a], local(from.index), by));
  }

  move(pointer: Pointer, bytes: number): void {
    this.#write(increase(pointer.index, bytes));
  }

  store({ pointer, offset }: Place, value: Instruction): void {
    const bytes = [SIMD, 0x0b, 3, ...unsigned(offset)];
    this.#write(instruction(bytes, local(pointer.index), value));
  }

  /** Stores both numbers in single precision. */
  storeSingle({ pointer, offset }: Place, value: Instruction): void {
    const single = instruction([SIMD, 0x5e], value);
    this.#write(instruction([SIMD, 0x5b, 2, ...unsigned(offset), 0], local(pointer.index), single));
  }

  /** Repeats what `body` writes until the count, which it must not touch, is zero. */
  countDown(count: Pointer, body: () => void): void {
    const inner = this.#collect(body);
    this.#write(whileNonZero(count.index, [...inner, increase(count.index, -1)]));
  }

  /** What `body` writes is done where a word is not zero. */
  whenWord(word: Instruction, body: () => void): void {
    this.#write(whenNonZero(word, this.#collect(body)));
  }

  /** What `body` writes is done where any bit of a vector is set. */
  whenAny(value: Instruction, body: () => void): void {
    this.whenWord(anyTrue(value), body);
  }

  /** Where a word is not zero the one, else the other. */
  eitherWord(word: Instruction, one: () => void, other: () => void): void {
    this.#write(eitherOr(word, this.#collect(one), this.#collect(other)));
  }

  /** Where any bit of a vector is set the one, else the other. */
  either(value: Instruction, one: () => void, other: () => void): void {
    this.eitherWord(anyTrue(value), one, other);
  }

  /** The function: parameters are the number of pairs and three of its own. */
  functionFor(
    name: string,
    { from, bytes }: { readonly from: number; readonly bytes: number },
  ): ProgramFunction {
    const { index } = this.pair;
    return {
      name,
      parameters: PARAMETERS,
      integers: POINTERS,
      vectors: this.#vectors,
      body: [
        setLocal(index, integer(from)),
        whileNonZero(0, [...this.#statements, increase(index, bytes), increase(0, -1)]),
      ],
    };
  }

  #write(statement: Instruction): void {
    this.#statements.push(statement);
  }

  #collect(body: () => void): Instruction[] {
    const outer = this.#statements;
    this.#statements = [];
    body();
    const inner = this.#statements;
    this.#statements = outer;
    return inner;
  }
}
