/** An instruction of WebAssembly behind those that push its operands; none of its own: a sequence. */
export interface Instruction {
  readonly operands: readonly Instruction[];
  readonly bytes: readonly number[];
}

/** One function over a memory of its own. */
export interface Program {
  /** Name the function is exported under; its memory is exported as "memory". */
  readonly name: string;
  /** How many parameters, all i32; they are the first locals. */
  readonly parameters: number;
  /** How many locals of type i32 follow, and then how many of type v128. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: readonly Instruction[];
  /** Size of the memory, which never grows, in bytes. */
  readonly memoryBytes: number;
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const PAGE_BYTES = 65_536;
const I32 = 0x7f;
const V128 = 0x7b;
const FUNCTION_TYPE = 0x60;
const END = 0x0b;
const BLOCK = [0x02, 0x40];
const LOOP = [0x03, 0x40];

/**
 * A WebAssembly module of one function: its sections type, function, memory, export and code.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.5, "Modules".
 */
export function assemble(program: Program): Uint8Array<ArrayBuffer> {
  const parameters = Array.from({ length: program.parameters }, () => [I32]);
  const locals = [
    [...unsigned(program.integers), I32],
    [...unsigned(program.vectors), V128],
  ];
  const code = vector(locals);
  for (const statement of program.body) write(statement, code);
  code.push(END);
  const pages = unsigned(Math.ceil(program.memoryBytes / PAGE_BYTES));
  return new Uint8Array(
    MAGIC_AND_VERSION.concat(
      section(1, [[FUNCTION_TYPE, ...vector(parameters), ...vector([])]]),
      section(3, [[0]]),
      section(5, [[0x01, ...pages, ...pages]]),
      section(7, [exported("memory", 2), exported(program.name, 0)]),
      section(10, [sized(code)]),
    ),
  );
}

export function instruction(bytes: readonly number[], ...operands: Instruction[]): Instruction {
  return { operands, bytes };
}

/** LEB128 of a whole number that is not negative. */
export function unsigned(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(value >>> 7)];
}

/** Pushes a 32-bit integer. */
export function integer(value: number): Instruction {
  return instruction([0x41, ...signed(value)]);
}

/** Pushes a local. */
export function local(index: number): Instruction {
  return instruction([0x20, ...unsigned(index)]);
}

export function setLocal(index: number, value: Instruction): Instruction {
  return instruction([0x21, ...unsigned(index)], value);
}

/** Adds a number to a local of type i32. */
export function increase(index: number, by: number): Instruction {
  return setLocal(index, instruction([0x6a], local(index), integer(by)));
}

/** Repeats statements while a local of type i32 is not zero. */
export function whileNonZero(index: number, body: readonly Instruction[]): Instruction {
  const begin = instruction([...BLOCK, ...LOOP]);
  const leaveAtZero = instruction([0x45, 0x0d, 1], local(index));
  return instruction([0x0c, 0, END, END], begin, leaveAtZero, ...body);
}

function write(from: Instruction, to: number[]): void {
  for (const operand of from.operands) write(operand, to);
  for (const byte of from.bytes) to.push(byte);
}

/** LEB128 in two's complement: the last byte's bit 6 is the sign. */
function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const isLast = rest === ((low & 0x40) === 0 ? 0 : -1);
  return isLast ? [low] : [low | 0x80, ...signed(rest)];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return unsigned(items.length).concat(...items);
}

function sized(content: readonly number[]): number[] {
  return unsigned(content.length).concat(content);
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  return [id].concat(sized(vector(items)));
}

function exported(name: string, kind: number): number[] {
  return [...sized(Array.from(name, (letter) => letter.charCodeAt(0))), kind, 0];
}
