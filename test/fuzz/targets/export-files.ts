import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Random } from "../../../src/base/index.ts";
import { HEADER_BYTES } from "../../../src/bitcoin/index.ts";
import { type BlockBatch, openExportFile } from "../../../src/ingest/index.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../../src/store/index.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { cleanUp, storeUntil } from "../../ingest/sources.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostileJson } from "../json-mutation.ts";
import { hostile } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";

const NEVER = new AbortController().signal;
const HEIGHT = 25;
/** All the coins there will ever be, in satoshis. */
const MAX_MONEY = 21e14;
/** What a cell of a text file is replaced by. */
const CELLS = [
  "",
  "null",
  "NULL",
  "-1",
  "0",
  "1.5",
  "1e308",
  "9007199254740993",
  "99999999999999999999999",
  "zz",
  "abc",
  '"',
  '""',
  "0".repeat(64),
  "ab".repeat(200),
  "\u0000",
  "é",
  "'; drop table blocks; --",
];

interface Exported {
  readonly format: ExportFormat;
  readonly bytes: Uint8Array;
}

/** Files that an exported chain is read back from, in all its forms. */
export const exportFiles: Target = {
  name: "export-files",
  share: 300,
  codes: ["input.invalid", "source.malformed"],
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), "hashfall-fuzz-"));
    const exported = await exportedChains(folder);
    return {
      run: (trial) => tryFile(trial, folder, pick(trial.random, exported)),
      close: () => {
        rmSync(folder, { recursive: true, force: true });
        cleanUp();
        return Promise.resolve();
      },
    };
  },
};

async function exportedChains(folder: string): Promise<Exported[]> {
  const store = await storeUntil(recordedNode().rows[HEIGHT]?.hash ?? "");
  const exported: Exported[] = [];
  for (const format of EXPORT_FORMATS) {
    const path = join(folder, `whole.${format}`);
    await store.exportChain(path, format);
    exported.push({ format, bytes: new Uint8Array(readFileSync(path)) });
  }
  store.close();
  return exported;
}

async function tryFile(trial: Case, folder: string, { format, bytes }: Exported): Promise<Outcome> {
  const { random } = trial;
  trial.input = damaged(random, format, bytes);
  const path = join(folder, `chain.${format}`);
  writeFileSync(path, trial.input);
  const source = await openExportFile(path);
  try {
    const locator = oneIn(random, 4) ? locatorAt(below(random, HEIGHT)) : [];
    let blocks = 0;
    for await (const batch of source.blocks({ locator, cursor: null }, NEVER)) {
      requireSound(batch);
      blocks += batch.coinbases.length;
    }
    return blocks === 0 ? "no block" : ACCEPTED;
  } finally {
    await source.close();
  }
}

function locatorAt(height: number): Uint8Array[] {
  const rows = recordedNode()
    .rows.slice(0, height + 1)
    .toReversed();
  return rows.map(({ hash }) => Buffer.from(hash, "hex").toReversed());
}

function requireSound({ headers, coinbases, tipHeight }: BlockBatch): void {
  must(Number.isInteger(tipHeight), "the tip's height is whole");
  must(headers.length === coinbases.length * HEADER_BYTES, "every block has a header of 80 bytes");
  for (const coinbase of coinbases) {
    if (coinbase === null) continue;
    must(Number.isSafeInteger(coinbase.value) && coinbase.value >= 0, "a value is whole");
    must(coinbase.value <= MAX_MONEY, "a value is below all coins");
    must(coinbase.transactions >= 1, "a block has a transaction");
    must(coinbase.script.length <= 100, "an input script has 100 bytes at most");
  }
}

function damaged(random: Random, format: ExportFormat, bytes: Uint8Array): Uint8Array {
  if (format === "parquet" || oneIn(random, 4)) return hostile(random, [bytes]);
  const text = Buffer.from(bytes).toString("utf8");
  if (format === "json" && oneIn(random, 2)) return hostileLine(random, text);
  return oneIn(random, 2) ? withCell(random, text) : withLines(random, text);
}

function hostileLine(random: Random, text: string): Uint8Array {
  const lines = text.split("\n");
  const at = below(random, lines.length);
  const line = Buffer.from(hostileJson(random, lines[at] ?? "")).toString("utf8");
  return Buffer.from(lines.with(at, line).join("\n"));
}

/** One cell of a row exchanged; of JSON, whatever stands between two commas. */
function withCell(random: Random, text: string): Uint8Array {
  const lines = text.split("\n");
  const at = below(random, lines.length);
  const cells = (lines[at] ?? "").split(",");
  const line = cells.with(below(random, cells.length), pick(random, CELLS)).join(",");
  return Buffer.from(lines.with(at, line).join("\n"));
}

/** Rows left out, sent twice, or in another order. */
function withLines(random: Random, text: string): Uint8Array {
  const [first = "", ...rest] = text.split("\n");
  const lines = rest.flatMap((line) =>
    oneIn(random, 8) ? [] : oneIn(random, 8) ? [line, line] : [line],
  );
  return Buffer.from([first, ...(oneIn(random, 3) ? lines.toReversed() : lines)].join("\n"));
}
