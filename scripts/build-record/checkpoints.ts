import { RETARGET_INTERVAL, toBitsOf } from "./compact.ts";
import { type BuiltFile, readFacts, readJson, readTable, writeTable } from "./facts.ts";

const HEADER_OFFSET = 16;

/** First blocks of all epochs: height, time, bits. */
export function retargetFile(folder: string): BuiltFile {
  const rows = readTable(folder, "derived/retargets_0_953568.csv");
  const table = rows.map((row) => [
    row.get("height") ?? "",
    row.get("time") ?? "",
    row.get("bits") ?? "",
  ]);
  const dates = rows.map((row) => row.get("date_utc") ?? "").filter((date) => date !== "");
  return {
    path: "retargets.csv",
    what: "The first block of every epoch since genesis",
    columns: {
      height: "blocks since genesis",
      time: "s since 1970-01-01T00:00Z (header time); empty where only the bits are known",
      bits: "packed target (nBits), hexadecimal",
    },
    rows: table.length,
    period: `height 0 to ${table.at(-1)?.[0]}, ${dates[0]?.slice(0, 10)} to ${dates.at(-1)?.slice(0, 10)} and four epochs more`,
    source: "bitcoinj and Electrum checkpoints; times after them from the blocks",
    licence: "Apache-2.0; MIT",
    content: writeTable(["height", "time", "bits"], table),
  };
}

/** What bitcoinj and Electrum publish about the first block of each epoch, side by side. */
export function checkpointFile(folder: string): BuiltFile {
  const headers = bitcoinjHeaders(folder);
  const parents = electrumParents(folder);
  const last = Math.max(...headers.keys(), ...parents.keys());
  const rows: string[][] = [];
  for (let height = RETARGET_INTERVAL; height <= last; height += RETARGET_INTERVAL) {
    const parent = parents.get(height);
    rows.push([String(height), headers.get(height) ?? "", parent?.hash ?? "", parent?.bits ?? ""]);
  }
  return {
    path: "checkpoints.csv",
    what: "Two independent checkpoint lists for the first block of each epoch",
    columns: {
      height: "blocks since genesis",
      header: "80-byte block header, hexadecimal (bitcoinj)",
      previous_hash: "hash of the block before it (Electrum)",
      bits: "packed target of the epoch, hexadecimal (Electrum)",
    },
    rows: rows.length,
    period: `height ${rows[0]?.[0]} to ${rows.at(-1)?.[0]}`,
    source: "bitcoinj org.bitcoin.production.checkpoints.txt; Electrum checkpoints.json",
    licence: "Apache-2.0; MIT",
    content: writeTable(["height", "header", "previous_hash", "bits"], rows),
  };
}

/** bitcoinj: base64 lines of chain work 12 bytes, height 4, header 80. */
function bitcoinjHeaders(folder: string): Map<number, string> {
  const text = readFacts(folder, "headers/bitcoinj.org.bitcoin.production.checkpoints.txt");
  const lines = text.toString("ascii").trimEnd().split("\n").slice(3);
  return new Map(
    lines.map((line) => {
      const bytes = Buffer.from(line, "base64");
      return [bytes.readUInt32BE(12), bytes.subarray(HEADER_OFFSET).toString("hex")];
    }),
  );
}

/** Electrum: for each epoch the hash of its last block and the target of the epoch after it. */
function electrumParents(folder: string): Map<number, { hash: string; bits: string }> {
  const text = readFacts(folder, "headers/electrum.mainnet.checkpoints.json.gz").toString("ascii");
  const pairs = [...text.matchAll(/"([0-9a-f]{64})",\s*(\d+)/gu)];
  const count = readJson(folder, "headers/electrum.mainnet.checkpoints.json.gz");
  if (!Array.isArray(count) || count.length !== pairs.length)
    throw new Error("Electrum list not understood");
  return new Map(
    pairs.map(([, hash = "", target = ""], index) => [
      (index + 1) * RETARGET_INTERVAL,
      { hash, bits: toBitsOf(BigInt(target)) },
    ]),
  );
}
