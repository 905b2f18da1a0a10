import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { type BlockEvidence, BlockInspector, chainPaths } from "../../src/app/index.ts";
import { PoolAttributor } from "../../src/attribution/index.ts";
import { satoshis } from "../../src/base/index.ts";
import { extraNonce, hexOf, legibleText, mergeMiningCommitment } from "../../src/bitcoin/index.ts";
import { scriptTable } from "../../src/cli/coinbase-script.ts";
import type { Context } from "../../src/cli/context.ts";
import { OptionReader } from "../../src/cli/option-reader.ts";
import { conflictsText, differencesText, unknownsText } from "../../src/cli/pool-block-lists.ts";
import { blockText } from "../../src/cli/pool-block-text.ts";
import { columnsAtMost, wrapped } from "../../src/cli/wrapping.ts";
import { type TestBlock, storeOf, syncedRegtest } from "../app/chains.ts";
import { recordedNode } from "../fixtures/node.ts";
import { T, record } from "../shipped.ts";
import { answerOf, hashfall } from "./program.ts";

const folder = mkdtempSync(join(tmpdir(), "hashfall-pool-blocks-"));
(await syncedRegtest(chainPaths(folder, "regtest").store)).close();
const contested = join(folder, "contested");
(
  await storeOf(chainPaths(contested, "mainnet").store, "mainnet", [
    saying("/one_more_mcd/", ["1EepjXgvWUoRyNvuLSAxjiqZ1QqKGDANLW"]),
    saying("\u001b]0;owned\u0007\u001b[2J/\u202eyksihc/"),
    null,
  ])
).close();
afterAll(() => rmSync(folder, { recursive: true }));

function saying(text: string, addresses: readonly string[] = []): TestBlock {
  const script = Buffer.concat([Buffer.from("038f6f0a", "hex"), Buffer.from(text)]);
  return { time: T("2021-06-01"), script, addresses };
}

const blocks = (...args: readonly string[]): unknown =>
  answerOf("pools", "blocks", "--data", folder, ...args);

test("one block answers with its coinbase and the evidence", () => {
  const row = recordedNode().rows[1];
  expect(blocks("--height", "1")).toMatchObject({
    network: "regtest",
    height: 1,
    reward_sat: row?.valueSat,
    script_hex: Buffer.from(row?.coinbaseScript ?? []).toString("hex"),
    pool: "btccom",
    conflict: false,
    rule: { kind: "tag", value: "/BTC.COM/", offset: 2 },
  });
});

test("unknown, conflicts and differences answer for a range", () => {
  const range = ["--from-height", "100", "--to-height", "1099"];
  const common = { from_height: 100, to_height: 1_099, blocks: 1_000, blocks_without_coinbase: 0 };
  expect(blocks("--unknown", ...range)).toMatchObject({ ...common, groups: expect.any(Array) });
  expect(blocks("--conflicts", ...range)).toMatchObject({ ...common, conflicts: [] });
  expect(answerOf("pools", "blocks", "--differences", "--data", contested)).toMatchObject({
    compared_blocks: 0,
    differences: [],
  });
});

test.each([
  { why: "nothing asked", args: [], says: "--height, --unknown, --conflicts and --differences" },
  { why: "two things asked", args: ["--height", "1", "--unknown"], says: "--unknown: given" },
  { why: "half a height", args: ["--height", "1.5"], says: "not a height" },
  { why: "a height in exponents", args: ["--height", "1e3"], says: "not a height" },
  {
    why: "a height that no chain reaches",
    args: ["--height", "5005"],
    says: "ends at height 5004",
  },
  { why: "a height far beyond", args: ["--height", "9999999999"], says: "not a number from 0" },
  {
    why: "a range upside down",
    args: ["--unknown", "--from-height", "9", "--to-height", "8"],
    says: "--from-height: 9 is above --to-height 8",
  },
  {
    why: "a range above the chain",
    args: ["--conflicts", "--from-height", "6000"],
    says: "ends at height 5004",
  },
  {
    why: "a range with one block",
    args: ["--height", "1", "--to-height", "8"],
    says: "--to-height: given together with --height",
  },
  {
    why: "labels of another network",
    args: ["--differences"],
    says: "the shipped labels are of mainnet, the chain is of regtest",
  },
  {
    why: "a network that is not synced",
    args: ["--unknown", "--network", "signet"],
    says: "no chain of signet is synced",
  },
])("$why ends with 2 and says so", ({ args, says }) => {
  const { status, stdout, stderr } = hashfall("pools", "blocks", "--data", folder, ...args);
  expect(stderr).toContain(says);
  expect(status).toBe(2);
  expect(stdout).toBe("");
});

test("without a synced chain it says how to sync one", () => {
  const nowhere = join(folder, "nowhere");
  const { status, stderr } = hashfall("pools", "blocks", "--unknown", "--data", nowhere);
  expect(stderr).toContain("hashfall sync --from");
  expect(status).toBe(2);
});

test("an option before the word blocks is refused, not forgotten", () => {
  const { status, stderr } = hashfall("pools", "--data", folder, "blocks", "--unknown");
  expect(stderr).toContain("'--data' must follow 'blocks'");
  expect(status).toBe(2);
});

test("pools by itself still answers", () => {
  const { total } = z
    .object({ total: z.number() })
    .parse(answerOf("pools", "--around", "2021-06-19T16:00Z", "--window", "24h"));
  expect(total).toBe(112);
});

const nothing = (): void => undefined;

/** A terminal of so many columns, without colour. */
function contextOf(language: "en" | "zh", width: number): Context {
  return {
    terminal: { out: nothing, notes: nothing, colour: false, live: false, width },
    language,
    options: new OptionReader(),
    open: () => Promise.reject(new Error("not for this test")),
    answer: nothing,
  };
}

const names = { short: (slug: string): string => slug, full: (slug: string): string => slug };

async function reports(): Promise<(context: Context) => string[]> {
  const store = await storeOf(":memory:", "mainnet", [
    saying("/one_more_mcd/", ["1EepjXgvWUoRyNvuLSAxjiqZ1QqKGDANLW"]),
    saying("\u001b]0;owned\u0007\u001b[2J/\u202eyksihc/ 八宝池"),
    saying(`${"a very long text ".repeat(5)}end`),
    { time: T("2022-09-01"), script: Buffer.from("/antpool/"), value: 1, transactions: 7 },
    { time: T("2022-09-01"), script: new Uint8Array(0), addresses: ["a", "b", "c", "d", "e"] },
    null,
  ]);
  const inspector = await BlockInspector.open(store, record);
  const range = inspector.range();
  const each: BlockEvidence[] = [];
  for (const height of [0, 1, 2, 3, 4]) each.push(await inspector.at(height));
  const conflicts = await inspector.conflicts(range);
  const unknowns = await inspector.unknowns(range);
  const differences = await inspector.differences(range);
  return (context) => [
    ...each.map((block) => blockText(context, "mainnet", block, names)),
    conflictsText(context, conflicts, names),
    unknownsText(context, unknowns),
    differencesText(context, differences, names),
  ];
}

const texts = await reports();

test.each([60, 80, 100, 120])("in %d columns no line is longer", (width) => {
  for (const language of ["en", "zh"] as const) {
    for (const line of texts(contextOf(language, width)).join("").split("\n")) {
      const wide = line.match(/[\u2e80-\uffef]/gu)?.length ?? 0;
      expect(line.length + wide, line).toBeLessThanOrEqual(width);
    }
  }
});

test("what a miner wrote cannot drive the terminal", () => {
  const shown = texts(contextOf("en", 80)).join("");
  expect(shown).toContain("yksihc");
  // Line ends are ours; nothing else of the control and directional characters comes through.
  expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
});

test("a conflict is told in words, with what outweighs what", () => {
  const [english = "", chinese = ""] = (["en", "zh"] as const).map(
    (language) => texts(contextOf(language, 120))[0],
  );
  expect(english).toContain("the evidence also names emcdpool; an address that alone is paid");
  expect(chinese).toContain("证据还指向emcdpool；唯一的收款地址强于标签");
  expect(english).toContain("[2f6f6e655f6d6f72655f6d63642f]");
});

test("a miner who claims less than he may is said to", () => {
  expect(texts(contextOf("en", 120))[3]).toContain(
    "0.00000001 BTC = subsidy 50 + fees −49.99999999 (less than allowed is claimed)",
  );
});

const attributor = new PoolAttributor(record.pools);

function blockWith(script: Uint8Array): BlockEvidence {
  const time = T("2021-06-01");
  return {
    coinbase: { height: 683_919, script, value: satoshis(0), addresses: [], transactions: 1 },
    time,
    attribution: attributor.attribute({ height: 683_919, time, script, addresses: [] }),
    group: null,
    texts: legibleText(script),
    extraNonce: extraNonce(script),
    mergeMining: mergeMiningCommitment(script),
    subsidy: satoshis(0),
  };
}

test("whatever a script holds, its rows hold its bytes, in order", () => {
  const part = fc.oneof(
    fc.constantFrom("038f6f0a", "2f736c7573682f", "2f5669614254432f", "fabe6d6d", "00".repeat(40)),
    fc.uint8Array({ maxLength: 30 }).map(hexOf),
  );
  const width = fc.constantFrom(60, 80, 120);
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), width, (parts, columns) => {
      const script = Buffer.from(parts.join(""), "hex");
      const shown = scriptTable(contextOf("en", columns), blockWith(script))
        .split("\n")
        .slice(1)
        .map((line) => /^ *\d+ {2}(?<hex>[\da-f[\]]+)/u.exec(line)?.groups?.["hex"] ?? "");
      expect(shown.join("").replaceAll(/[[\]]/gu, "")).toBe(hexOf(script));
    }),
  );
});

test("a text broken into lines loses nothing but the spaces at their ends", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "池", "word", "🐟"), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), (words, columns) => {
      const lines = wrapped(words, columns);
      expect(lines.join("").replaceAll(" ", "")).toBe(words.replaceAll(" ", ""));
      for (const line of lines) expect(columnsAtMost(line)).toBeLessThanOrEqual(columns);
    }),
  );
});
