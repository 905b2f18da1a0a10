import type { Language } from "../report/index.ts";

/** Words of `energy` and `spill`. */
export interface EnergyWords {
  readonly power: string;
  readonly energyOfYear: string;
  readonly energyAtRate: string;
  readonly emissions: string;
  readonly marginal: string;
  readonly embodied: string;
  readonly intensity: string;
  readonly renewable: string;
  readonly efficiency: string;
  readonly place: string;
  readonly share: string;
  readonly quantity: string;
  readonly likely: string;
  readonly interval95: string;
  readonly lower: string;
  readonly best: string;
  readonly upper: string;
  readonly model: string;
  readonly priceNote: (price: string) => string;
  readonly drawsNote: (draws: string, seed: string) => string;
  readonly sources: string;
  readonly published: string;
  readonly remade: string;
  readonly difference: string;
  readonly ours90: string;
  readonly holds: string;
  readonly yes: string;
  readonly no: string;
  readonly period: string;
  readonly compareTitle: string;
  readonly compareNote: string;
  readonly bounds: Readonly<Record<string, string>>;
  readonly month: string;
  readonly surplus: string;
  readonly absorbed: string;
  readonly spilled: string;
  readonly spilledAgain: string;
  readonly spilledClosed: string;
  readonly all: string;
  readonly spillTitle: (place: string, days: string, closing: string) => string;
  readonly basis: Readonly<Record<string, string>>;
  readonly split: (surplus: string, contracted: string, other: string) => string;
  readonly worth: (value: string, displaced: string) => string;
  readonly bbceTitle: string;
  readonly scenario: string;
  readonly peakYear: string;
  readonly leaves: string;
  readonly never: string;
  readonly faults: string;
  readonly bbceFaults: readonly string[];
  readonly bbceBeside: string;
  readonly width: string;
  readonly rest: string;
  readonly medians: string;
  /** Inputs of the model of power. */
  readonly causes: Readonly<Record<string, string>>;
  readonly cut: string;
  readonly conventions: Readonly<Record<string, string>>;
  readonly loadTitle: (place: string, at: string) => string;
  readonly loadKinds: Readonly<Record<string, string>>;
  readonly targets: (convention: string) => string;
  readonly supply: string;
  readonly supplyVerdicts: Readonly<Record<string, string>>;
}

const ENGLISH: EnergyWords = {
  power: "power",
  energyOfYear: "energy of the year",
  energyAtRate: "energy at this rate",
  emissions: "emissions",
  marginal: "emissions at the margin",
  embodied: "made with the machines",
  intensity: "carbon intensity",
  renewable: "renewable share",
  efficiency: "efficiency of what runs",
  place: "place",
  share: "share %",
  quantity: "quantity",
  likely: "median",
  interval95: "95 %",
  lower: "lower",
  best: "best",
  upper: "upper",
  model: "model",
  priceNote: (price) => `all power at ${price} USD/kWh; bounds of the model, no probabilities`,
  drawsNote: (draws, seed) => `${draws} draws, seed ${seed}`,
  sources: "sources",
  published: "published",
  remade: "remade",
  difference: "differs",
  ours90: "Hashfall, 90 %",
  holds: "holds it",
  yes: "yes",
  no: "no",
  period: "days",
  compareTitle: "Network power: what others published, their model remade here, and ours",
  compareNote:
    "remade: the same formulas on this record's blocks, prices and machines (docs/methods/cambridge.md)",
  bounds: { lower: "lower", best: "best", upper: "upper" },
  month: "from",
  surplus: "surplus",
  absorbed: "mines take",
  spilled: "spilled",
  spilledAgain: "spilled again by closing",
  spilledClosed: "spilled, closed",
  all: "all",
  spillTitle: (place, days, closing) =>
    `${place}, ${days}: water in GWh; mines closed on ${closing}`,
  basis: {
    measured: "the year's spill was published",
    "at-most": "only a bound of the year's spill was published",
    predicted: "told from the years before",
  },
  split: (surplus, contracted, other) =>
    `Of the mines' power ${surplus} ran on water that would be spilled, ${contracted} on hydro under contract, ${other} on other power.`,
  worth: (value, displaced) =>
    `What closing spilled again was worth ${value} million USD at the plants; on a line to a coal or gas plant's load it would have saved ${displaced} Mt of CO2.`,
  bbceTitle: "The BBCE paper of 2021 as reconstructed: China's mining, by policy",
  scenario: "policy",
  peakYear: "peak",
  leaves: "leaves China",
  never: "never",
  faults: "Known faults",
  bbceFaults: [
    "Doubling price, power price or tax changes hashrate by {response} %: it depends on time alone.",
    "Its equation of exit jumps from 70 % to {exit} % in the month it acts.",
    "Halving market access multiplies the network's energy of December 2024 by {access}; read the other way by {reversed}.",
    "Site regulation is the ratio of two mixes: emissions times {ratio}, energy times {energy}.",
    "Against 2024 as it was: {against} times the whole world's energy; paying for it would take {cost} of all that miners earned.",
  ],
  bbceBeside:
    "The same policies in our own model: hashfall simulate --compare bbce-benchmark bbce-site-regulation --override flat (also bbce-market-access, bbce-carbon-tax); docs/methods/bbce.md",
  width: "what makes the width, share of the variance",
  rest: "all else",
  medians: "medians of places need not add up to the network's; within each draw they do",
  causes: {
    life: "life of a machine",
    lifeShape: "how sharply life ends",
    idleLoss: "loss of machines that stand",
    orders: "orders that go on when nothing grows",
    preference: "preference for efficient machines",
    saleAge: "how long a model is sold",
    lag: "time from release to the network",
    bitmainShare: "Bitmain's part of sales",
    shedding: "whom a surplus pushes out",
    powerPrice: "power price of owners",
    priceSpread: "spread of power prices",
    overhead: "cooling and losses",
    wall: "meter against makers' figures",
    priceWander: "power price over time",
    modelWander: "error of the fleet's model",
  },
  cut: "power cut to users",
  conventions: { coal: "the coal burnt for it, 0.305 kg", calorific: "its own heat, 0.1229 kg" },
  loadTitle: (place, at) => `${place}, ${at}: mines against load and targets`,
  loadKinds: {
    consumption: "of the electricity used",
    peak_load: "of the peak load",
    ofEnergy: "of all energy",
    ofIncrease: "of the growth allowed",
    ofIntensityTarget: "of the intensity target",
    othersWith: "others may grow, mines running",
    othersWithout: "others may grow, mines closed",
  },
  targets: (convention) => `Targets for energy; a kilowatt-hour counted as ${convention}`,
  supply: "Supply",
  supplyVerdicts: {
    short: "power was short: users were cut and it is not sure that anything was left over",
    surplus: "energy was left over, and no cut is reported",
    both: "users were cut while energy was left over elsewhere or at other hours",
    "cannot-tell": "cannot be told: no cut is reported, nor surely anything left over",
  },
};

const CHINESE: EnergyWords = {
  power: "功率",
  energyOfYear: "全年用电",
  energyAtRate: "按此功率折年用电",
  emissions: "排放",
  marginal: "边际排放",
  embodied: "矿机制造排放",
  intensity: "碳强度",
  renewable: "可再生能源占比",
  efficiency: "运行矿机能效",
  place: "地区",
  share: "占比 %",
  quantity: "量",
  likely: "中位数",
  interval95: "95 %",
  lower: "下限",
  best: "最佳估计",
  upper: "上限",
  model: "模型",
  priceNote: (price) => `电价统一为${price}美元/千瓦时；仅为模型的上下限，并非概率`,
  drawsNote: (draws, seed) => `${draws}次抽样，种子${seed}`,
  sources: "来源",
  published: "已发表",
  remade: "重算",
  difference: "相差",
  ours90: "Hashfall，90 %",
  holds: "是否包含",
  yes: "是",
  no: "否",
  period: "日期",
  compareTitle: "全网功率：他人发表的数字、在此重算的同一模型、以及本程序的估计",
  compareNote: "重算：同样的公式，用本记录的区块、价格和矿机（docs/methods/cambridge.md）",
  bounds: { lower: "下限", best: "最佳", upper: "上限" },
  month: "起",
  surplus: "富余水电",
  absorbed: "矿场消纳",
  spilled: "弃水",
  spilledAgain: "关停后重新弃水",
  spilledClosed: "关停情形弃水",
  all: "合计",
  spillTitle: (place, days, closing) =>
    `${place}，${days}：水量折电，单位GWh；矿场于${closing}关停`,
  basis: {
    measured: "当年弃水量已公布",
    "at-most": "当年弃水量仅有上限",
    predicted: "由往年推算",
  },
  split: (surplus, contracted, other) =>
    `矿场用电中，${surplus}来自本将弃掉的水，${contracted}为合同水电，${other}为其他电源。`,
  worth: (value, displaced) =>
    `关停后重新弃掉的水，按电厂侧价格值${value}百万美元；若有线路送往煤电或气电负荷，可少排${displaced} Mt CO2。`,
  bbceTitle: "2021年BBCE论文（重构）：各政策下中国的挖矿",
  scenario: "政策",
  peakYear: "峰值",
  leaves: "离开中国",
  never: "从不",
  faults: "已知缺陷",
  bbceFaults: [
    "币价、电价或碳税加倍，算力变化{response}%：算力只取决于时间。",
    "退出方程在生效当月由70%跳到{exit}%。",
    "市场准入减半，使2024年12月全网用电变为{access}倍；反过来读则为{reversed}倍。",
    "选址管制只是两种电源结构之比：排放为{ratio}倍，用电为{energy}倍。",
    "与2024年实际相比：为全世界用电的{against}倍；所需电费为全体矿工收入的{cost}倍。",
  ],
  bbceBeside:
    "同样的政策在本程序模型中：hashfall simulate --compare bbce-benchmark bbce-site-regulation --override flat（另有bbce-market-access、bbce-carbon-tax）；docs/methods/bbce.md",
  width: "区间宽度来自（方差占比）",
  rest: "其余",
  medians: "各地区中位数之和不必等于全网；每次抽样内则相等",
  causes: {
    life: "矿机寿命",
    lifeShape: "寿命终结的陡峭程度",
    idleLoss: "停机矿机的流失",
    orders: "算力不增时仍在交付的订单",
    preference: "买家对高能效的偏好",
    saleAge: "机型在售时间",
    lag: "发布到入网的时间",
    bitmainShare: "比特大陆的销售占比",
    shedding: "机器过剩时谁被挤出",
    powerPrice: "矿主电价",
    priceSpread: "电价的离散程度",
    overhead: "散热与损耗",
    wall: "实测与厂商标称之差",
    priceWander: "电价随时间的波动",
    modelWander: "机队模型误差",
  },
  cut: "对用户限电",
  conventions: { coal: "按发电煤耗0.305千克", calorific: "按电热当量0.1229千克" },
  loadTitle: (place, at) => `${place}，${at}：矿场与负荷、能耗目标之比`,
  loadKinds: {
    consumption: "占用电量",
    peak_load: "占最高负荷",
    ofEnergy: "占能源消费总量",
    ofIncrease: "占允许的增量",
    ofIntensityTarget: "占强度目标",
    othersWith: "矿场运行时，其他用户可增长",
    othersWithout: "矿场关停时，其他用户可增长",
  },
  targets: (convention) => `能耗双控目标；每千瓦时${convention}标准煤计`,
  supply: "供应",
  supplyVerdicts: {
    short: "电力不足：用户被限电，且不能确定另有富余",
    surplus: "电量有富余，且无限电报道",
    both: "一边限电，一边在别处或其他时段有富余",
    "cannot-tell": "无法判断：既无限电报道，也不能确定有富余",
  },
};

export function energyWords(language: Language): EnergyWords {
  return language === "zh" ? CHINESE : ENGLISH;
}
