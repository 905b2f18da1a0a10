import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AnswerDesk } from "../../../src/app/answers/answer-desk.ts";
import { ANSWER_ROUTES } from "../../../src/app/answers/routes.ts";
import { packFacts, unpackFacts } from "../../../src/app/site/packed.ts";
import { SiteDesk } from "../../../src/app/site/site-desk.ts";
import { requireFree, writeSite } from "../../../src/app/site/write-site.ts";
import { openServedWorkspace } from "../../../src/app/workspace.ts";
import { ROOT } from "../../shipped.ts";

const { record, claims, scenarios } = await openServedWorkspace({ record: `${ROOT}data` });
const packed = packFacts({ record, claims, scenarios });
const site = new SiteDesk(unpackFacts(packed));
const server = new AnswerDesk({ places: { record: `${ROOT}data` } });

/** What a route cannot be asked without. */
const NEEDED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "/api/drop": { around: "2021-06-19T16:00Z" },
  "/api/data/{name}": { name: "orders" },
  "/api/v1/mining/hashrate/{interval}": { interval: "1m" },
};

const QUESTIONS = ANSWER_ROUTES.map(({ path }) => [path, NEEDED[path] ?? {}] as const);

test.each(QUESTIONS)(
  "a browser answers %s %o as a server does, byte for byte",
  async (path, raw) => {
    const expected = await server.answer({ path, raw, format: "json" });
    expect(site.answer(path, raw)).toEqual(expected);
  },
);

test.each([
  ["/api/hashrate", { as_of: "2021-07-01" }],
  ["/api/hashrate", { at: "2009-01-01" }],
  ["/api/orders", { as_of: "2021-06-01" }],
] as const)("what was known then is the same in a browser: %s %o", async (path, raw) => {
  expect(site.answer(path, raw)).toEqual(await server.answer({ path, raw, format: "json" }));
});

test("what makes no sense is refused with every problem", () => {
  const outcome = site.answer("/api/hashrate", { window: "never", at: "once" });
  expect(outcome).toMatchObject({ kind: "refused", code: "input.invalid" });
  expect(outcome.kind === "refused" ? outcome.problems.length : 0).toBe(2);
});

test("packed facts are the facts, and are packed the same each time", () => {
  const back = unpackFacts(packed);
  expect(packFacts(back)).toBe(packed);
  expect(back.claims).toEqual(claims);
  expect(back.scenarios).toEqual(scenarios);
  expect(back.record.orders).toEqual(record.orders);
  expect(Buffer.from(back.record.blocks.time.buffer).equals(bytesOf(record.blocks.time))).toBe(
    true,
  );
  expect(Buffer.from(back.record.blocks.bits.buffer).equals(bytesOf(record.blocks.bits))).toBe(
    true,
  );
  expect(packed.length).toBeLessThan(3_000_000);
});

test("a site replaces a site when it is told to, and nothing else ever", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hashfall-site-"));
  const index = '<meta name="generator" content="Hashfall" />';
  try {
    const at = join(folder, "site");
    await requireFree(at, false);
    await writeSite(
      new Map([
        ["index.html", index],
        ["data/old.js", "old"],
      ]),
      at,
    );
    await expect(requireFree(at, false)).rejects.toThrow(/holds a site/u);
    await requireFree(at, true);
    await writeSite(new Map([["index.html", `${index}new`]]), at);
    expect(readFileSync(join(at, "index.html"), "utf8")).toContain("new");
    expect(() => readFileSync(join(at, "data/old.js"))).toThrow(/ENOENT/u);
    writeFileSync(join(folder, "letter.txt"), "mine");
    await expect(requireFree(folder, true)).rejects.toThrow(/other files/u);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
