import type { WorkspaceFacts } from "../prepare-workspace.ts";

/**
 * Packs facts as JSON text. Columns of whole numbers become differences, zigzag and seven bits a
 * byte: a block's time, bits and pool take four to five bytes together instead of fourteen. Properties
 * that are `undefined` are left out.
 */
export function packFacts(facts: WorkspaceFacts): string {
  return JSON.stringify(packed(facts));
}

/** The facts that were packed. */
export function unpackFacts(text: string): WorkspaceFacts {
  const facts: WorkspaceFacts = JSON.parse(text, (_, value: unknown) => revived(value));
  return facts;
}

const KINDS = { Float64Array, Uint32Array, Uint16Array, Uint8Array } as const;
type Kind = keyof typeof KINDS;
type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** Marks an object as something that JSON has no word for. */
const MARK = "$";

function packed(value: unknown): unknown {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : { [MARK]: "number", text: String(value) };
  }
  if (typeof value !== "object" || value === null) {
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    throw new TypeError(`a ${typeof value} cannot be packed`);
  }
  if (Array.isArray(value)) return value.map(packed);
  const column = columnOf(value);
  if (column !== undefined) return packedColumn(column);
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(parts.map(([name, part]) => [name, packed(part)]));
}

/** A `Buffer` counts as the bytes that it is. */
function columnOf(value: object): { readonly kind: Kind; readonly column: Column } | undefined {
  if (value instanceof Float64Array) return { kind: "Float64Array", column: value };
  if (value instanceof Uint32Array) return { kind: "Uint32Array", column: value };
  if (value instanceof Uint16Array) return { kind: "Uint16Array", column: value };
  if (value instanceof Uint8Array) return { kind: "Uint8Array", column: value };
  if (!ArrayBuffer.isView(value)) return undefined;
  throw new TypeError("a column of this kind cannot be packed");
}

function packedColumn({
  kind,
  column,
}: {
  readonly kind: Kind;
  readonly column: Column;
}): Readonly<Record<string, unknown>> {
  const { length } = column;
  if (kind !== "Uint8Array" && column.every(Number.isSafeInteger)) {
    return { [MARK]: kind, length, steps: toBase64(stepsOf(column)) };
  }
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  return { [MARK]: kind, length, bytes: toBase64(bytes) };
}

/** A marked object as what it stands for; anything else as it is. */
function revived(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(MARK in value)) return value;
  const marked = new Map<string, unknown>(Object.entries(value));
  const mark = marked.get(MARK);
  if (mark === "number") return Number(marked.get("text"));
  const kind = (["Float64Array", "Uint32Array", "Uint16Array", "Uint8Array"] as const).find(
    (known) => known === mark,
  );
  if (kind === undefined) throw new TypeError(`nothing is packed as ${String(mark)}`);
  return unpackedColumn(kind, marked);
}

function unpackedColumn(kind: Kind, marked: ReadonlyMap<string, unknown>): Column {
  const [length, steps] = [Number(marked.get("length")), marked.get("steps")];
  if (typeof steps === "string") {
    const column = new KINDS[kind](length);
    followSteps(fromBase64(steps), column);
    return column;
  }
  const { buffer } = fromBase64(String(marked.get("bytes")));
  return new KINDS[kind](buffer, 0, length);
}

/** Differences of a column of whole numbers as bytes: sign in the lowest bit, seven bits a byte. */
function stepsOf(column: Column): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const value of column) {
    const step = value - before;
    let rest = step < 0 ? -2 * step - 1 : 2 * step;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
    before = value;
  }
  return Uint8Array.from(bytes);
}

function followSteps(bytes: Uint8Array, column: Column): void {
  let [row, value, rest, scale] = [0, 0, 0, 1];
  for (const byte of bytes) {
    rest += (byte % 128) * scale;
    scale *= 128;
    if (byte < 128) {
      value += rest % 2 === 1 ? -(rest + 1) / 2 : rest / 2;
      column[row] = value;
      row += 1;
      [rest, scale] = [0, 1];
    }
  }
}

/** Longest stretch that a call takes as arguments. */
const STRETCH = 0x6000;

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += STRETCH) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + STRETCH)));
  }
  return btoa(parts.join(""));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
