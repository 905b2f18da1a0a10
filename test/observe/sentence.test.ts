import { expect, test } from "vitest";
import { type SaidClaim, missingParts, readSentence, saidEntry } from "../../src/observe/index.ts";

const VOCABULARY = {
  pools: [
    { key: "antpool", names: ["AntPool", "蚂蚁矿池"] },
    { key: "f2pool", names: ["F2Pool", "鱼池"] },
  ],
  places: [
    { key: "CN", names: ["China", "中国"] },
    { key: "CN/Sichuan", names: ["Sichuan", "四川"] },
    { key: "US", names: ["United States", "US", "美国"] },
  ],
};
const DAY = { from: "2021-06-20", to: "2021-06-21" };
const YEAR = { from: "2021-01-01", to: "2022-01-01" };
const NOTHING: SaidClaim = {
  what: null,
  pool: null,
  place: null,
  value: null,
  bound: null,
  days: null,
  window_h: null,
};

const SENTENCES: readonly (readonly [string, Partial<SaidClaim>])[] = [
  [
    "Antpool's hashrate fell 24.5 % in 24 hours on 20 June 2021",
    { what: "pool-change", pool: "antpool", value: -24.5, days: DAY, window_h: 24 },
  ],
  [
    "全网算力在2021年6月20日24小时内下降34%",
    { what: "hashrate-change", value: -34, days: DAY, window_h: 24 },
  ],
  [
    "蚂蚁矿池算力在2021年6月20日一周内减少16%",
    { what: "pool-change", pool: "antpool", value: -16, days: DAY, window_h: 168 },
  ],
  [
    "The network's hash rate rose by 12.5 per cent over two weeks to June 20th, 2021.",
    { what: "hashrate-change", value: 12.5, days: DAY, window_h: 336 },
  ],
  ["The hashrate was 129.5 EH/s on 2021-06-20", { what: "hashrate", value: 129.5, days: DAY }],
  ["Hashrate: 1.2 ZH/s on 2021-06-20", { what: "hashrate", value: 1200, days: DAY }],
  [
    "Bitcoin used at most 338 TWh in 2021",
    { what: "energy", value: 338, bound: "upper", days: YEAR },
  ],
  ["比特币2021年耗电至少1040亿千瓦时", { what: "energy", value: 104, bound: "lower", days: YEAR }],
  ["2021年比特币碳排放6500万吨", { what: "emissions", value: 65, days: YEAR }],
  [
    "China had 44 % of the hashrate in June 2021",
    {
      what: "place-share",
      place: "CN",
      value: 44,
      days: { from: "2021-06-01", to: "2021-07-01" },
    },
  ],
  ["Mining drew 11.2 GW on 20 June 2021", { what: "power", value: 11.2, days: DAY }],
  ["39% of mining in 2021 was renewable", { what: "renewable", value: 39, days: YEAR }],
];

test.each(SENTENCES)("«%s» is understood whole", (sentence, said) => {
  const read = readSentence(sentence, VOCABULARY);
  expect(read.said).toEqual({ ...NOTHING, ...said });
  expect(read.unread).toEqual([]);
  expect(missingParts(read.said)).toEqual([]);
  expect(saidEntry(read.said)).not.toBeNull();
});

test("words that nothing is made of are given back", () => {
  const { unread } = readSentence("Difficulty reportedly fell 28% on 3 July 2021", VOCABULARY);
  expect(unread).toEqual(["Difficulty", "reportedly"]);
});

test("a date without its year is no date, and a claim without one is not judged", () => {
  const { said } = readSentence("The hashrate fell 30% on 20 June", VOCABULARY);
  expect(said.days).toBeNull();
  expect(missingParts(said)).toEqual(["days"]);
  expect(saidEntry(said)).toBeNull();
});

test("a day that no month has is no date", () => {
  expect(readSentence("fell 3% on 31 June 2021", VOCABULARY).said.days).not.toMatchObject({
    from: "2021-07-01",
  });
});

test("a change is that of the time up to the end of the day", () => {
  const { said } = readSentence("Hashrate fell 34% in 24 hours on 20 June 2021", VOCABULARY);
  expect(saidEntry(said)).toMatchObject({
    from: "2021-06-20T00:00:00Z",
    when: "2021-06-21",
    measured_by: { windows: ["24h"] },
  });
});

test("a name is found within Chinese but not within another word", () => {
  expect(readSentence("the USB miner fell 3% in 2021", VOCABULARY).said.place).toBeNull();
  expect(readSentence("2021年四川占全球算力的10%", VOCABULARY).said.place).toBe("CN/Sichuan");
});
