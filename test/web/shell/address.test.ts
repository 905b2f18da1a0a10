import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readAddress, writeAddress } from "../../../src/web/shell/address.ts";

test("an address gives back the view and all that was asked", () => {
  const words = fc.string({ minLength: 1, unit: "grapheme" });
  const names = fc.stringMatching(/^[a-z]{1,12}$/u);
  fc.assert(
    fc.property(names, fc.dictionary(names, words, { noNullPrototype: true }), (view, query) => {
      expect(readAddress(writeAddress(view, query))).toEqual({ view, query });
    }),
  );
});

test("what is not asked does not stand in the address", () => {
  expect(writeAddress("pools", { window: "7d", at: undefined, pool: "" })).toBe(
    "#/pools?window=7d",
  );
  expect(writeAddress("pools")).toBe("#/pools");
});

test("an address that nobody wrote leads nowhere instead of failing", () => {
  expect(readAddress("#/%E0%A4%A?x=1").view).toBe("");
  expect(readAddress("")).toEqual({ view: "", query: {} });
});
