import type { Language } from "../report/index.ts";

/** Words of `simulate`, `scenarios` and `backtest`. */
export interface SimulationWords {
  readonly dayStep: string;
  readonly hourStep: string;
  readonly members: (done: string, asked: string) => string;
  readonly seed: string;
  readonly record: string;
  readonly asOf: (day: string) => string;
  readonly overrides: string;
  readonly changed: string;
  readonly priors: string;
  readonly draws: (name: string, count: string) => string;
  readonly noDraws: (name: string) => string;
  readonly leftOut: (names: string) => string;
  readonly bands: string;
  readonly quantity: string;
  readonly retargets: string;
  readonly retargetsOf: (shown: string, all: string) => string;
  readonly height: string;
  readonly date: string;
  readonly change: string;
  readonly reached: string;
  readonly totals: string;
  readonly total: string;
  readonly band: string;
  readonly never: string;
  readonly fittedOn: (day: string, count: string) => string;
  readonly shares: string;
  readonly notWithin: (pct: string) => string;
  readonly points: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly ofMembers: (pct: string) => string;
  readonly power: string;
  readonly site: string;
  readonly start: string;
  readonly trough: string;
  readonly end: string;
  readonly others: (count: number) => string;
  readonly progress: (done: string, members: string, rate: string, left: string) => string;
  readonly resumed: (members: string) => string;
  readonly stopped: (done: string, asked: string) => string;
  readonly resumeHere: (folder: string) => string;
  readonly resumeNext: string;
  readonly written: string;
  readonly comparing: string;
  readonly differenceOf: string;
  readonly periodsDiffer: string;
  readonly days: string;
  readonly moreIn: string;
  readonly scenarioHint: string;
  readonly actual: string;
  readonly said: string;
  readonly inside: string;
  readonly yes: string;
  readonly no: string;
  readonly hindcast: string;
  readonly inSample: string;
  readonly membersLeftOut: (pct: string) => string;
  readonly scores: string;
  readonly fitting: string;
  readonly nothingToScore: string;
  readonly came: string;
  readonly expected: string;
  readonly troughOn: string;
  readonly deepest: string;
  readonly recoveredOn: string;
  readonly weekMean: string;
  readonly meanError: string;
  readonly held: (level: number) => string;
  readonly thisOne: string;
  readonly persistence: string;
  readonly skill: (pct: string) => string;
  readonly shock: string;
  readonly asOfColumn: string;
  readonly epoch: string;
  readonly skillColumn: string;
  readonly shocksTitle: string;
  readonly shocksNote: string;
  readonly heldAll: string;
}

const ENGLISH: SimulationWords = {
  dayStep: "days",
  hourStep: "hours",
  members: (done, asked) => (done === asked ? `${done} members` : `${done} of ${asked} members`),
  seed: "seed",
  record: "record",
  asOf: (day) => `as known on ${day}`,
  overrides: "with",
  changed: "set",
  priors: "numbers from priors",
  draws: (name, count) => `${count} fitted draws "${name}"`,
  noDraws: (name) =>
    `there are no fitted draws "${name}" for this; priors are used ("hashfall backtest" fits them)`,
  leftOut: (names) => `not yet known, so left out: ${names}`,
  bands: "Median, and below it the band that holds 80 % of the members",
  quantity: "quantity",
  retargets: "Retargets",
  retargetsOf: (shown, all) => `Retargets, the ${shown} largest of ${all}`,
  height: "height",
  date: "date",
  change: "change",
  reached: "reached by",
  totals: "Over the whole run",
  total: "total",
  band: "80 %",
  never: "not in this run",
  fittedOn: (day, count) => `${count} draws fitted on what was known on ${day}`,
  shares: "(N %): only N % of the members; – where under half came to it within the run",
  notWithin: (pct) => `not within the run in ${pct} % of the members`,
  points: "points",
  comma: ", ",
  semicolon: "; ",
  ofMembers: (pct) => `in ${pct} % of the members`,
  power: "Power by place and source, GW",
  site: "place, source",
  start: "start",
  trough: "trough",
  end: "end",
  others: (count) => `${count} more are in --json`,
  progress: (done, members, rate, left) =>
    `${done} of ${members} members  ${rate} a second  ${left} s left`,
  resumed: (members) => `${members} members were done already`,
  stopped: (done, asked) => `stopped: ${done} of ${asked} members are done`,
  resumeHere: (folder) => `the same command goes on from there; they are kept in ${folder}`,
  resumeNext: "to keep what is done, name a folder with --out; the same command then goes on",
  written: "written to",
  comparing: "side by side, the same luck for both",
  differenceOf: "B − A",
  periodsDiffer: "the two do not cover the same time; totals are each of its own",
  days: "d",
  moreIn: "all series and all bands: --json, or --out FOLDER",
  scenarioHint: "hashfall simulate NAME",
  actual: "happened",
  said: "said",
  inside: "inside 80 %",
  yes: "yes",
  no: "no",
  hindcast: "a hindcast: all its orders known at the start; --as-of leaves out later ones",
  inSample:
    "its uncertain numbers were fitted to these very blocks: the scores are of the fit, not a forecast",
  membersLeftOut: (pct) =>
    `${pct} % of the members did not come to the last retarget and are not scored`,
  scores: "scores",
  fitting: "fitting the uncertain numbers to what was known …",
  nothingToScore: "no retarget of the record lies between then and the scenario's end",
  came: "came",
  expected: "expected",
  troughOn: "trough on",
  deepest: "deepest fall",
  recoveredOn: "back at the peak on",
  weekMean: "hashrate, week's mean",
  meanError: "mean error of the change, points",
  held: (level) => `held by the ${level} % bands`,
  thisOne: "this one",
  persistence: "persistence",
  skill: (pct) => `CRPS ${pct} % against persistence with drift (plus is better)`,
  shock: "shock",
  asOfColumn: "as of",
  epoch: "epoch",
  skillColumn: "skill",
  shocksTitle: "Falls of the difficulty, each forecast with what was fitted on the others",
  shocksNote: "changes are against the difficulty under way at the time",
  heldAll: "held by the 50, 80 and 95 % bands",
};

const CHINESE: SimulationWords = {
  dayStep: "日步长",
  hourStep: "小时步长",
  members: (done, asked) => (done === asked ? `${done}个成员` : `${asked}个成员中的${done}个`),
  seed: "种子",
  record: "数据",
  asOf: (day) => `截至${day}所知`,
  overrides: "变体",
  changed: "改动",
  priors: "参数取自先验",
  draws: (name, count) => `拟合抽样“${name}”共${count}组`,
  noDraws: (name) => `没有适用的拟合抽样“${name}”，改用先验（“hashfall backtest” 会拟合）`,
  leftOut: (names) => `当时尚不为人知，故不计入：${names}`,
  bands: "中位数；其下为80%成员所在区间",
  quantity: "量",
  retargets: "难度调整",
  retargetsOf: (shown, all) => `难度调整（${all}次中幅度最大的${shown}次）`,
  height: "高度",
  date: "日期",
  change: "变化",
  reached: "到达比例",
  totals: "全程合计",
  total: "合计",
  band: "80%区间",
  never: "本次模拟期内没有",
  fittedOn: (day, count) => `以截至${day}所知拟合的${count}组抽样`,
  shares: "（N %）：仅占成员的N%；不足一半在模拟期内达到则记为–",
  notWithin: (pct) => `${pct}%的成员在模拟期内未恢复`,
  points: "个百分点",
  comma: "，",
  semicolon: "；",
  ofMembers: (pct) => `${pct}%的成员`,
  power: "各地各电源功率（GW）",
  site: "地区、电源",
  start: "期初",
  trough: "谷底",
  end: "期末",
  others: (count) => `另有${count}项见--json`,
  progress: (done, members, rate, left) => `${done}/${members}个成员  每秒${rate}个  剩余${left}秒`,
  resumed: (members) => `其中${members}个成员此前已完成`,
  stopped: (done, asked) => `已停止：完成${asked}个成员中的${done}个`,
  resumeHere: (folder) => `已存于${folder}；再次运行同一命令即可继续`,
  resumeNext: "如需保留进度，请用--out指定文件夹，再次运行同一命令即可继续",
  written: "写入",
  comparing: "并列比较，两者运气相同",
  differenceOf: "B − A",
  periodsDiffer: "两者时段不同；合计各按自身时段",
  days: "天",
  moreIn: "全部序列与区间：--json，或--out 文件夹",
  scenarioHint: "hashfall simulate 名称",
  actual: "实际",
  said: "预测",
  inside: "在80%区间内",
  yes: "是",
  no: "否",
  hindcast: "事后推演：期初即知全部命令；用--as-of可排除其后的命令",
  inSample: "不确定参数正是以这些区块拟合：得分反映拟合优劣，并非预测",
  membersLeftOut: (pct) => `${pct}%的成员未到达最后一次难度调整，不计分`,
  scores: "得分",
  fitting: "正以当时已知的数据拟合不确定参数……",
  nothingToScore: "从那时到情景结束，数据中没有难度调整",
  came: "实际日期",
  expected: "预计日期",
  troughOn: "谷底日期",
  deepest: "最大跌幅",
  recoveredOn: "恢复到峰值",
  weekMean: "算力（7天均值）",
  meanError: "变化的平均误差（百分点）",
  held: (level) => `落入${level}%区间`,
  thisOne: "本模型",
  persistence: "惯性外推",
  skill: (pct) => `CRPS相对带漂移的惯性外推：${pct}%（正数为优）`,
  shock: "冲击",
  asOfColumn: "截至",
  epoch: "周期",
  skillColumn: "技巧",
  shocksTitle: "历次难度下跌：逐一用其余各次拟合的参数预测",
  shocksNote: "变化相对于当时的难度",
  heldAll: "落入50%、80%、95%区间的比例",
};

/** The words in a language. */
export function simulationWords(language: Language): SimulationWords {
  return language === "en" ? ENGLISH : CHINESE;
}
