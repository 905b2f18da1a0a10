export const EVENTS = {
  timeline: { en: "Orders and the hashrate", zh: "命令与算力" },
  kicker: { en: "Orders and events", zh: "命令与事件" },
  title: { en: "{count} orders, each with its sources", zh: "{count} 项命令，均附来源" },
  titleOne: { en: "One order, with its sources", zh: "1 项命令，附来源" },
  titleNone: { en: "No order fits", zh: "没有符合的命令" },
  waiting: { en: "Reading the orders", zh: "正在读取命令" },
  waitingOne: { en: "Counting blocks before and after", zh: "正在统计前后的区块" },
  waitingAlarms: { en: "Reading the alarms", zh: "正在读取警报" },
  place: { en: "Place", zh: "地点" },
  kind: { en: "Kind", zh: "类型" },
  anywhere: { en: "everywhere", zh: "所有地点" },
  anyKind: { en: "every kind", zh: "所有类型" },
  lead: { en: "Orders of {kind}, {place}, {days}.", zh: "命令：{kind}，{place}，{days}。" },
  days: { en: "from {from} to {to}", zh: "自 {from} 至 {to}" },
  from: { en: "From", zh: "自" },
  to: { en: "To", zh: "至" },
  all: { en: "Show all", zh: "显示全部" },
  chart: {
    en: "{orders} orders and {alarms} alarms on the hashrate",
    zh: "算力与 {orders} 项命令、{alarms} 次警报",
  },
  chartWaiting: {
    en: "{orders} orders on the hashrate; the alarms are being worked out",
    zh: "算力与 {orders} 项命令；警报正在计算",
  },
  line: { en: "hashrate", zh: "算力" },
  sub: {
    en: "Network hashrate, EH/s, 7 days. Dashed flags: orders; solid: alarms. Line: estimate; bands: 50 and 95 %.",
    zh: "全网算力，EH/s，7 天窗口。虚线旗：命令；实线旗：警报。线：估计；带：50% 与 95%。",
  },
  older: {
    en: "{n} orders lie outside the record’s blocks and stand in the list alone.",
    zh: "另有 {n} 项命令不在记录的区块范围内，只见于下面的列表。",
  },
  alarm: { en: "Alarm: hashrate {change}", zh: "警报：算力 {change}" },
  none: {
    en: "No order fits. Choose other places, kinds or days.",
    zh: "没有符合的命令。请更换地点、类型或日期。",
  },
  outcomes: { en: "What the network did", zh: "网络的反应" },
  outcomesWhy: {
    en: "No authority’s doing, so not counted above; kept for comparison.",
    zh: "并非任何机构所为，不计入上面的数目，仅供对照。",
  },
  back: { en: "All orders", zh: "全部命令" },
  nothing: { en: "None.", zh: "无。" },
};

export const ORDER = {
  effective: { en: "in effect {at}", zh: "生效：{at}" },
  known: { en: "known {at}", zh: "公布：{at}" },
  noEffect: { en: "no date of effect is known", zh: "生效日期不详" },
  happened: { en: "Happened", zh: "发生" },
  factEffective: { en: "In effect", zh: "生效" },
  factKnown: { en: "Became known", zh: "公布" },
  factEnds: { en: "Ended", zh: "结束" },
  factPlace: { en: "Place", zh: "地点" },
  factKind: { en: "Kind", zh: "类型" },
  factActors: { en: "Concerns", zh: "涉及" },
  factMeasures: { en: "Measures", zh: "措施" },
  factNumbers: { en: "Numbers given", zh: "所给数字" },
  factDates: { en: "Dates", zh: "日期" },
  exact: { en: "exact to the {precision}", zh: "精确到{precision}" },
  grade: { en: "evidence {grade}", zh: "证据等级 {grade}" },
  unknownDate: { en: "not known", zh: "不详" },
  inForce: { en: "What else was in force", zh: "当时还有效的命令" },
  near: { en: "Within two weeks of it", zh: "前后两周内" },
  retargets: { en: "Difficulty afterwards", zh: "之后的难度调整" },
  retarget: { en: "{at}, block {height}: {change}", zh: "{at}，区块 {height}：{change}" },
  alarms: { en: "Alarms near it", zh: "附近的警报" },
  alarmLine: { en: "{at}: hashrate {change}", zh: "{at}：算力 {change}" },
  sources: { en: "Who reports it", zh: "谁报道了它" },
  reported: { en: "{grade} Addresses: {n}.", zh: "{grade}网址：{n} 处。" },
  differ: { en: "Where the sources disagree", zh: "各来源不一致之处" },
  elsewhere: { en: "an account of another order", zh: "另一项命令的记载" },
  localDay: { en: "{at} (local day)", zh: "{at}（当地日期）" },
  more: { en: "All {n}", zh: "全部 {n} 项" },
  agree: { en: "The sources do not contradict each other.", zh: "各来源之间没有矛盾。" },
};

export const EFFECT = {
  title: { en: "Hashrate before and after", zh: "前后算力" },
  fell: {
    en: "In the {days} days after it the hashrate was {size} % lower than before, beyond chance",
    zh: "之后 {days} 天算力比之前低 {size}%，超出偶然",
  },
  rose: {
    en: "In the {days} days after it the hashrate was {size} % higher than before, beyond chance",
    zh: "之后 {days} 天算力比之前高 {size}%，超出偶然",
  },
  chance: {
    en: "No change of the hashrate around it is beyond chance",
    zh: "其前后的算力变化都可能出于偶然",
  },
  depends: {
    en: "Whether the hashrate changed depends on the day, and the day is not known",
    zh: "算力是否变化取决于具体日期，而日期不详",
  },
  sub: {
    en: "Network hashrate after against before, change in %, with 95 % interval. Filled copper: told from chance after Holm’s correction for two windows; hollow grey: not.",
    zh: "全网算力，之后相对之前的变化（%）与 95% 区间。实心铜色：经两个窗口的 Holm 校正后可与偶然区分；空心灰色：不能区分。",
  },
  caption: {
    en: "{after} blocks against {before} in the longer window; exact test; it tells that the hashrate changed, not why",
    zh: "较长窗口内 {after} 个区块对 {before} 个；精确检验；只说明算力变了，不说明原因",
  },
  byKnown: {
    en: "No date of effect is known; measured around the day it became known.",
    zh: "生效日期不详；以公布之日为界测量。",
  },
  window: { en: "{days} days each side", zh: "前后各 {days} 天" },
  said: { en: "{window}: p = {p} after correction", zh: "{window}：校正后 p = {p}" },
  decidable: {
    en: "a change of this size could be told after {wait} more",
    zh: "再过 {wait} 可判断这样大小的变化",
  },
  day: {
    en: "Only the day is known. Met at other hours of it, the windows of {days} days give {low} to {high}.",
    zh: "只知日期，不知时刻。若以当天其他时刻为界，{days} 天窗口的变化为 {low} 至 {high}。",
  },
  span: {
    en: "Only the {precision} is known; measured as if from its first day. Met at any of {n} moments in it, the windows of {days} days give {low} to {high}; {told} of them would be beyond chance, corrected for so many tries.",
    zh: "只知{precision}份；这里按首日测量。以其中 {n} 个时刻为界，{days} 天窗口的变化为 {low} 至 {high}，经多次尝试的校正后，其中 {told} 个超出偶然。",
  },
  before: {
    en: "The order is older than the record’s blocks, which begin on {day}. Its effect cannot be measured here.",
    zh: "该命令早于记录的区块（始于 {day}），无法在此测量其影响。",
  },
  after: {
    en: "The order comes after the record’s blocks, which end on {day}. Its effect cannot be measured yet.",
    zh: "该命令晚于记录的区块（止于 {day}），尚无法测量其影响。",
  },
  beginsIn: {
    en: "{window}: not measured, since the record begins on {day}, within these days.",
    zh: "{window}：未测量，记录始于 {day}，未能涵盖这些日期。",
  },
  endsIn: {
    en: "{window}: not measured, since the record ends on {day}, before these days are over.",
    zh: "{window}：未测量，记录止于 {day}，这些日期尚未结束。",
  },
  undated: {
    en: "Neither the day of effect nor the day it became known is recorded.",
    zh: "生效日期与公布日期均无记载。",
  },
  outcome: {
    en: "This is what the network itself did, chosen because it stood out. A test around it would test it against itself, so there is none.",
    zh: "这是网络自身的表现，因其突出而被列入。以它为界的检验等于自证，因此不作检验。",
  },
  pools: { en: "Who was hit", zh: "谁受到影响" },
  poolsSpan: {
    en: "Only the {precision} is known; the pools are compared as if it came on its first day.",
    zh: "只知{precision}份；这里以首日为界比较各矿池。",
  },
  noPools: {
    en: "The record does not name the pools of two weeks on each side.",
    zh: "记录未涵盖前后各两周的矿池。",
  },
};

export const GRADES = {
  A: {
    en: "Evidence A: several independent accounts, or a primary one.",
    zh: "证据等级 A：有多个独立来源或原始来源。",
  },
  B: {
    en: "Evidence B: one account, or several that are not independent.",
    zh: "证据等级 B：单一来源，或来源不独立。",
  },
  C: { en: "Evidence C: a weak account.", zh: "证据等级 C：来源较弱。" },
};

/** Fields of an order on which accounts may differ. */
export const FIELDS: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  ends_at: { en: "when it ended", zh: "结束时间" },
  effective_at: { en: "when it took effect", zh: "生效时间" },
  known_at: { en: "when it became known", zh: "公布时间" },
  kind: { en: "what kind of order it is", zh: "命令的类型" },
  measures: { en: "what it orders", zh: "措施" },
  quantified: { en: "numbers", zh: "数字" },
  issuer: { en: "who issued it", zh: "发布者" },
  deadline: { en: "the deadline", zh: "期限" },
  place: { en: "the place", zh: "地点" },
  attribution: { en: "the cause", zh: "原因" },
  "existing projects": { en: "existing projects", zh: "现有项目" },
  "licensed load": { en: "licensed load", zh: "持牌负荷" },
  "illegal load": { en: "illegal load", zh: "非法负荷" },
  "firms cut": { en: "firms cut off", zh: "断电企业" },
};

export const KINDS = {
  ban: { en: "ban", zh: "禁令" },
  shutdown: { en: "shutdown", zh: "关停" },
  "phase-out": { en: "phase-out", zh: "逐步退出" },
  tariff: { en: "tariff", zh: "电价" },
  "market-access": { en: "market access", zh: "市场准入" },
  "site-regulation": { en: "site rules", zh: "场地规定" },
  tax: { en: "tax", zh: "税" },
  "seasonal-limit": { en: "seasonal limit", zh: "季节性限制" },
  rationing: { en: "rationing", zh: "限电" },
  curtailment: { en: "curtailment", zh: "削减负荷" },
  outage: { en: "outage", zh: "停电" },
  inspection: { en: "inspection", zh: "检查" },
  registration: { en: "registration", zh: "登记" },
  "information-request": { en: "information request", zh: "信息征询" },
  signal: { en: "signal", zh: "政策信号" },
  legalisation: { en: "legalisation", zh: "合法化" },
  relief: { en: "relief", zh: "放宽" },
  physical: { en: "physical event", zh: "自然事件" },
  other: { en: "other", zh: "其他" },
};

export const PRECISION = {
  hour: { en: "hour", zh: "小时" },
  day: { en: "day", zh: "日" },
  month: { en: "month", zh: "月" },
  season: { en: "season", zh: "季" },
  year: { en: "year", zh: "年" },
};
