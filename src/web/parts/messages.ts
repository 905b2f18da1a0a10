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
  interval: { en: "95 % interval", zh: "95% 区间" },
};
