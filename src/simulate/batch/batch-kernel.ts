import { assemble, instantiate } from "../../base/index.ts";
import { accountFunction } from "./account-program.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { type BatchMemory, type BatchShape, type Offsets, batchMemory } from "./batch-memory.ts";
import {
  closeFunction,
  deliverFunction,
  dimFunction,
  leaveFunction,
  moveFunction,
  retireFunction,
} from "./machine-program.ts";
import { ownFunction } from "./owner-program.ts";
import { NUMBER_BYTES, VECTOR_BYTES } from "./pair-code.ts";

type BatchFunction = "deliver" | "move" | "own" | "account" | "close" | "dim" | "leave" | "retire";

/** A number of every member of a batch, or a column of such numbers. */
export class LaneColumn {
  private readonly numbers: Float64Array;
  private readonly masks: Uint8Array;
  private readonly first: number;
  private readonly pairNumbers: number;

  constructor(numbers: Float64Array, first: number, pairNumbers: number) {
    this.numbers = numbers;
    this.masks = new Uint8Array(numbers.buffer);
    this.first = first;
    this.pairNumbers = pairNumbers;
  }

  get(index: number, lane: number): number {
    return this.numbers[this.place(index, lane)] ?? NaN;
  }

  set(index: number, lane: number, value: number): void {
    this.numbers[this.place(index, lane)] = value;
  }

  add(index: number, lane: number, change: number): void {
    const place = this.place(index, lane);
    this.numbers[place] = (this.numbers[place] ?? NaN) + change;
  }

  /** Sets all bits of a number, or none: a mask. */
  setBits(index: number, lane: number, bits: boolean): void {
    const at = NUMBER_BYTES * this.place(index, lane);
    this.masks.fill(bits ? 0xff : 0, at, at + NUMBER_BYTES);
  }

  /** Sets the first so many numbers of a member. */
  fill(value: number, lane: number, count: number): void {
    const start = this.place(0, lane);
    for (let index = 0; index < count; index += 1) this.numbers[start + 2 * index] = value;
  }

  private place(index: number, lane: number): number {
    return this.first + (lane >> 1) * this.pairNumbers + 2 * index + (lane & 1);
  }
}

/** Numbers of a batch in the memory of the module that steps them. */
export interface BatchKernel {
  readonly shape: BatchShape;
  column(name: keyof Offsets): LaneColumn;
  /** Series of the last step that was counted: `rows[series * BLOCK_MEMBERS + lane]`. */
  readonly rows: Float32Array | Float64Array;
  /** Sites where machines of any member hide: 1, else 0. */
  readonly hides: Int32Array;
  /** Sites where any member feels an outage. */
  readonly feltAt: Int32Array;
  /** Of so many pairs: deliveries, journeys and plugs, a step of the owners, an account of it. */
  deliver(pairs: number): void;
  move(pairs: number): void;
  own(pairs: number): void;
  account(pairs: number): void;
  /** What is in `out` loses its plug, but for what is not `left`. */
  leave(pairs: number): void;
  /** Takes what is off off its plug for good, as far as it is `retired`. */
  retire(pairs: number): void;
  /** Takes `share` out of the blocks of an order into `out`; `hidden` of it stays hidden. */
  close(pairs: number, order: number): void;
  /** Multiplies what power allows by `share` in the blocks of an order. */
  dim(pairs: number, order: number): void;
}

const FUNCTIONS = [
  deliverFunction,
  moveFunction,
  ownFunction,
  accountFunction,
  closeFunction,
  dimFunction,
  leaveFunction,
  retireFunction,
] as const;

/** A batch of members of a shape; null where there is no SIMD. */
export function batchKernel(shape: BatchShape): BatchKernel | null {
  const memory = batchMemory(shape);
  const functions = FUNCTIONS.map((make) => make(shape, memory));
  const program = assemble({ functions, memoryBytes: memory.bytes });
  const module = instantiate<BatchFunction>(program);
  if (module === null) return null;
  const { buffer } = module.memory;
  const numbers = new Float64Array(buffer);
  writeReaches(shape, memory, buffer);
  const blocks = shape.reaches.map(({ length }) => length / 2);
  const run = (name: "close" | "dim") => (pairs: number, order: number) => {
    const reached = order * shape.stride * VECTOR_BYTES;
    module[name](pairs, memory.reaches[order] ?? 0, blocks[order] ?? 0, reached);
  };
  return {
    shape,
    column: (name) =>
      new LaneColumn(
        numbers,
        (memory.pairsFrom + memory.offsets[name]) / NUMBER_BYTES,
        memory.pairBytes / NUMBER_BYTES,
      ),
    rows: new (shape.everyStep ? Float32Array : Float64Array)(
      buffer,
      memory.rows,
      shape.series * BLOCK_MEMBERS,
    ),
    hides: new Int32Array(buffer, memory.hides, shape.sites),
    feltAt: new Int32Array(buffer, memory.feltAt, shape.sites),
    deliver: (pairs) => module.deliver(pairs, 0, 0, 0),
    move: (pairs) => module.move(pairs, 0, 0, 0),
    own: (pairs) => module.own(pairs, 0, 0, 0),
    account: (pairs) => module.account(pairs, 0, 0, 0),
    leave: (pairs) => module.leave(pairs, 0, 0, 0),
    retire: (pairs) => module.retire(pairs, 0, 0, 0),
    close: run("close"),
    dim: run("dim"),
  };
}

/** A block is named by the bytes from the pair's first cohort to its own. */
function writeReaches({ reaches }: BatchShape, memory: BatchMemory, buffer: ArrayBuffer): void {
  for (const [order, blocks] of reaches.entries()) {
    const list = new Int32Array(buffer, memory.reaches[order] ?? 0, blocks.length);
    list.set(blocks.map((cohort) => cohort * VECTOR_BYTES));
  }
}
