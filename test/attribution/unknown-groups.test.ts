import * as fc from "fast-check";
import { expect, test } from "vitest";
import { PoolAttributor, groupUnknowns } from "../../src/attribution/index.ts";
import { utf8Bytes } from "../../src/attribution/utf8.ts";
import { unixSeconds } from "../../src/base/index.ts";
import { recordedNode } from "../fixtures/node.ts";
import { record } from "../shipped.ts";
import { clues } from "./pools.ts";

const groupsOf = (blocks: Parameters<typeof groupUnknowns>[0]): [string, string, number][] =>
  groupUnknowns(blocks).map(({ by, likeness, blocks: count }) => [by, likeness, count]);

test("blocks that say the same are alike, numbers and identifiers aside", () => {
  expect(
    groupsOf([
      clues("/Farm 12/\u0001\u0002", ["a"], 5),
      clues("/Farm 13/\u0003\u0004", ["b"], 3),
      clues("\u0002id 550e8400-e29b-41d4-a716-446655440000", [], 7),
      clues("\u0002id 123e4567-e89b-12d3-a456-426614174000", [], 8),
    ]),
  ).toEqual([
    ["text", "/<id>/", 2],
    ["text", "/Farm #/", 2],
  ]);
});

test("blocks that say nothing are alike by whom they pay, and then by how they are built", () => {
  const groups = groupUnknowns([
    clues(Uint8Array.of(2, 9, 9), ["other", "wallet"], 4),
    clues(Uint8Array.of(1, 9), ["wallet"], 2),
    clues(Uint8Array.of(3, 1, 2, 3, 0), ["once"], 9),
    clues(Uint8Array.of(3, 9, 9, 9, 0), [], 8),
    clues(Uint8Array.of(0xac, 5, 1), [], 1),
  ]);
  expect(groups).toEqual([
    {
      by: "address",
      likeness: "wallet",
      blocks: 2,
      firstHeight: 2,
      lastHeight: 4,
      exampleText: "",
    },
    { by: "shape", likeness: "3+0", blocks: 2, firstHeight: 8, lastHeight: 9, exampleText: "" },
    { by: "shape", likeness: "op+cut", blocks: 1, firstHeight: 1, lastHeight: 1, exampleText: "" },
  ]);
});

test("of the recorded node's blocks, those without a text and those of the branches stay together", () => {
  const attributor = new PoolAttributor(record.pools);
  const unknowns = recordedNode()
    .rows.map(({ height, time, coinbaseScript: script, addresses }) => {
      return { height, time: unixSeconds(time), script, addresses };
    })
    .filter((block) => attributor.attribute(block).pool === "unknown");
  const groups = groupUnknowns(unknowns);
  // The others, three blocks at most, share one of the chain's few hundred addresses.
  expect(groups.filter(({ by }) => by !== "address")).toEqual([
    {
      by: "shape",
      likeness: "0+8",
      blocks: 227,
      firstHeight: 16,
      lastHeight: 4983,
      exampleText: "",
    },
    {
      by: "text",
      likeness: "/Reorg#/",
      blocks: 121,
      firstHeight: 1201,
      lastHeight: 4705,
      exampleText: "/Reorg#/",
    },
    {
      by: "text",
      likeness: "EThe Times /Jan/ Chancellor brink second bailout banks",
      blocks: 1,
      firstHeight: 0,
      lastHeight: 0,
      exampleText: "EThe Times /Jan/ Chancellor brink second bailout banks",
    },
  ]);
});

test("every block is in one group, whatever the order in which they come", () => {
  const block = fc.record({
    height: fc.nat(1000),
    script: fc.uint8Array({ maxLength: 60 }),
    addresses: fc.array(fc.constantFrom("a", "b", "")),
  });
  const blocks = fc.uniqueArray(block, { selector: ({ height }) => height, maxLength: 30 });
  fc.assert(
    fc.property(blocks, (list) => {
      const groups = groupUnknowns(list);
      expect(groups.reduce((sum, group) => sum + group.blocks, 0)).toBe(list.length);
      expect(groupUnknowns(list.toReversed())).toEqual(groups);
    }),
  );
});

test("text is encoded as the platform does it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(utf8Bytes(text)).toEqual(new TextEncoder().encode(text));
    }),
  );
});
