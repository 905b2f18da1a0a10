export const STUDIES = {
  kicker: { en: "One event, followed to its end", zh: "追踪一个事件的始末" },
  title: { en: "Studies", zh: "研究" },
  lede: {
    en: "Each study takes one event and says what the record shows of it: every number with its error, every claim with its verdict.",
    zh: "每项研究针对一个事件，说明数据显示了什么：每个数字附误差，每个说法附结论。",
  },
  wait: { en: "Listing the studies", zh: "正在列出研究" },
  findings: { en: "What it found", zh: "主要发现" },
  waitFindings: {
    en: "Working the study out from the record",
    zh: "正在用数据重新计算这项研究",
  },
  facts: { en: "{from} to {to} · {claims} claims judged", zh: "{from}至{to} · 检验{claims}条说法" },
  read: { en: "Read the study", zh: "阅读全文" },
  claims: { en: "Its claims", zh: "其中的说法" },
};
