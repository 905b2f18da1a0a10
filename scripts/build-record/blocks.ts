import { parquetWriteBuffer } from "hyparquet-writer";
import { type BuiltFile, readTable } from "./facts.ts";
import { canonicalSlug } from "./pools.ts";

const PATH = "derived/blocks_610683_946236.csv.gz";

/**
 * Blocks as Parquet. Heights are consecutive, so their deltas cost nothing; times are plain because
 * plain columns decode a third faster than deltas and the record has room.
 */
export function blockFile(folder: string): BuiltFile {
  const rows = readTable(folder, PATH);
  const column = (name: string): string[] => rows.map((row) => row.get(name) ?? "");
  const height = Int32Array.from(column("height"), Number);
  const gap = height.findIndex((value, index) => value !== (height[0] ?? 0) + index);
  if (gap !== -1) throw new Error(`${PATH}: height ${height[gap]} follows ${height[gap - 1]}`);
  const required = { nullable: false } as const;
  const data = Int32Array.from(column("bits"), (bits) => Number.parseInt(bits, 16));
  const content = parquetWriteBuffer({
    columnData: [
      { name: "height", data: height, type: "INT32", encoding: "DELTA_BINARY_PACKED", ...required },
      {
        name: "time",
        data: Int32Array.from(column("time"), Number),
        type: "INT32",
        encoding: "PLAIN",
        ...required,
      },
      { name: "bits", data, type: "INT32", ...required },
      { name: "pool", data: column("pool").map(canonicalSlug), type: "STRING", ...required },
    ],
    rowGroupSize: rows.length,
    createdBy: "hashfall",
  });
  const days = column("time").map((time) =>
    new Date(Number(time) * 1000).toISOString().slice(0, 10),
  );
  return {
    path: "blocks.parquet",
    what: "Every block: when its header says it was found, its packed target, whom the coinbase names",
    columns: {
      height: "blocks since genesis",
      time: "s since 1970-01-01T00:00Z (header time)",
      bits: "packed target (nBits)",
      pool: "slug of the pool in pools.json",
    },
    rows: rows.length,
    period: `height ${height[0]} to ${height.at(-1)}, ${days[0]} to ${days.at(-1)}`,
    source: "sorukumar/bitcoin-mining-pools, built on jlopp's data; bits by the retarget rule",
    licence: "BSD-2-Clause; MIT",
    content: new Uint8Array(content),
  };
}
