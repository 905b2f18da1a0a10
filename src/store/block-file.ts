import { parquetRead, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { HashfallError } from "../base/index.ts";
import { type BlockColumns, UNOBSERVED } from "../record/index.ts";
import { REMEDY, damaged, readBytes } from "./manifest.ts";

const COLUMNS = ["time", "bits", "pool"];

const INT32_MAX = 2 ** 31 - 1;

type Values = ArrayLike<unknown>;

/** Reads the block columns of a Parquet file: time (s), bits, pool (slug), in order of height. */
export async function decodeBlocks(bytes: Uint8Array): Promise<BlockColumns> {
  const file = new Uint8Array(bytes).buffer;
  try {
    return await decode(file);
  } catch (cause) {
    if (cause instanceof HashfallError) throw cause;
    const reason = `not readable as Parquet: ${cause instanceof Error ? cause.message : "unknown"}`;
    throw damaged([{ path: "blocks.parquet", reason, remedy: REMEDY }]);
  }
}

/** Four bytes a time, and eight where one lies beyond 2038. */
function timeColumn(time: Float64Array): {
  data: Int32Array | Float64Array;
  type: "INT32" | "DOUBLE";
} {
  const isLong = time.some((seconds) => seconds > INT32_MAX);
  return isLong ? { data: time, type: "DOUBLE" } : { data: Int32Array.from(time), type: "INT32" };
}

/** Reads such a file from a path. @throws HashfallError `record.missing`, `record.damaged`. */
export async function readBlocks(path: string): Promise<BlockColumns> {
  return decodeBlocks(await readBytes(path));
}

/**
 * Blocks as Parquet. Heights are consecutive, so their deltas cost nothing; times are plain because
 * plain columns decode a third faster than deltas; no column may be empty, which halves the reading.
 */
export function encodeBlocks({ firstHeight, time, bits, pool, pools }: BlockColumns): Uint8Array {
  const required = { nullable: false } as const;
  const heights = Int32Array.from(time, (_, row) => firstHeight + row);
  const slugs = Array.from(pool, (code) => pools[code] ?? UNOBSERVED);
  const content = parquetWriteBuffer({
    columnData: [
      {
        name: "height",
        data: heights,
        type: "INT32",
        encoding: "DELTA_BINARY_PACKED",
        ...required,
      },
      { name: "time", ...timeColumn(time), encoding: "PLAIN", ...required },
      { name: "bits", data: Int32Array.from(bits), type: "INT32", ...required },
      { name: "pool", data: slugs, type: "STRING", ...required },
    ],
    rowGroupSize: time.length,
    createdBy: "hashfall",
  });
  return new Uint8Array(content);
}

async function decode(file: ArrayBuffer): Promise<BlockColumns> {
  const firstHeight = await readFirstHeight(file);
  const pages = new Map<string, Values[]>(COLUMNS.map((column) => [column, []]));
  await parquetRead({
    file,
    columns: COLUMNS,
    onChunk: ({ columnName, columnData }) => void pages.get(columnName)?.push(columnData),
  });
  const rows = lengthOf(pages.get("time"));
  if (rows === 0 || COLUMNS.some((column) => lengthOf(pages.get(column)) !== rows)) {
    const reason = "columns of unequal length";
    throw damaged([{ path: "blocks.parquet", reason, remedy: REMEDY }]);
  }
  const time = new Float64Array(rows);
  const bits = new Uint32Array(rows);
  fill(time, pages.get("time"));
  fill(bits, pages.get("bits"));
  const { index, names } = encodePools(rows, pages.get("pool"));
  return { firstHeight, time, bits, pool: index, pools: names };
}

async function readFirstHeight(file: ArrayBuffer): Promise<number> {
  const [first] = await parquetReadObjects({ file, columns: ["height"], rowStart: 0, rowEnd: 1 });
  const height = Number(first?.["height"]);
  if (Number.isInteger(height) && height >= 0) return height;
  const reason = `first height is ${String(first?.["height"])}`;
  throw damaged([{ path: "blocks.parquet", reason, remedy: REMEDY }]);
}

function lengthOf(parts: readonly Values[] = []): number {
  return parts.reduce((total, part) => total + part.length, 0);
}

function fill(target: Float64Array | Uint32Array, parts: readonly Values[] = []): void {
  let row = 0;
  for (const part of parts) {
    if (!isNumbers(part)) throw new TypeError("a column of numbers holds something else");
    target.set(part, row);
    row += part.length;
  }
}

/** A column has one type, so its first value speaks for all. */
function isNumbers(values: Values): values is ArrayLike<number> {
  return typeof values[0] === "number";
}

function encodePools(
  rows: number,
  parts: readonly Values[] = [],
): { index: Uint16Array; names: string[] } {
  const index = new Uint16Array(rows);
  const codes = new Map<unknown, number>();
  let row = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 1) {
      const code = codes.get(part[i]) ?? codes.size;
      if (code === codes.size) codes.set(part[i], code);
      index[row] = code;
      row += 1;
    }
  }
  const names = Array.from(codes.keys(), (slug) => (typeof slug === "string" ? slug : UNOBSERVED));
  return { index, names };
}
