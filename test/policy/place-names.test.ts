import { expect, test } from "vitest";
import { placeName, placeTitle } from "../../src/policy/index.ts";
import { record } from "../shipped.ts";

test("a place is named with what it lies in, as each language orders it", () => {
  expect(placeName("CN/Sichuan/Aba")).toEqual({ en: "Aba, Sichuan, China", zh: "中国四川阿坝" });
  expect(placeName("KZ")).toEqual({ en: "Kazakhstan", zh: "哈萨克斯坦" });
  expect(placeTitle("CN/Sichuan/Aba").en).toBe("Aba");
});

test("a place without a name keeps the words of its path", () => {
  expect(placeName("CN/Nowhere")).toEqual({ en: "Nowhere, China", zh: "中国Nowhere" });
  expect(placeName("constructor").en).toBe("constructor");
});

test("every place of an order, and all it lies in, has a name in Chinese", () => {
  for (const { place } of record.orders) {
    expect(placeName(place).zh, place).toMatch(/^[\u4e00-\u9fff]+$/u);
  }
});
