import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  readdirSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadRecord, manifestSchema, pieceFingerprints, sha256 } from "../../src/store/index.ts";
import { ROOT, record } from "../shipped.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hashfall-record-"));
  cpSync(`${ROOT}data`, folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

function flip(file: string, offset: number): void {
  const bytes = readFileSync(join(folder, file));
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 0x10, offset);
  writeFileSync(join(folder, file), bytes);
}

test("the shipped record is 335,554 blocks and fits in six megabytes", () => {
  expect(record.blocks.time.length).toBe(335_554);
  expect(record.blocks.firstHeight).toBe(610_683);
  expect(record.retargets.length).toBe(474);
  const bytes = readdirSync(`${ROOT}data`).map((name) => statSync(`${ROOT}data/${name}`).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6e6);
});

test("each file states unit, source, licence and period", () => {
  for (const file of record.files) {
    for (const text of [file.what, file.source, file.licence, file.period]) {
      expect(text.length, file.path).toBeGreaterThan(2);
    }
    expect(Object.values(file.columns).every((unit) => unit.length > 0)).toBe(true);
  }
});

test.each([
  ["blocks.parquet", 700_000, "between byte 655360 and 720895"],
  ["retargets.csv", 5_000, "between byte 0 and"],
  ["orders.json", 20, "between byte 0 and 65535"],
])("one flipped bit in %s is named, and where", async (file, offset, where) => {
  flip(file, offset);
  await expect(loadRecord(folder)).rejects.toMatchObject({
    code: "record.damaged",
    problems: [{ path: join(folder, file), reason: expect.stringContaining(where) }],
  });
});

test("the orders are those merged by hand, nothing else", () => {
  const merged: unknown = JSON.parse(
    readFileSync(`${ROOT}scripts/build-record/orders-merged.json`, "utf8"),
  );
  expect(readFileSync(`${ROOT}data/orders.json`, "utf8")).toBe(
    `${JSON.stringify(merged, null, 1)}\n`,
  );
});

test("every pool of the blocks has an identity; only two tags are ascribed to two pools", () => {
  const slugs = new Set(record.pools.map(({ slug }) => slug));
  expect(record.blocks.pools.filter((slug) => !slugs.has(slug))).toEqual([]);
  const owners = new Map<string, Set<string>>();
  for (const { slug, tags } of record.pools) {
    for (const { value } of tags) {
      const tag = value.toLowerCase();
      owners.set(tag, (owners.get(tag) ?? new Set()).add(slug));
    }
  }
  // The two public lists themselves differ on these.
  const shared = [...owners].filter(([, names]) => names.size > 1).map(([tag]) => tag);
  expect(shared.toSorted()).toEqual(["gdpool", "validated with clean energy"]);
});

test.each([
  ["retargets.csv", "height,time,bits\n0,x,1d00ffff\n", "retargets.csv:2"],
  ["market.csv", "date,price_usd,fees_btc\n2016-01-01,1,1\n2016-01-03,1,1\n", "market.csv:3"],
  ["checkpoints.csv", "hello\n", "checkpoints.csv:1"],
  ["blocks.parquet", "PAR1 hello", "blocks.parquet"],
])("a %s that says nonsense under a right fingerprint is named", async (file, text, path) => {
  writeFileSync(join(folder, file), text);
  const manifest = manifestSchema.parse(
    JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")),
  );
  const bytes = new TextEncoder().encode(text);
  const prints = { bytes: bytes.length, sha256: sha256(bytes), pieces: pieceFingerprints(bytes) };
  const files = manifest.files.map((entry) =>
    entry.path === file ? Object.assign({}, entry, prints) : entry,
  );
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, files }));
  await expect(loadRecord(folder)).rejects.toMatchObject({
    code: "record.damaged",
    problems: [{ path }],
  });
});

test("every damaged file is listed, not only the first", async () => {
  flip("market.csv", 100);
  flip("pools.json", 100);
  await expect(loadRecord(folder)).rejects.toSatisfy(
    (error: { problems: { path: string }[] }) => error.problems.length === 2,
  );
});

test("a truncated file is named with its length", async () => {
  const path = join(folder, "checkpoints.csv");
  writeFileSync(path, readFileSync(path).subarray(0, 1000));
  await expect(loadRecord(folder)).rejects.toThrow("1000 bytes instead of");
});

test("a missing file or folder is named with what to do", async () => {
  rmSync(join(folder, "market.csv"));
  await expect(loadRecord(folder)).rejects.toMatchObject({
    code: "record.missing",
    problems: [{ remedy: expect.stringContaining("--data") }],
  });
  await expect(loadRecord(join(folder, "nowhere"))).rejects.toMatchObject({
    code: "record.missing",
  });
});

test.each(["{", "[]", '{"schema":"other/1","files":[]}'])(
  "a manifest that reads %s is refused",
  async (text) => {
    writeFileSync(join(folder, "manifest.json"), text);
    await expect(loadRecord(folder)).rejects.toMatchObject({ code: "record.damaged" });
  },
);
