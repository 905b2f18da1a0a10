import {
  type Instruction,
  type ProgramFunction,
  assemble,
  increase,
  instruction,
  integer,
  local,
  setLocal,
  unsigned,
  whileNonZero,
} from "../../base/index.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";

/** Cells whose columns lie in memory at once. */
export const GROUP = 8;
export const BUCKETS = 2048;
const WORD_BYTES = 4;
const VECTOR_BYTES = 16;
const LANES = [0, 1, 2, 3] as const;
const VECTORS: number = (BLOCK_MEMBERS * WORD_BYTES) / VECTOR_BYTES;
/** From a block of a column to the next. */
const STRIDE_BYTES: number = GROUP * BLOCK_MEMBERS * WORD_BYTES;
/** Key of what is no number, after all others. */
export const NO_NUMBER = 0x7fff_ffff;

/** Where everything lies, bytes. */
export interface ColumnMemory {
  /** Least and largest keys, how many are no number, sums: each by the value's place modulo four. */
  readonly least: number;
  readonly largest: number;
  readonly missing: number;
  readonly sums: number;
  /** How many values are in each bucket; one word's bytes where those are picked, else 0. */
  readonly counts: number;
  readonly steps: number;
  /** `values[(block * GROUP + cell) * BLOCK_MEMBERS + member]`: float32, then their keys. */
  readonly values: number;
  readonly picked: number;
  readonly bytes: number;
}

export function columnMemory(blocks: number): ColumnMemory {
  let bytes = 0;
  const place = (size: number): number => {
    const start = bytes;
    bytes += size;
    return start;
  };
  return {
    least: place(VECTOR_BYTES),
    largest: place(VECTOR_BYTES),
    missing: place(VECTOR_BYTES),
    sums: place(2 * VECTOR_BYTES),
    counts: place(BUCKETS * WORD_BYTES),
    steps: place(BUCKETS * WORD_BYTES),
    values: place(blocks * STRIDE_BYTES),
    // What is not picked is written as well, and then over.
    picked: place(blocks * BLOCK_MEMBERS * WORD_BYTES + WORD_BYTES),
    bytes,
  };
}

/**
 * Module that takes the columns of cells: `measure(blocks, address)` turns a column's values to keys,
 * whose least and largest it tells, and adds them up; `count(blocks, address, low, shift)` counts the
 * keys of each bucket; `pick(blocks, address, low, shift)` gathers those of buckets with a step.
 *
 * The bits of a float32, with all but the sign turned over where it is set, order as integers do.
 */
export function columnProgram(memory: ColumnMemory): Uint8Array<ArrayBuffer> {
  const functions = [measureFunction(memory), countFunction(memory), pickFunction(memory)];
  return assemble({ functions, memoryBytes: memory.bytes });
}

/** Of operations on four words. Opcodes: WebAssembly Core Specification 2.0, section 5.4. */
const SIMD = 0xfd;
const simd = (opcode: number, ...operands: readonly Instruction[]): Instruction =>
  instruction([SIMD, ...unsigned(opcode)], ...operands);
const NOT_EQUAL = 0x42;
const AND_NOT = 0x4f;
const XOR = 0x51;
const SELECT = 0x52;
const PROMOTE_LOW = 0x5f;
const SHIFT_LEFT = 0xab;
const SHIFT_RIGHT = 0xac;
const SHIFT_RIGHT_UNSIGNED = 0xad;
const SUBTRACT_WORDS = 0xb1;
const LEAST = 0xb6;
const LARGEST = 0xb8;
const ADD_NUMBERS = 0xf0;

function load(address: Instruction, offset: number): Instruction {
  return instruction([SIMD, 0x00, 2, ...unsigned(offset)], address);
}

function store(address: Instruction, offset: number, value: Instruction): Instruction {
  return instruction([SIMD, 0x0b, 2, ...unsigned(offset)], address, value);
}

function loadWord(address: Instruction, offset: number): Instruction {
  return instruction([0x28, 2, ...unsigned(offset)], address);
}

function storeWord(address: Instruction, offset: number, value: Instruction): Instruction {
  return instruction([0x36, 2, ...unsigned(offset)], address, value);
}

function four(word: number | Instruction): Instruction {
  return instruction([SIMD, 0x11], typeof word === "number" ? integer(word) : word);
}

function laneOf(vector: Instruction, lane: number): Instruction {
  return instruction([SIMD, 0x1b, lane], vector);
}

function addWords(a: Instruction, b: Instruction): Instruction {
  return instruction([0x6a], a, b);
}

/** The parameters: blocks left, address of the column, and how keys fall into buckets. */
const [BLOCKS, ADDRESS, LOW, SHIFT] = [0, 1, 2, 3] as const;
const PARAMETERS = 4;
/** A local for an address, and those of four words behind it. */
const PLACE: number = PARAMETERS;
const VECTORS_FROM: number = PARAMETERS + 1;

interface ColumnFunction {
  readonly name: string;
  readonly vectors: number;
  readonly before?: readonly Instruction[];
  /** Done to each four values of a column, `offset` bytes from where they begin. */
  readonly each: (offset: number) => readonly Instruction[];
  readonly after?: readonly Instruction[];
}

function columnFunction(given: ColumnFunction): ProgramFunction {
  const { name, vectors, before = [], each, after = [] } = given;
  const block = Array.from({ length: VECTORS }, (_, at) => each(at * VECTOR_BYTES)).flat();
  const next = [increase(ADDRESS, STRIDE_BYTES), increase(BLOCKS, -1)];
  const body = [...before, whileNonZero(BLOCKS, [...block, ...next]), ...after];
  return { name, parameters: PARAMETERS, integers: 1, vectors, body };
}

/** Locals of four words, by what they hold while a column is measured. */
const MEASURE = { least: 0, largest: 1, missing: 2, low: 3, high: 4, value: 5, no: 6, key: 7 };
type Measured = keyof typeof MEASURE;

const get = (name: Measured): Instruction => local(VECTORS_FROM + MEASURE[name]);
const set = (name: Measured, value: Instruction): Instruction =>
  setLocal(VECTORS_FROM + MEASURE[name], value);

const keep = (at: number, name: Measured): Instruction => store(integer(at), 0, get(name));

function measureFunction(memory: ColumnMemory): ProgramFunction {
  return columnFunction({
    name: "measure",
    vectors: Object.keys(MEASURE).length,
    before: [
      set("least", four(NO_NUMBER)),
      set("largest", four(~NO_NUMBER)),
      ...(["missing", "low", "high"] as const).map((name) => set(name, four(0))),
    ],
    each: (offset) => [
      set("value", load(local(ADDRESS), offset)),
      set("no", simd(NOT_EQUAL, get("value"), get("value"))),
      set("key", keyOf(get("value"))),
      set("missing", simd(SUBTRACT_WORDS, get("missing"), get("no"))),
      set("largest", simd(LARGEST, get("largest"), withoutNone(~NO_NUMBER))),
      set("key", withoutNone(NO_NUMBER)),
      set("least", simd(LEAST, get("least"), get("key"))),
      store(local(ADDRESS), offset, get("key")),
      set("value", simd(AND_NOT, get("value"), get("no"))),
      set("low", simd(ADD_NUMBERS, get("low"), simd(PROMOTE_LOW, get("value")))),
      set("high", simd(ADD_NUMBERS, get("high"), simd(PROMOTE_LOW, upperHalf(get("value"))))),
    ],
    after: [
      keep(memory.least, "least"),
      keep(memory.largest, "largest"),
      keep(memory.missing, "missing"),
      keep(memory.sums, "low"),
      keep(memory.sums + VECTOR_BYTES, "high"),
    ],
  });
}

/** Its own inverse. */
function keyOf(bits: Instruction): Instruction {
  const sign = simd(SHIFT_RIGHT, bits, integer(31));
  return simd(XOR, bits, simd(SHIFT_RIGHT_UNSIGNED, sign, integer(1)));
}

/** The keys, with another where there is no number. */
function withoutNone(other: number): Instruction {
  return simd(SELECT, four(other), get("key"), get("no"));
}

function upperHalf(vector: Instruction): Instruction {
  const picks = Array.from({ length: VECTOR_BYTES }, (_, at) => (at % 8) + 8);
  return instruction([SIMD, 0x0d, ...picks], vector, vector);
}

function countFunction({ counts }: ColumnMemory): ProgramFunction {
  return columnFunction({
    name: "count",
    vectors: 1,
    each: (offset) => [
      setLocal(VECTORS_FROM, bucketOf(load(local(ADDRESS), offset))),
      ...LANES.flatMap((lane) => {
        const more = addWords(loadWord(local(PLACE), counts), integer(1));
        return [
          setLocal(PLACE, laneOf(local(VECTORS_FROM), lane)),
          storeWord(local(PLACE), counts, more),
        ];
      }),
    ],
  });
}

function pickFunction({ steps, picked }: ColumnMemory): ProgramFunction {
  const [keys, buckets] = [VECTORS_FROM, VECTORS_FROM + 1];
  return columnFunction({
    name: "pick",
    vectors: 2,
    before: [setLocal(PLACE, integer(picked))],
    each: (offset) => [
      setLocal(keys, load(local(ADDRESS), offset)),
      setLocal(buckets, bucketOf(local(keys))),
      ...LANES.flatMap((lane) => {
        const step = loadWord(laneOf(local(buckets), lane), steps);
        return [
          storeWord(local(PLACE), 0, laneOf(local(keys), lane)),
          setLocal(PLACE, addWords(local(PLACE), step)),
        ];
      }),
    ],
  });
}

/**
 * Bytes from the first bucket's word to those of four keys. Halves, so that the difference of any two
 * fits 32 bits; what is no number falls into the last bucket.
 */
function bucketOf(keys: Instruction): Instruction {
  const half = simd(SHIFT_RIGHT, keys, integer(1));
  const above = simd(SUBTRACT_WORDS, half, four(local(LOW)));
  const bucket = simd(LEAST, simd(SHIFT_RIGHT, above, local(SHIFT)), four(BUCKETS - 1));
  return simd(SHIFT_LEFT, bucket, integer(2));
}
