import { type Instruction, instruction, integer, unsigned } from "../../base/index.ts";

/** Four 32-bit words side by side: one number that all four are, or code that pushes them. */
export type Lanes = number | Instruction;

/** Size of four words, in bytes. */
export const VECTOR_BYTES = 16;

const SIMD = 0xfd;
const LOAD = [SIMD, 0x00];
const STORE = [SIMD, 0x0b];
const CONSTANT = [SIMD, 0x0c];
const SHUFFLE = [SIMD, 0x0d];
const AND = [SIMD, 0x4e];
const XOR = [SIMD, 0x51];
const SELECT = [SIMD, 0x52];
const SHIFT_LEFT = [SIMD, 0xab, 0x01];
const SHIFT_RIGHT = [SIMD, 0xad, 0x01];
const ADD = [SIMD, 0xae, 0x01];

/** Pushes four words. Opcodes: WebAssembly Core Specification 2.0, section 5.4.8. */
function push(lanes: Lanes): Instruction {
  if (typeof lanes !== "number") return lanes;
  const word = [lanes & 0xff, (lanes >>> 8) & 0xff, (lanes >>> 16) & 0xff, lanes >>> 24];
  return instruction([...CONSTANT, ...word, ...word, ...word, ...word]);
}

/** Sum modulo 2^32, the constant terms added up beforehand. */
export function add(...terms: readonly Lanes[]): Lanes {
  let constant = 0;
  const others: Instruction[] = [];
  for (const term of terms) {
    if (typeof term === "number") constant = (constant + term) >>> 0;
    else others.push(term);
  }
  if (constant !== 0) others.unshift(push(constant));
  const [first, ...rest] = others;
  return first === undefined ? 0 : chain(ADD, first, rest);
}

export function xor(x: Lanes, y: Lanes): Lanes {
  if (typeof x === "number" && typeof y === "number") return (x ^ y) >>> 0;
  return instruction(XOR, push(x), push(y));
}

export function and(x: Lanes, y: Lanes): Lanes {
  if (typeof x === "number" && typeof y === "number") return (x & y) >>> 0;
  return instruction(AND, push(x), push(y));
}

/** FIPS 180-4 `Ch`: the bits of y where x has ones, those of z elsewhere. */
export function choose(x: Lanes, y: Lanes, z: Lanes): Lanes {
  if (typeof x === "number" && typeof y === "number" && typeof z === "number") {
    return ((x & y) | (~x & z)) >>> 0;
  }
  return instruction(SELECT, push(y), push(z), push(x));
}

/**
 * FIPS 180-4 `Σ` and `σ`: x rotated right by some numbers of bits and, for `σ`, shifted by another,
 * exclusive-ored.
 *
 * One chain of exclusive ors rather than a rotation at a time: V8 then keeps two intermediate
 * results in registers where it kept six, which is worth a twentieth of the speed.
 */
export function mix(x: Lanes, rotations: readonly number[], shift: number | null): Lanes {
  if (typeof x === "number") return mixWord(x, rotations, shift);
  const right = (by: number) => instruction(SHIFT_RIGHT, x, integer(by));
  const left = (by: number) => instruction(SHIFT_LEFT, x, integer(by));
  const turned = rotations.flatMap((by) => [right(by), left(32 - by)]);
  const [first = x, ...rest] = shift === null ? turned : [...turned, right(shift)];
  return chain(XOR, first, rest);
}

/** Loads 16 bytes from a constant distance behind an address. */
export function load(address: Instruction, offset: number): Instruction {
  return instruction([...LOAD, 0, ...unsigned(offset)], address);
}

export function store(address: Instruction, offset: number, lanes: Lanes): Instruction {
  return instruction([...STORE, 0, ...unsigned(offset)], address, push(lanes));
}

/** Picks 16 of the bytes of two vectors, the second's counted from 16. */
export function shuffle(a: Lanes, b: Lanes, picks: readonly number[]): Instruction {
  return instruction([...SHUFFLE, ...picks], push(a), push(b));
}

function chain(opcode: readonly number[], first: Instruction, rest: Instruction[]): Instruction {
  return rest.reduce((sum, term) => instruction(opcode, sum, term), first);
}

function mixWord(x: number, rotations: readonly number[], shift: number | null): number {
  const turned = rotations.reduce((mixed, by) => mixed ^ ((x >>> by) | (x << (32 - by))), 0);
  return (shift === null ? turned : turned ^ (x >>> shift)) >>> 0;
}
