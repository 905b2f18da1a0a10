import type { Language } from "../report/index.ts";

/** Words of `energy bbce`. */
export interface BbceWords {
  readonly title: string;
  readonly label: string;
  /** Of the policies, by the paper's letters. */
  readonly names: Readonly<Record<string, string>>;
  readonly scenario: string;
  readonly peakYear: string;
  readonly leaves: string;
  readonly never: string;
  readonly faults: string;
  /** One sentence a fault, with the names of its figures. */
  readonly lines: readonly string[];
  readonly beside: string;
}

const ENGLISH: BbceWords = {
  title: "The BBCE paper of 2021 as reconstructed: China's mining, by policy",
  label: "reconstruction of Jiang et al. 2021, Nature Communications 12:1938",
  names: { BM: "benchmark", MA: "market access", SR: "site regulation", CT: "carbon tax" },
  scenario: "policy",
  peakYear: "peak",
  leaves: "leaves China",
  never: "never",
  faults: "Known faults",
  lines: [
    "Doubling price, power price or tax changes hashrate by {response} %: it depends on time alone.",
    "Its equation of exit jumps from 70 % to {exit} % in the month it acts.",
    "Halving market access multiplies the network's energy of December 2024 by {access}; read the other way by {reversed}.",
    "Site regulation is the ratio of two mixes: emissions times {ratio}, energy times {energy}.",
    "Against 2024 as it was: {against} times the whole world's energy; paying for it would take {cost} of all that miners earned.",
  ],
  beside:
    "The same policies in our own model: hashfall simulate --compare bbce-benchmark bbce-site-regulation --override flat (also bbce-market-access, bbce-carbon-tax); docs/methods/bbce.md",
};

const CHINESE: BbceWords = {
  title: "2021年BBCE论文（重构）：各政策下中国的挖矿",
  label: "重构自Jiang等，2021，Nature Communications 12:1938",
  names: { BM: "基准", MA: "市场准入", SR: "选址管制", CT: "碳税" },
  scenario: "政策",
  peakYear: "峰值",
  leaves: "离开中国",
  never: "从不",
  faults: "已知缺陷",
  lines: [
    "币价、电价或碳税加倍，算力变化{response}%：算力只取决于时间。",
    "退出方程在生效当月由70%跳到{exit}%。",
    "市场准入减半，使2024年12月全网用电变为{access}倍；反过来读则为{reversed}倍。",
    "选址管制只是两种电源结构之比：排放为{ratio}倍，用电为{energy}倍。",
    "与2024年实际相比：为全世界用电的{against}倍；所需电费为全体矿工收入的{cost}倍。",
  ],
  beside:
    "同样的政策在本程序模型中：hashfall simulate --compare bbce-benchmark bbce-site-regulation --override flat（另有bbce-market-access、bbce-carbon-tax）；docs/methods/bbce.md",
};

export function bbceWords(language: Language): BbceWords {
  return language === "zh" ? CHINESE : ENGLISH;
}
