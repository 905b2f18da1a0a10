import type { Language } from "../report/index.ts";

/** Words of `energy` and `spill`. */
export interface EnergyWords {
  readonly power: string;
  readonly energyOfYear: string;
  readonly energyAtRate: string;
  readonly emissions: string;
  /** What the columns of emissions are in models of others. */
  readonly emissionsNote: string;
  readonly marginal: string;
  readonly embodied: string;
  readonly intensity: string;
  readonly renewable: string;
  readonly renewableShort: string;
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
  readonly medianAnd95: (draws: string) => string;
  readonly percent: (number: string) => string;
  readonly drawsNote: (draws: string, seed: string) => string;
  readonly below: (draws: string) => string;
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
  readonly closing: Readonly<Record<"recorded" | "assumed", (day: string) => string>>;
  readonly basis: Readonly<Record<string, string>>;
  readonly split: (surplus: string, contracted: string, other: string) => string;
  readonly worth: (value: string, displaced: string) => string;
  readonly width: string;
  readonly rest: string;
  readonly medians: string;
  readonly smallPlaces: (places: readonly string[]) => string;
  readonly noPlaces: string;
  /** Inputs of the model of power. */
  readonly causes: Readonly<Record<string, string>>;
  readonly cut: string;
  readonly conventions: Readonly<Record<string, string>>;
  /** What the power is a mean of: of the days, and whether mines that closed still count. */
  readonly meanOfDays: (closed: string | null) => string;
  readonly loadTitle: (place: string, at: string) => string;
  readonly loadKinds: Readonly<Record<string, string>>;
  readonly targets: (convention: string) => string;
  readonly targetsNote: (closing: string) => string;
  readonly noLoad: string;
  readonly supply: string;
  readonly supplyVerdicts: Readonly<Record<string, string>>;
}

const ENGLISH: EnergyWords = {
  power: "power",
  energyOfYear: "energy of the year",
  energyAtRate: "energy at this rate",
  emissions: "emissions",
  emissionsNote:
    "emissions: of the best guess of power, all from hydro, from the published mix, all from coal",
  marginal: "emissions at the margin",
  embodied: "made with the machines",
  intensity: "carbon intensity",
  renewable: "renewable share",
  renewableShort: "renewable",
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
  medianAnd95: (draws) => `median [95 %], ${draws}`,
  percent: (number) => `${number} %`,
  drawsNote: (draws, seed) => `${draws} draws, seed ${seed}`,
  below: (draws) => `median, and below it the 95 % interval; ${draws}`,
  sources: "sources",
  published: "published",
  remade: "remade",
  difference: "differs",
  ours90: "Hashfall, 90 %",
  holds: "inside",
  yes: "yes",
  no: "no",
  period: "days",
  compareTitle: "Network power: what others published, their model remade here, and ours",
  compareNote:
    "remade: the same formulas on this record's blocks, prices and machines (docs/methods/cambridge.md); ours beside a single day: the seven days up to it, as theirs",
  bounds: { lower: "lower", best: "best", upper: "upper" },
  month: "from",
  surplus: "surplus",
  absorbed: "mines take",
  spilled: "spilled",
  spilledAgain: "spilled again",
  spilledClosed: "spilled, closed",
  all: "all",
  spillTitle: (place, days, closing) => `${place}, ${days}: water in GWh; ${closing}`,
  closing: {
    recorded: (day) => `mines closed on ${day}`,
    assumed: (day) => `if the mines close on ${day}`,
  },
  basis: {
    measured: "the year's spill was published",
    "at-most": "only a bound of the year's spill was published",
    predicted: "told from the years before",
  },
  split: (surplus, contracted, other) =>
    `Of the mines' power ${surplus} ran on water that would be spilled, ${contracted} on hydro under contract, ${other} on other power.`,
  worth: (value, displaced) =>
    `What closing spills again is worth ${value} million USD at the plants; on a line to a coal or gas plant's load it would save ${displaced} Mt of CO2.`,
  width: "what makes the width, share of the variance",
  rest: "all else",
  noPlaces: "where the machines are was not public then; so no places and no carbon",
  smallPlaces: (places) => `left out, below 0.5 % each: ${places.join(", ")}`,
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
  meanOfDays: (closed) =>
    closed === null
      ? "Power: the mean of these days. Shares: the mean of the figure's own period; of a peak, that of the month of the first day."
      : `Mines closed on ${closed}; all power is told as if none had been closed. Power: the mean of these days. Shares: the mean of the figure's own period; of a peak, that of the month of the first day.`,
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
  targetsNote: (closing) =>
    `Targets: as if the mines closed on ${closing}, having drawn until then what they drew in the year so far.`,
  noLoad: "No figure of its load, its targets or its supply is on record for these days.",
  supply: "Supply: ",
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
  emissionsNote: "排放：均按功率的最佳估计，依次为全部水电、已公布的电源结构、全部煤电",
  marginal: "边际排放",
  embodied: "矿机制造排放",
  intensity: "碳强度",
  renewable: "可再生能源占比",
  renewableShort: "可再生",
  efficiency: "运行矿机能效",
  place: "地区",
  share: "占比 %",
  quantity: "量",
  likely: "中位数",
  interval95: "95%",
  lower: "下限",
  best: "最佳估计",
  upper: "上限",
  model: "模型",
  priceNote: (price) => `电价统一为${price}美元/千瓦时；仅为模型的上下限，并非概率`,
  medianAnd95: (draws) => `中位数 [95%]，${draws}`,
  percent: (number) => `${number}%`,
  drawsNote: (draws, seed) => `${draws}次抽样，种子${seed}`,
  below: (draws) => `中位数，下一行为95%区间；${draws}`,
  sources: "来源",
  published: "已发表",
  remade: "重算",
  difference: "相差",
  ours90: "Hashfall，90%",
  holds: "包含",
  yes: "是",
  no: "否",
  period: "日期",
  compareTitle: "全网功率：他人发表的数字、在此重算的同一模型、以及本程序的估计",
  compareNote:
    "重算：同样的公式，用本记录的区块、价格和矿机（docs/methods/cambridge.md）；单日的本程序估计为截至该日的七日平均，与对方一致",
  bounds: { lower: "下限", best: "最佳", upper: "上限" },
  month: "起",
  surplus: "富余水电",
  absorbed: "矿场消纳",
  spilled: "弃水",
  spilledAgain: "重新弃水",
  spilledClosed: "关停弃水",
  all: "合计",
  spillTitle: (place, days, closing) => `${place}，${days}：水量折电，单位GWh；${closing}`,
  closing: {
    recorded: (day) => `矿场于${day}关停`,
    assumed: (day) => `假设矿场于${day}关停`,
  },
  basis: {
    measured: "当年弃水量已公布",
    "at-most": "当年弃水量仅有上限",
    predicted: "由往年推算",
  },
  split: (surplus, contracted, other) =>
    `矿场用电中，${surplus}来自本将弃掉的水，${contracted}为合同水电，${other}为其他电源。`,
  worth: (value, displaced) =>
    `关停后重新弃掉的水，按电厂侧价格值${value}百万美元；若有线路送往煤电或气电负荷，可少排${displaced} Mt CO2。`,
  width: "区间宽度来自（方差占比）",
  rest: "其余",
  noPlaces: "当时尚未公布矿机所在地，故无地区与碳排放",
  smallPlaces: (places) => `未列出（各不足0.5%）：${places.join("、")}`,
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
  meanOfDays: (closed) =>
    `${closed === null ? "" : `矿场于${closed}关停；功率均按未曾关停计。`}功率为所问各日的平均；占比用各数字所属时期的平均，最高负荷用首日所在月的平均。`,
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
  targetsNote: (closing) => `能耗目标按矿场于${closing}关停计，此前功率取当年至该日的平均。`,
  noLoad: "这些日子里，记录中没有该地的负荷、能耗目标或供应数字。",
  supply: "供应：",
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
