import type { Instruction } from "../../base/index.ts";
import { type BatchMemory, type BatchShape, type Offsets, SCALARS } from "./batch-memory.ts";
import { PairCode, type Place, type Pointer, VECTOR_BYTES, add, load } from "./pair-code.ts";

/** Code that knows where the numbers of a pair lie. */
export class MemberCode extends PairCode {
  readonly shape: BatchShape;
  private readonly offsets: Offsets;

  constructor(shape: BatchShape, { offsets }: BatchMemory) {
    super();
    this.shape = shape;
    this.offsets = offsets;
  }

  at(name: keyof Offsets, index = 0, pointer: Pointer = this.pair): Place {
    return { pointer, offset: this.offsets[name] + index * VECTOR_BYTES };
  }

  read(name: keyof Offsets, index = 0): Instruction {
    return load(this.at(name, index));
  }

  /** A single number, read anew each time. */
  scalar(name: keyof typeof SCALARS): Instruction {
    return this.read("scalars", SCALARS[name]);
  }

  /** A single number that the function does not change, in a local. */
  kept(name: keyof typeof SCALARS): Instruction {
    return this.keep(this.scalar(name));
  }

  write(name: keyof Offsets, index: number, value: Instruction): void {
    this.store(this.at(name, index), value);
  }

  increase(name: keyof Offsets, index: number, by: Instruction): void {
    this.write(name, index, add(this.read(name, index), by));
  }

  each(count: number, body: (index: number) => void): void {
    for (let index = 0; index < count; index += 1) body(index);
  }

  list(count: number, make: (index: number) => Instruction): Instruction[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}

/** Where the pairs lie that a function runs through. */
export function sizeOf({ pairsFrom, pairBytes }: BatchMemory): {
  readonly from: number;
  readonly bytes: number;
} {
  return { from: pairsFrom, bytes: pairBytes };
}
