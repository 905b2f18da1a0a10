import { encodeBlocks } from "../../src/store/index.ts";
import { type BuiltFile, readTable } from "./facts.ts";
import { canonicalSlug } from "./pools.ts";

const PATH = "derived/blocks_610683_946236.csv.gz";

/** The blocks of the list, in the form the record keeps them in. */
export function blockFile(folder: string): BuiltFile {
  const rows = readTable(folder, PATH);
  const column = (name: string): string[] => rows.map((row) => row.get(name) ?? "");
  const height = Int32Array.from(column("height"), Number);
  const gap = height.findIndex((value, index) => value !== (height[0] ?? 0) + index);
  if (gap !== -1) throw new Error(`${PATH}: height ${height[gap]} follows ${height[gap - 1]}`);
  const slugs = column("pool").map(canonicalSlug);
  const pools = [...new Set(slugs)];
  const codes = new Map(pools.map((slug, code) => [slug, code]));
  const content = encodeBlocks({
    firstHeight: height[0] ?? 0,
    time: Float64Array.from(column("time"), Number),
    bits: Uint32Array.from(column("bits"), (bits) => Number.parseInt(bits, 16)),
    pool: Uint16Array.from(slugs, (slug) => codes.get(slug) ?? 0),
    pools,
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
    content,
  };
}
