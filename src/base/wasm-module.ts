/** An instruction of WebAssembly behind those that push its operands; none of its own: a sequence. */
export interface Instruction {
  readonly operands: readonly Instruction[];
  readonly bytes: readonly number[];
}

/** A function that returns nothing. */
export interface ProgramFunction {
  /** Name it is exported under. */
  readonly name: string;
  /** How many parameters, all i32; they are the first locals. */
  readonly parameters: number;
  /** How many locals of type i32 follow, and then how many of type v128. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: readonly Instruction[];
}

/** Functions over a memory of their own, which is exported as "memory". */
export interface Program {
  readonly functions: readonly ProgramFunction[];
  /** Size of the memory, which never grows, in bytes. */
  readonly memoryBytes: number;
}

/** As much of the platform's interface as is used; rooms that know no platform have no types of it. */
declare const WebAssembly:
  | {
      readonly validate: (bytes: Uint8Array) => boolean;
      readonly Module: new (bytes: Uint8Array) => object;
      /** `never` fits every type: what is exported is what the program says. */
      readonly Instance: new (
        module: object,
      ) => { readonly exports: never };
    }
  | undefined;

/** The memory of a module and its functions by name. */
export type ModuleExports<Name extends string> = Readonly<
  Record<Name, (...integers: readonly number[]) => void> &
    Record<"memory", { readonly buffer: ArrayBuffer }>
>;

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const PAGE_BYTES = 65_536;
const I32 = 0x7f;
const V128 = 0x7b;
const FUNCTION_TYPE = 0x60;
const END = 0x0b;
const BLOCK = [0x02, 0x40];
const LOOP = [0x03, 0x40];

/**
 * A WebAssembly module of some functions: its sections type, function, memory, export and code.
 *
 * Source: WebAssembly Core Specification 2.0, section 5.5, "Modules".
 */
export function assemble({ functions, memoryBytes }: Program): Uint8Array<ArrayBuffer> {
  const pages = unsigned(Math.ceil(memoryBytes / PAGE_BYTES));
  return new Uint8Array(
    MAGIC_AND_VERSION.concat(
      section(1, functions.map(typeOf)),
      section(
        3,
        functions.map((_, index) => unsigned(index)),
      ),
      section(5, [[0x01, ...pages, ...pages]]),
      section(7, [
        exported("memory", 2, 0),
        ...functions.map(({ name }, index) => exported(name, 0, index)),
      ]),
      section(10, functions.map(codeOf)),
    ),
  );
}

/** A module at work, its functions those of the names; null where this machine cannot run it. */
export function instantiate<Name extends string>(program: Uint8Array): ModuleExports<Name> | null {
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(program)) return null;
  return new WebAssembly.Instance(new WebAssembly.Module(program)).exports;
}

function typeOf({ parameters }: ProgramFunction): number[] {
  const types = Array.from({ length: parameters }, () => [I32]);
  return [FUNCTION_TYPE, ...vector(types), ...vector([])];
}

function codeOf({ integers, vectors, body }: ProgramFunction): number[] {
  const code = vector([
    [...unsigned(integers), I32],
    [...unsigned(vectors), V128],
  ]);
  for (const statement of body) write(statement, code);
  code.push(END);
  // Not spread: a long function has more bytes than a call may have arguments.
  return unsigned(code.length).concat(code);
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

/** Statements that are done where a condition of type i32 is not zero. */
export function whenNonZero(condition: Instruction, body: readonly Instruction[]): Instruction {
  const begin = instruction([0x04, 0x40], condition);
  return instruction([END], begin, ...body);
}

/** Statements that are done where a condition of type i32 is not zero, and those where it is. */
export function eitherOr(
  condition: Instruction,
  some: readonly Instruction[],
  none: readonly Instruction[],
): Instruction {
  const begin = instruction([0x04, 0x40], condition);
  return instruction([END], begin, ...some, instruction([0x05]), ...none);
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
  const all = unsigned(items.length);
  for (const item of items) for (const byte of item) all.push(byte);
  return all;
}

function sized(content: readonly number[]): number[] {
  return unsigned(content.length).concat(content);
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  return [id].concat(sized(vector(items)));
}

function exported(name: string, kind: number, index: number): number[] {
  const letters = Array.from(name, (letter) => letter.charCodeAt(0));
  return [...sized(letters), kind, ...unsigned(index)];
}
