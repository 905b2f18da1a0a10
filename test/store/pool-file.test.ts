import { expect, test } from "vitest";
import { parsePools } from "../../src/store/pool-file.ts";
import { record } from "../shipped.ts";

const one = { slug: "a", name: "A", link: null, tags: [], addresses: [] };
const rename = { from: "b", name: "B", to: "a", why: "test", sources: [] };
const group = { slug: "g", name: "G", why: "", members: ["a"], from: null, to: null, sources: [] };

test("renames become other names of a pool; dates become instants", () => {
  const { pools, poolGroups } = parsePools("pools.json", {
    pools: [one],
    renames: [rename],
    groups: [{ ...group, from: { date: "2022-09-01" }, to: { height: 800_000 } }],
  });
  expect(pools.map(({ aliases }) => aliases.map(({ slug }) => slug))).toEqual([["b"]]);
  expect(poolGroups).toMatchObject([
    { from: { kind: "time", time: 1_661_990_400 }, to: { kind: "height", height: 800_000 } },
  ]);
});

test.each([
  ["a rename to nobody", { renames: [{ ...rename, to: "c" }] }, '"c" is no pool'],
  ["a rename of a rename", { renames: [rename, { ...rename, from: "a", to: "b" }] }, "is no pool"],
  ["a group with a stranger", { groups: [{ ...group, members: ["z"] }] }, '"z" is no pool'],
  ["a day that is none", { groups: [{ ...group, from: { date: "2022-13-01" } }] }, "from"],
  ["a height below zero", { groups: [{ ...group, to: { height: -1 } }] }, "to"],
])("%s is refused", (_, wrong, reason) => {
  const file = { pools: [one], renames: [], groups: [], ...wrong };
  expect(() => parsePools("pools.json", file)).toThrow(
    expect.objectContaining({
      code: "record.damaged",
      problems: expect.arrayContaining([
        expect.objectContaining({ reason: expect.stringContaining(reason) }),
      ]),
    }),
  );
});

test("every rule by hand says why and from where", () => {
  const said = [...record.poolGroups, ...record.pools.flatMap(({ aliases }) => aliases)];
  expect(said.length).toBeGreaterThan(0);
  for (const { why, sources } of said) {
    expect(why).not.toBe("");
    expect(sources).not.toEqual([]);
  }
});
