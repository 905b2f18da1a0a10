import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CohortKernel,
  plainKernel,
  simdKernel,
} from "../../../src/simulate/miners/cohort-kernel.ts";
import { LANES, NUMBER_BYTES } from "../../../src/simulate/miners/cohort-memory.ts";

const shapes = fc.record({
  sites: fc.integer({ min: 1, max: 4 }),
  blocks: fc.integer({ min: 2, max: 4 }),
  pairs: fc.integer({ min: 1, max: 3 }),
});
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const actions = fc.array(fc.constantFrom("land", "close", "close none", "slow on", "fast on"), {
  minLength: 1,
  maxLength: 12,
});

test("Two cohorts at a time give what one at a time gives, to the last bit", () => {
  fc.assert(
    fc.property(shapes, fc.infiniteStream(fraction), actions, (shape, numbers, todo) => {
      const simd = simdKernel(shape);
      if (simd === null) throw new Error("this machine has no SIMD");
      const plain = plainKernel(shape);
      fill(plain, numbers);
      copy(plain, simd);
      for (const action of todo) {
        act(plain, action);
        act(simd, action);
        expect(stateOf(simd)).toEqual(stateOf(plain));
      }
    }),
  );
});

test("What leaves the blocks is what is reported, and a part of it is hidden", () => {
  fc.assert(
    fc.property(shapes, fc.infiniteStream(fraction), (shape, numbers) => {
      const kernel = plainKernel(shape);
      fill(kernel, numbers);
      const before = sum(kernel.hash);
      act(kernel, "close");
      const hidden = (kernel.constants[9] ?? 0) * sum(kernel.out);
      // Rounding: a few hundred additions of numbers up to 1.
      expect(sum(kernel.hash) - (before - sum(kernel.out) + hidden)).toBeCloseTo(0, 12);
    }),
  );
});

function fill(kernel: CohortKernel, numbers: Iterator<number>): void {
  const { sites, blocks, pairs } = kernel.shape;
  const next = (): number => Number(numbers.next().value);
  for (const column of columnsOf(kernel)) {
    for (let index = 0; index < column.length; index += 1) column[index] = next();
  }
  for (let site = 0; site < sites; site += 1) {
    kernel.open[site] = blocks - 1 + Math.round(next());
    const first = site * blocks;
    const bytes = pairs * LANES * NUMBER_BYTES;
    kernel.blockList[2 * site] = first * bytes;
    kernel.blockList[2 * site + 1] = (first + blocks - 1) * bytes;
  }
}

function copy(from: CohortKernel, to: CohortKernel): void {
  const target = columnsOf(to);
  for (const [index, column] of columnsOf(from).entries()) target[index]?.set(column);
  to.open.set(from.open);
  to.blockList.set(from.blockList);
}

function act(kernel: CohortKernel, action: string): void {
  if (action === "land") kernel.land();
  else if (action === "close") kernel.close(kernel.shape.sites);
  else if (action === "close none") kernel.close(0);
  else kernel.step(action === "fast on" ? 1 : 0);
}

function columnsOf(kernel: CohortKernel): Float64Array[] {
  const { constants, position, online, hash, available, efficiency, parts, share } = kernel;
  const columns = [constants, position, online, hash, available, efficiency, parts, share];
  return [...columns, ...kernel.landing, ...kernel.keys];
}

function stateOf({ online, hash, rate, power, running, whole, out }: CohortKernel): string {
  return [online, hash, rate, power, running, whole, out].map((one) => one.join()).join("; ");
}

function sum(column: Float64Array): number {
  return column.reduce((total, one) => total + one, 0);
}
