export const STATES = {
  again: { en: "Being worked out again", zh: "正在重新计算" },
  failed: { en: "No answer:", zh: "没有结果：" },
  retry: { en: "Ask again", zh: "重试" },
};

export const FIGURE = {
  table: { en: "The numbers as a table", zh: "数据表" },
  first: {
    en: "the first {shown} of {all} rows; all are in the CSV",
    zh: "前 {shown} 行，共 {all} 行；全部见 CSV",
  },
  method: { en: "Method", zh: "方法" },
  whatIf: { en: "Run as a what-if", zh: "作为假设运行" },
  source: {
    en: "Source: blocks {first} to {tip}, record {record}",
    zh: "来源：区块 {first} 至 {tip}，数据集 {record}",
  },
};

/** How the numbers of a figure over time were made. */
export const MADE = {
  hashrate: {
    en: "Work of the blocks in the window, by header time; exact Poisson interval weighted by difficulty (Garwood, Fay-Feuer)",
    zh: "按区块头时间累计窗口内各区块的工作量；按难度加权的精确泊松区间（Garwood、Fay-Feuer）",
  },
  epochs: {
    en: "Work of each epoch over the time from its first block to the next epoch’s; exact Gamma interval of 2,016 block times",
    zh: "每个周期的工作量除以从其首块到下一周期首块的用时；2,016 个出块间隔的精确伽马区间",
  },
  score: {
    en: "Every 6 hours of every whole epoch since 2021, each forecast from what was known then; absolute error in percentage points",
    zh: "2021 年以来每个完整周期内每 6 小时一次，每次只用当时已知的事实；绝对误差，百分点",
  },
  hashprice: {
    en: "Expected revenue at the difficulty in force: subsidy and the day’s fees at the day’s price; interval of the mean fee by the count of blocks",
    zh: "按当时难度的期望收入：区块补贴加当日手续费，以当日币价计；平均手续费的区间由区块数得出",
  },
  pools: {
    en: "Shares by Clopper-Pearson; hashrate by Garwood’s interval of the count of blocks",
    zh: "份额：Clopper-Pearson 区间；算力：区块数的 Garwood 区间",
  },
};
