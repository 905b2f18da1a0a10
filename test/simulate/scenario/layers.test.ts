import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  arrangeOverrides,
  composeLayers,
  keysOfPath,
  readOverrides,
} from "../../../src/simulate/index.ts";

const over = (...documents: readonly unknown[]): unknown =>
  composeLayers(documents.map((document) => ({ kind: "document" as const, document }))).document;

const plainMaps = fc.dictionary(
  fc.constantFrom("a", "b", "c"),
  fc.letrec((tie) => ({
    map: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
    value: fc.oneof({ depthSize: "small" }, fc.nat(), fc.string(), tie("map")),
  })).value,
);

test("maps are merged, all else is replaced, null takes away", () => {
  const base = { regions: { a: { share: 1, risk: 2 }, b: { share: 3 } }, list: [1, 2] };
  expect(over(base, { regions: { a: { share: 5 }, b: null }, list: [9] })).toEqual({
    regions: { a: { share: 5, risk: 2 } },
    list: [9],
  });
});

test("maps of different kind are not mixed", () => {
  const base = { price: { kind: "points", points: [1] } };
  const constant = { kind: "constant", price_USD: 5 };
  expect(over(base, { price: constant })).toEqual({ price: constant });
});

test("a document over itself or over nothing is itself", () => {
  fc.assert(
    fc.property(plainMaps, (a) => {
      expect(over(a, a)).toEqual(a);
      expect(over({}, a)).toEqual(a);
    }),
  );
});

test("a file that sets a number of its base fixes it, unless it gives it a prior", () => {
  const prior = { kind: "uniform", from: 1, to: 2 };
  const base = { parameters: { pue: 1.1 }, uncertain: { "parameters.pue": prior } };
  expect(over(base, { parameters: { pue: 1.2 } })).toEqual({
    parameters: { pue: 1.2 },
    uncertain: {},
  });
  const narrow = { ...prior, to: 1.5 };
  const both = { parameters: { pue: 1.2 }, uncertain: { "parameters.pue": narrow } };
  expect(over(base, both)).toEqual(both);
  expect(over(base, { parameters: { fees_share: 0.1 } })).toMatchObject({
    uncertain: base.uncertain,
  });
});

test("a path of a prior is one key, but for the fields of the prior", () => {
  expect(keysOfPath("orders.cut.effect")).toEqual(["orders", "cut", "effect"]);
  expect(keysOfPath("uncertain.parameters.pue")).toEqual(["uncertain", "parameters.pue"]);
  expect(keysOfPath("uncertain.parameters.pue.sd")).toEqual(["uncertain", "parameters.pue", "sd"]);
});

test("what is set above the file that names the posterior is fixed, the file's own is not", () => {
  const composed = composeLayers([
    { kind: "document", document: { parameters: { pue: 1.1 } } },
    { kind: "document", document: { posterior: "p", parameters: { fees_share: 0.1 } } },
    { kind: "assignments", assignments: [{ keys: ["parameters", "pue"], value: 1.3 }] },
  ]);
  expect(composed.fixed).toContain("parameters.pue");
  expect(composed.fixed).not.toContain("parameters.fees_share");
});

const SECTION = {
  one: { set: { "parameters.pue": 1.2 } },
  two: { set: { "parameters.fees_share": 0.1 } },
  same: { set: { "parameters.pue": 1.2 } },
  rival: { set: { "parameters.pue": 1.4 } },
  whole: { set: { parameters: { pue: 1.5 } } },
  later: { after: "one", set: { "parameters.pue": 1.6 } },
  last: { after: ["later"], set: { "parameters.pue": 1.7 } },
};

function chosen(...names: readonly string[]): ReturnType<typeof arrangeOverrides> {
  return arrangeOverrides(readOverrides(SECTION).overrides, names);
}

test("overrides of different paths come out the same however they are named", () => {
  expect(chosen("two", "one")).toEqual(chosen("one", "two"));
  expect(chosen("one", "two", "same").issues).toEqual([]);
});

const paths = fc.uniqueArray(fc.constantFrom("a.b", "a.c", "a.d.e", "b.a", "b.c.d"));

test("overrides of different paths commute", () => {
  fc.assert(
    fc.property(paths, plainMaps, (set, base) => {
      const layers = set.map((path) => ({
        kind: "assignments" as const,
        assignments: [{ keys: keysOfPath(path), value: path }],
      }));
      const bottom = { kind: "document" as const, document: base };
      const forth = composeLayers([bottom, ...layers]).document;
      expect(composeLayers([bottom, ...layers.toReversed()]).document).toEqual(forth);
    }),
  );
});

test.each([
  ["one", "rival"],
  ["one", "whole"],
  ["two", "whole"],
])("%s and %s give one path different values, and are refused", (a, b) => {
  const { issues } = chosen(a, b);
  expect(issues).toHaveLength(1);
  expect(issues[0]?.reason).toContain("both set");
});

test("an override that says it comes after another may set the same path, at any remove", () => {
  expect(chosen("last", "one").issues).toEqual([]);
  const { overrides } = chosen("last", "later", "one");
  expect(overrides.map(({ name }) => name)).toEqual(["one", "later", "last"]);
});

test("overrides that each come after the other are refused", () => {
  const section = { a: { after: "b", set: { x: 1 } }, b: { after: "a", set: { y: 1 } } };
  const { issues } = arrangeOverrides(readOverrides(section).overrides, ["a", "b"]);
  expect(issues[0]?.reason).toContain("each come after the other");
});

test("an unknown override, an unknown predecessor and an empty one are named", () => {
  expect(chosen("rivals").issues[0]?.remedy).toBe('did you mean "rival"?');
  const { issues } = readOverrides({ a: { after: "c", set: {} }, b: { colour: 1, set: { x: 1 } } });
  expect(issues.map(({ at }) => at.join("."))).toEqual([
    "overrides.a.set",
    "overrides.b.colour",
    "overrides.a.after",
  ]);
});
