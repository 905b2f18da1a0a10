/** Titles of the tables. */
export const TABLE_MESSAGES = {
  hashrate: { en: "Network hashrate, 7 days, every 6 h", zh: "全网算力（7天窗口，每6小时）" },
  daily: { en: "Network hashrate of each UTC day", zh: "全网算力（每个UTC日）" },
  headline: { en: "Network hashrate at the press time, by window", zh: "报道时的全网算力，按窗口" },
  network: { en: "Network change around the moment", zh: "断电前后全网算力的变化" },
  poolsReported: { en: "Pools over the press’s own day", zh: "矿池变化（媒体口径，24小时）" },
  pools: { en: "Pools, {window} each side", zh: "矿池变化（前后各{window}）" },
  retargets: { en: "Difficulty changes", zh: "难度调整" },
  course: { en: "Course of the forecast", zh: "预测过程" },
  scoreboard: { en: "Scores of forecasting methods", zh: "各预测方法评分" },
  alarms: { en: "Alarms", zh: "警报" },
  orders: { en: "Orders and events", zh: "通知与事件" },
  claims: { en: "Claims and verdicts", zh: "说法与判定" },
  hashprice: { en: "Hashprice by day", zh: "每日算力收益" },
  concentration: { en: "Concentration among pools", zh: "矿池集中度" },
} as const;
