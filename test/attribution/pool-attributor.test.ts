import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Attribution, PoolAttributor, groupAt } from "../../src/attribution/index.ts";
import { unixSeconds } from "../../src/base/index.ts";
import { recordedNode } from "../fixtures/node.ts";
import { T, record } from "../shipped.ts";
import { clues, pool } from "./pools.ts";

const shipped = new PoolAttributor(record.pools);
const HUOBI = "1EepjXgvWUoRyNvuLSAxjiqZ1QqKGDANLW";
const COINTERRA = "1BX5YoLwvqzvVwSrdD4dC32vbouHQn2tuF";
const UKRPOOL = "125K2xfiBdae42gSKiCGwi85Frpy1vHmGj";

/** Pool, the value that decided, and whether others contradict. */
const verdict = ({ pool: slug, rule, conflict }: Attribution): [string, string | null, boolean] => [
  slug,
  rule?.value ?? null,
  conflict,
];

test.each([
  // Tags that mempool's matcher cannot find: it reads bytes as Latin-1 and tags as patterns.
  ["七彩神仙鱼", "f2pool", "七彩神仙鱼"],
  ["🐟", "f2pool", "🐟"],
  ["/八宝池 8baochi.com/", "8baochi", "/八宝池 8baochi.com/"],
  ["🐵🚀", "mononaut", "🐵🚀"],
  ["/$Mined by 7pool.com/", "7pool", "/$Mined by 7pool.com/"],
  // The longer tag holds the shorter; mempool depends on the order of its list here.
  ["/ViaBTC/TATMAS Pool/", "tatmaspool", "/ViaBTC/TATMAS Pool/"],
  ["/ViaBTC/Mined by test/", "viabtc", "/ViaBTC/"],
  ["/solo.ckpool.org/", "solock", "/solo.ckpool.org/"],
  ["/EMCD/", "emcdpool", "/EMCD/"],
  // Case apart.
  ["/viabtc/", "viabtc", "/ViaBTC/"],
  ["/btc.Com/", "btccom", "/BTC.COM/"],
])("a coinbase that says %s is of %s", (text, slug, value) => {
  expect(verdict(shipped.attribute(clues(text)))).toEqual([slug, value, false]);
});

test.each([
  "",
  "/AntPoo1/",
  "/ АntPool/", // the A is Cyrillic
  "/Via BTC/",
  "/F2P00l/",
  "/slush",
  "/XMined by 7pool.com/", // "." and "$" are no wildcards
  "/58coinxcom/",
  "七彩神仙魚", // the traditional character
  "/Reorg12/",
])("a coinbase that says %j is of nobody known", (text) => {
  expect(verdict(shipped.attribute(clues(text)))).toEqual(["unknown", null, false]);
});

// github.com/bitcoin-data/mining-pools, issues 36 and 89
test.each([
  {
    why: "alone is paid: the address wins",
    block: clues("/one_more_mcd/", [HUOBI]),
    is: ["huobipool", HUOBI, true],
  },
  {
    why: "is one of several: the tag wins",
    block: clues("Eligius", ["1BitcoinEaterAddressDontSendf59kuE", COINTERRA]),
    is: ["eligius", "Eligius", true],
  },
  {
    why: "is that of a pool which runs somebody's software: no contradiction",
    block: clues("ckpool", ["155fzsEBHy9Ri2bMQ8uuuR3tv1YzcDywd4"]),
    is: ["bitclub", "155fzsEBHy9Ri2bMQ8uuuR3tv1YzcDywd4", false],
  },
])("where the tag names one pool and the address $why", ({ block, is }) => {
  expect(verdict(shipped.attribute(block))).toEqual(is);
});

test("a pool's own tag comes before the name of its miner", () => {
  expect(verdict(shipped.attribute(clues("/ViaBTC/Mined by 50BTC/")))).toEqual([
    "viabtc",
    "/ViaBTC/",
    true,
  ]);
});

test("the software's name names a pool when nothing else does", () => {
  const { pool: slug, evidence } = shipped.attribute(clues("ckpool"));
  expect([slug, evidence.map(({ standing }) => standing)]).toEqual(["ckpool", ["weak"]]);
});

// 10⁶ coinbases × 32 free bytes × 2³ cases / 256³ = 15 by chance; the four bytes of a fish, 0.007.
test("three letters in any case are too little, four bytes that have no case are not", () => {
  const { pool: slug, evidence } = shipped.attribute(clues("emc"));
  expect(slug).toBe("unknown");
  expect(evidence).toMatchObject([{ pool: "eclipsemc", standing: "weak", exact: false }]);
  expect(shipped.attribute(clues("🐟")).evidence).toMatchObject([{ standing: "counts" }]);
});

test("an address that went to another pool names it no more", () => {
  const okkong = clues("/hash.okkong.com/", [UKRPOOL], 636_922);
  expect(verdict(shipped.attribute(okkong))).toEqual(["okkong", "/hash.okkong.com/", false]);
  expect(shipped.attribute(okkong).evidence).toContainEqual(
    expect.objectContaining({ pool: "ukrpool", standing: "out of period" }),
  );
  const before = clues("", [UKRPOOL], 636_921);
  expect(verdict(shipped.attribute(before))).toEqual(["ukrpool", UKRPOOL, false]);
});

test("a tag that changed hands names each holder in his time", () => {
  const time = unixSeconds(1_621_224_265);
  const sources = ["test"];
  const { attribute } = bound([
    pool("old", [{ value: "/tag/", sources, to: { kind: "time", time } }]),
    pool("new", [{ value: "/tag/", sources, from: { kind: "time", time } }]),
  ]);
  expect(attribute(clues("/tag/")).pool).toBe("new");
  expect(attribute({ ...clues("/tag/"), time: unixSeconds(time - 1) }).pool).toBe("old");
});

test("an address that two lists give to two pools is decided by the tag, or not at all", () => {
  const address = "bc1qwlrsvgtn99rqp3fgaxq6f6jkgms80rnej0a8tc";
  const tagged = shipped.attribute(clues("TogetherPool", [address]));
  expect(verdict(tagged)).toEqual(["togetherpool", address, true]);
  const silent = shipped.attribute(clues("", [address]));
  expect(verdict(silent)).toEqual(["unknown", null, true]);
  expect(silent.evidence.map(({ pool: slug }) => slug)).toEqual(["rawpool", "togetherpool"]);
});

test("two slugs of one pool do not contradict each other", () => {
  const address = "1LsFmhnne74EmU4q4aobfxfrWY4wfMVd8w";
  const { pool: slug, rule, conflict } = shipped.attribute(clues("/tigerpool.net", [address]));
  expect([slug, conflict]).toEqual(["tigerpool", false]);
  expect(rule?.sources).toEqual(["mempool/mining-pools", "sorukumar/bitcoin-mining-pools"]);
});

test("evidence says where it stands and in which bytes", () => {
  expect(shipped.attribute(clues("xx/Viabtc/", ["", "", HUOBI])).evidence).toEqual([
    {
      kind: "address",
      pool: "huobipool",
      value: HUOBI,
      sources: ["mempool/mining-pools", "sorukumar/bitcoin-mining-pools"],
      validFrom: null,
      validTo: null,
      standing: "counts",
      output: 2,
      alone: true,
    },
    {
      kind: "tag",
      pool: "viabtc",
      value: "/ViaBTC/",
      sources: ["mempool/mining-pools", "sorukumar/bitcoin-mining-pools"],
      validFrom: null,
      validTo: null,
      standing: "counts",
      offset: 6,
      bytes: Buffer.from("/Viabtc/").toString("hex"),
      exact: false,
    },
  ]);
});

test("pools that share templates are one group from September 2022 on", () => {
  expect(groupOn("luxor", "2022-09-01")).toBe("antpool-and-friends");
  expect(groupOn("luxor", "2022-08-31")).toBeUndefined();
  expect(groupOn("f2pool", "2024-01-01")).toBeUndefined();
  expect(record.poolGroups.map(({ members }) => members.length)).toEqual([11]);
});

test("every tag of the shipped list is found in its own bytes", () => {
  for (const { slug, tags } of record.pools) {
    for (const { value } of tags) {
      const { evidence } = shipped.attribute(clues(value));
      const own = evidence.find((one) => one.kind === "tag" && one.value === value && one.exact);
      expect(own, `${slug} ${value}`).toBeDefined();
    }
  }
});

const letter = fc.constantFrom("a", "A", "b", "B", "/", "鱼");
const tag = fc.string({ unit: letter, minLength: 4, maxLength: 8 });
const pools = fc
  .uniqueArray(fc.record({ tag, address: fc.constantFrom("x", "y", "z") }), { maxLength: 8 })
  .map((drafts) => drafts.map((one, index) => pool(`pool${index}`, [one.tag], [one.address])));
const script = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(tag, { maxLength: 6 }).map((tags) => Buffer.from(tags.join(""))),
);
const payees = fc.array(fc.constantFrom("x", "y", "z", "", "w"), { maxLength: 4 });

test("the order of the pools does not change the answer", () => {
  fc.assert(
    fc.property(pools, script, payees, (list, bytes, addresses) => {
      const answer = bound(list).attribute(clues(bytes, addresses));
      expect(bound(list.toReversed()).attribute(clues(bytes, addresses))).toEqual(answer);
    }),
  );
});

test("other bytes around a tag do not hide it", () => {
  fc.assert(
    fc.property(pools, fc.nat(), script, script, (list, choice, before, behind) => {
      const chosen = list[choice % Math.max(1, list.length)];
      fc.pre(chosen !== undefined);
      const value = chosen?.tags[0]?.value ?? "";
      const text = Buffer.concat([before, Buffer.from(value), behind]);
      const { evidence } = bound(list).attribute(clues(text));
      return evidence.some((one) => one.pool === chosen?.slug && one.value === value);
    }),
  );
});

test("all tags that stand in a script are found, and no other", () => {
  fc.assert(
    fc.property(pools, script, (list, bytes) => {
      const text = clues(bytes).script;
      const found = bound(list)
        .attribute(clues(bytes))
        .evidence.filter(({ kind }) => kind === "tag");
      const folded = Buffer.from(text).toString("latin1").toLowerCase();
      const standing = list.filter(({ tags: [own] }) =>
        folded.includes(
          Buffer.from(own?.value ?? "")
            .toString("latin1")
            .toLowerCase(),
        ),
      );
      expect(found.map(({ pool: slug }) => slug).toSorted()).toEqual(
        standing.map(({ slug }) => slug).toSorted(),
      );
    }),
  );
});

test("whatever a coinbase holds, the answer is a pool of the list or nobody", () => {
  const slugs = new Set(["unknown", ...record.pools.map(({ slug }) => slug)]);
  fc.assert(
    fc.property(script, fc.array(fc.string()), (bytes, addresses) =>
      slugs.has(shipped.attribute(clues(bytes, addresses)).pool),
    ),
  );
});

test("an empty tag and an empty list name nobody", () => {
  expect(bound([]).attribute(clues("/AntPool/")).pool).toBe("unknown");
  expect(bound([pool("nothing", [""], [""])]).attribute(clues("", [])).evidence).toEqual([]);
});

// Each text of the recorded chain with the pool a person would name; Reorg1, 3, 12, 101 are branches.
test("the recorded node's blocks are of the pools their coinbases name", () => {
  const counts = new Map<string, number>();
  for (const { height, time, coinbaseScript, addresses } of recordedNode().rows) {
    const block = { height, time: unixSeconds(time), script: coinbaseScript, addresses };
    const { pool: slug, rule, conflict } = shipped.attribute(block);
    const line = `${rule?.value ?? "(nothing)"} → ${slug}${conflict ? " (conflict)" : ""}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toEqual({
    "(nothing) → unknown": 435, // 313 without a text, 121 of the branches, the first block of all
    "/$Mined by 7pool.com/ → 7pool": 315,
    "/1THash&58COIN/ → 1thash": 302,
    "/AntPool/ → antpool": 331,
    "/BTC.COM/ → btccom": 272,
    "/Binance/ → binancepool": 313,
    "/Huobi/ → huobipool": 304,
    "/SBICrypto.com Pool/ → sbicrypto": 278,
    "/ViaBTC/ → viabtc": 284,
    "/poolin.com → poolin": 308,
    "/slush/ → braiinspool": 321,
    "F2Pool → f2pool": 293,
    "Foundry USA Pool → foundryusa": 314,
    "Mined by AntPool → antpool": 304,
    "七彩神仙鱼 → f2pool": 320,
    "🐟 → f2pool": 311,
  });
});

function groupOn(slug: string, day: string): string | undefined {
  return groupAt(record.poolGroups, slug, { height: 0, time: T(day) })?.slug;
}

function bound(list: ConstructorParameters<typeof PoolAttributor>[0]): {
  attribute: PoolAttributor["attribute"];
} {
  const attributor = new PoolAttributor(list);
  return { attribute: (block) => attributor.attribute(block) };
}
