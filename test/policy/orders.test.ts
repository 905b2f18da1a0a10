import { expect, test } from "vitest";
import { findOrders, orderTime, ordersBetween } from "../../src/policy/index.ts";
import { T, record } from "../shipped.ts";

test("a place finds the orders at, below and above it", () => {
  const places = new Set(
    findOrders(record.orders, { place: "CN/Sichuan" }).map(({ place }) => place),
  );
  expect(places).toContain("CN");
  expect(places).toContain("CN/Sichuan");
  expect([...places].some((place) => place.startsWith("CN/Sichuan/"))).toBe(true);
  expect(places).not.toContain("CN/Xinjiang");
  expect(places).not.toContain("US/Texas");
});

test("at eight in the evening before the cut, the cut could not be known", () => {
  const asOf = T("2021-06-19T20:00+08:00");
  const known = findOrders(record.orders, { place: "CN/Sichuan", asOf }).map(({ id }) => id);
  expect(known).toContain("cn-sichuan-ganzi-2021-06-19-changhe-power-off");
  expect(known).not.toContain("cn-sichuan-2021-06-20-power-cut");
});

test("an order that has ended is not in force", () => {
  const during = findOrders(record.orders, { place: "IR", at: T("2021-07-01") });
  const later = findOrders(record.orders, { place: "IR", at: T("2021-11-01") });
  const summer = "ir-2021-05-26-summer-ban";
  expect(during.map(({ id }) => id)).toContain(summer);
  expect(later.map(({ id }) => id)).not.toContain(summer);
});

test("an event is over with its day, and what the network did is no order", () => {
  const later = findOrders(record.orders, { at: T("2026-04-01") });
  expect(later.filter(({ country }) => country === "ZZ")).toEqual([]);
  expect(later.filter(({ kind }) => kind === "signal" || kind === "inspection")).toEqual([]);
});

test("orders come in order of time", () => {
  const times = findOrders(record.orders, {}).map((order) => orderTime(order) ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("the orders of the week of the cut are those of the reports", () => {
  const week = ordersBetween(record.orders, T("2021-06-16"), T("2021-06-20"));
  expect(week.map(({ id }) => id)).toEqual([
    "cn-sichuan-yaan-2021-06-17-shutdown",
    "cn-sichuan-2021-06-18-26-projects-notice",
    "cn-sichuan-ganzi-2021-06-19-changhe-power-off",
    "cn-sichuan-2021-06-20-power-cut",
  ]);
});

test("every order names its sources, is bilingual, and has a time or says why not", () => {
  for (const order of record.orders) {
    expect(order.sources.length, order.id).toBeGreaterThan(0);
    expect(/[\u4e00-\u9fff]/u.test(order.title.zh), order.id).toBe(true);
    expect(orderTime(order) !== null || order.timeNote !== null, order.id).toBe(true);
  }
});

test("what an order asks of whom is told in Chinese line by line", () => {
  for (const { id, zh, actors, measures, quantified } of record.orders) {
    expect([zh?.actors.length, zh?.measures.length], id).toEqual([actors.length, measures.length]);
    expect(zh?.quantified === null, id).toBe(quantified === null);
    for (const text of [...(zh?.actors ?? []), ...(zh?.measures ?? [])]) {
      expect(text, id).toMatch(/[\u4e00-\u9fff]/u);
    }
  }
});

test("where sources differ in words, the words are there in Chinese", () => {
  const values = record.orders.flatMap(({ disagreements }) =>
    disagreements.flatMap((disagreement) => disagreement.values),
  );
  const inWords = values.filter(({ value }) => /[a-z]{3}/u.test(value));
  expect(inWords.length).toBeGreaterThan(0);
  expect(inWords.filter(({ zh }) => zh === undefined)).toEqual([]);
});
