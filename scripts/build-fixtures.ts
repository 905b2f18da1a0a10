// Makes the files under test/fixtures/ from a folder of recordings.
//
//   npx tsx scripts/build-fixtures.ts FOLDER
//
// FOLDER/node: answers and files of a Bitcoin Core node; FOLDER/headers: headers of mainnet.
// What follows from the rest is left out, after a check that it does. Run `npm run format` after it.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { blocksOf, RECORD_PREFIX } from "../test/fixtures/block-file.ts";
import {
  displayed,
  doubleSha256,
  HEADER_BYTES,
  packHeaders,
  serialised,
  unpackHeaders,
} from "../test/fixtures/header-columns.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: npx tsx scripts/build-fixtures.ts FOLDER");
const source: string = folder;
const TARGET = new URL("../test/fixtures/", import.meta.url);
/** Bodies longer than this must follow from the chain. */
const LONGEST_BODY = 10_000;
/** Of a checkpoint in bitcoinj's list: 12 bytes of work, 4 of height, then the header. */
const CHECKPOINT_HEADER = 16;

const restIndex = z.array(
  z.object({
    path: z.string(),
    status: z.number(),
    type: z.string(),
    file: z.string().nullable(),
  }),
);

buildHeaders();
buildNode();

function buildHeaders(): void {
  const first = Buffer.concat(
    ["raw80.0000000-0009999.bin.gz", "raw80.0010000-0019999.bin.gz"].map((name) =>
      gunzipSync(input("headers", name)),
    ),
  );
  const [lead, ...lines] = gunzipSync(input("headers", "dfinity.headers.csv.gz"))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  if (lead !== "version,prev_block,merkle_root,timestamp,bits,nonce,txn_count") {
    throw new Error(`unexpected columns: ${lead}`);
  }
  const summer = Buffer.concat(lines.map(headerOfLine));
  const parent = checkpointWithHash(displayed(summer.subarray(4, 36)));
  const firstRun = headerRun("mainnet-0-19999.columns.gz", 0, first);
  const summerRun = headerRun("mainnet-586657-589289.columns.gz", parent.height + 1, summer);
  writeJson("headers/index.json", {
    first: firstRun,
    summer2019: { ...summerRun, parentHeader: parent.header.toString("hex") },
  });
}

function headerOfLine(line: string): Buffer {
  const [version = "", parent = "", root = "", ...numbers] = line.split(",");
  return Buffer.concat([
    serialised(version),
    serialised(parent),
    serialised(root),
    ...numbers.slice(0, 3).map(serialised),
  ]);
}

function headerRun(file: string, firstHeight: number, headers: Buffer): object {
  const before = headers.subarray(4, 36);
  const packed = packHeaders(headers);
  if (!unpackHeaders(packed, before).equals(headers)) throw new Error(`${file}: a link is broken`);
  write(`headers/${file}`, packed);
  return { file, firstHeight, count: headers.length / HEADER_BYTES, before: displayed(before) };
}

function checkpointWithHash(hash: string): { height: number; header: Buffer } {
  const lines = input("headers", "bitcoinj.org.bitcoin.production.checkpoints.txt")
    .toString("latin1")
    .split("\n");
  for (const line of lines) {
    const bytes = Buffer.from(line, "base64");
    const header = bytes.subarray(CHECKPOINT_HEADER, CHECKPOINT_HEADER + HEADER_BYTES);
    if (displayed(doubleSha256(header)) === hash) return { height: bytes.readUInt32BE(12), header };
  }
  throw new Error(`no checkpoint ${hash}`);
}

function buildNode(): void {
  const plain = gunzipSync(input("node", "plain-blk00000.dat.gz"));
  const hidden = gunzipSync(input("node", "xor-blk00000.dat.gz"));
  const blocks = blocksOf(plain);
  const used = blocks.reduce((sum, { bytes }) => sum + RECORD_PREFIX + bytes.length, 0);
  if (plain.subarray(used).some((byte) => byte !== 0)) throw new Error("padding is not zeros");
  write("node/blocks.dat.gz", gzipSync(plain.subarray(0, used), { level: 9 }));
  writeJson("node/block-file.json", {
    length: plain.length,
    xorKey: input("node", "xor-xor.dat").toString("hex"),
    obfuscatedSha256: sha256(hidden),
  });
  const hashes = activeChain(new Map(blocks.map(({ hash, header }) => [hash, header])));
  writeJson("node/rest.json", restExchanges(hashes));
  writeJson("node/rpc.json", parsed("rpc.json"));
  writeJson("node/chain-info.json", parsed("getblockchaininfo.json"));
  writeJson("node/chain-tips.json", parsed("chaintips.json"));
  writeSent();
}

/** Leaves out of the node's own list what the block of that hash says: header, time and bits. */
function activeChain(headers: ReadonlyMap<string, Uint8Array>): string[] {
  const [lead, ...lines] = gunzipSync(input("node", "active-chain.tsv.gz"))
    .toString("utf8")
    .trimEnd()
    .split("\n");
  if (lead !== "height\thash\theader\ttime\tbits\tcoinbase_script\taddresses\tcoinbase_value_sat") {
    throw new Error(`unexpected columns: ${lead}`);
  }
  const kept = ["height\thash\tcoinbase_script\taddresses\tcoinbase_value_sat"];
  const hashes: string[] = [];
  for (const line of lines) {
    const [height = "", hash = "", header, time, bits, ...rest] = line.split("\t");
    const found = Buffer.from(headers.get(hash) ?? []);
    const said = [
      found.toString("hex"),
      `${found.readUInt32LE(68)}`,
      found.readUInt32LE(72).toString(16),
    ];
    if (said.join() !== [header, time, bits].join()) throw new Error(`height ${height} differs`);
    kept.push([height, hash, ...rest].join("\t"));
    hashes.push(hash);
  }
  write("node/active-chain.tsv.gz", gzipSync(`${kept.join("\n")}\n`, { level: 9 }));
  return hashes;
}

function restExchanges(hashes: readonly string[]): object[] {
  return restIndex.parse(parsed("rest.json")).map(({ file, path, status, type }) => {
    // The recording names a body for the unknown path but holds none.
    const isKept = file !== null && file !== "rest-blockpart.txt";
    const body = isKept ? restBody(input("node", file), type, path, hashes) : null;
    return { path, status, type, body };
  });
}

function restBody(bytes: Buffer, type: string, path: string, hashes: readonly string[]): object {
  if (bytes.length > LONGEST_BODY) {
    const [, hash = ""] = /headers\/([0-9a-f]{64})/.exec(path) ?? [];
    return { headersFrom: hashes.indexOf(hash), length: bytes.length, sha256: sha256(bytes) };
  }
  if (type !== "application/octet-stream") return { text: bytes.toString("utf8") };
  return { hex: bytes.toString("hex") };
}

/** Keeps the messages before the `headers` that the node sent last. */
function writeSent(): void {
  const bytes = input("node", "p2p-node-sent.bin");
  const headers = bytes.indexOf("headers\0", 0, "latin1") - 4;
  writeJson("node/p2p-sent.json", {
    handshake: bytes.subarray(0, headers).toString("hex"),
    whole: { length: bytes.length, sha256: sha256(bytes) },
  });
}

function input(...path: string[]): Buffer {
  return readFileSync(join(source, ...path));
}

function parsed(name: string): unknown {
  return JSON.parse(input("node", name).toString("utf8"));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function write(name: string, content: Uint8Array | string): void {
  const path = new URL(name, TARGET);
  mkdirSync(new URL(".", path), { recursive: true });
  writeFileSync(path, content);
  process.stdout.write(`${name} ${content.length}\n`);
}

function writeJson(name: string, value: unknown): void {
  write(name, `${JSON.stringify(value, null, 1)}\n`);
}
