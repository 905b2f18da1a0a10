import type { Bilingual } from "../../../policy/index.ts";

export const METHODS = {
  kicker: { en: "Formulas, sources, coverage, limits", zh: "公式、来源、覆盖率与局限" },
  title: { en: "How every number is made", zh: "每个数字从何而来" },
  lede: {
    en: "One page for each statistic: the formula, what it assumes, what it was checked against, and where it fails.",
    zh: "每个统计量一页：公式、假设、核对对象，以及在哪里失效。",
  },
  all: { en: "All methods", zh: "全部方法" },
  english: { en: "The full text", zh: "全文（英文）" },
  wait: { en: "Opening the page", zh: "正在打开" },
  none: { en: "There is no page of this name.", zh: "没有这一页。" },
  coverage: { en: "How often the intervals held", zh: "区间的实际覆盖率" },
  coverageSub: {
    en: "Forecasts of the next difficulty in the record, each made from what was known then, against what came.",
    zh: "记录中对下次难度的预测，每次只用当时已知的数据，与实际结果相比。",
  },
  coverageWait: { en: "Setting past forecasts against what came", zh: "正在将历次预测与实际对照" },
  board: {
    en: "{n} forecasts, every six hours of {epochs} epochs since 2021",
    zh: "2021年以来 {epochs} 个周期、每六小时一次，共 {n} 次预测",
  },
  method: { en: "Forecast", zh: "预测方法" },
  error: { en: "Mean error, points", zh: "平均误差（百分点）" },
  held50: { en: "50 % interval held", zh: "50% 区间命中" },
  held80: { en: "80 % interval held", zh: "80% 区间命中" },
  held95: { en: "95 % interval held", zh: "95% 区间命中" },
  gives: { en: "gives none", zh: "未给出" },
  noChange: { en: "No change", zh: "假定不变" },
};

/**
 * The pages in the order in which a newcomer would ask. Titles are the headings of docs/methods, which a
 * test compares, since the list is shown before any page is loaded.
 */
export const GROUPS: readonly { readonly title: Bilingual; readonly pages: readonly Entry[] }[] = [
  {
    title: { en: "What happened", zh: "发生了什么" },
    pages: [
      entry("hashrate", "Hashrate", "算力"),
      entry("drop", "Is this drop real?", "这次下跌是真的吗"),
      entry("pools", "Pools", "矿池"),
      entry("alarm", "Shock alarm", "骤跌警报"),
      entry("forecast", "Forecast of the next difficulty", "下次难度预测"),
      entry("hashprice", "Hashprice", "算力收益"),
      entry("claims", "How claims are judged", "如何评判一个说法"),
      entry("attribution", "Who made a block", "区块由谁挖出"),
    ],
  },
  {
    title: { en: "Power, water, carbon", zh: "电、水、碳" },
    pages: [
      entry("power", "Power of the network", "全网功率"),
      entry("fleet", "Fleet", "机群"),
      entry("machines", "Machines", "矿机清单"),
      entry("cambridge", "Power as others compute it", "他人如何计算功率"),
      entry("places", "Places", "地点"),
      entry("carbon", "Carbon", "碳排放"),
      entry("water", "Spilled water", "弃水"),
      entry("targets", "Loads and targets", "负荷与能耗目标"),
      entry("bbce", "BBCE, the 2021 paper's model", "2021年论文的模型"),
    ],
  },
  {
    title: { en: "What happens if", zh: "如果……会怎样" },
    pages: [
      entry("simulation", "Simulation", "模拟"),
      entry("worlds", "Worlds", "起始世界"),
      entry("calibration", "Calibration", "校准"),
      entry("backtests", "Backtests on shocks", "冲击回测"),
    ],
  },
  {
    title: { en: "The record", zh: "记录" },
    pages: [
      entry("record", "What the record is checked against", "记录如何核对"),
      entry("sync", "Syncing a chain", "同步链数据"),
    ],
  },
];

interface Entry {
  readonly page: string;
  readonly title: Bilingual;
}

function entry(page: string, en: string, zh: string): Entry {
  return { page, title: { en, zh } };
}
