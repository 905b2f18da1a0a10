/** Reasons for the verdicts on claims, one message for each shape of evidence. */
export const CLAIM_MESSAGES = {
  hashrateFits: {
    en: "The window that agrees best, {window}, gives {estimate}; that interval holds {claimed}. {others}",
    zh: "最吻合的窗口（{window}）测得{estimate}，区间包含{claimed}。{others}",
  },
  hashrateMisses: {
    en: "No window asked for agrees: the closest, {window}, gives {estimate}, and {claimed} lies outside. {others}",
    zh: "所有窗口均不吻合：最接近的{window}测得{estimate}，{claimed}落在区间之外。{others}",
  },
  otherWindow: { en: "{window}: {estimate}", zh: "{window}：{estimate}" },
  otherWindows: { en: "Over other windows: {list}.", zh: "其他窗口：{list}。" },
  peakBelow: {
    en: "The work-weighted {window} estimate near that day never exceeded {estimate}, so {claimed} is outside.",
    zh: "按工作量加权，当日前后的{window}算力最高为{estimate}，{claimed}在区间之外。",
  },
  peakArtefact: {
    en: "Counting blocks mined at the old difficulty as if at the new one, {rise} higher since that day, gives up to {unweighted} EH/s; that is how a false peak can be made. Weighted as it should be, the day gives {day}: one day is too short to tell.",
    zh: "难度当日上调{rise}，若把旧难度下的区块按新难度计算，可得出最高{unweighted} EH/s的数值——虚假峰值可能由此而来。正确加权后，当日算力为{day}：单日太短，难以判定。",
  },
  peakReached: {
    en: "The highest work-weighted {window} estimate near that day is {estimate}; its interval reaches {claimed}.",
    zh: "按工作量加权，当日前后的{window}算力最高为{estimate}，区间可达{claimed}。",
  },
  changeFits: {
    en: "Over {window} each side the change is {estimate}; the interval holds {claimed} (smallest p over the windows {p}).",
    zh: "前后各取{window}比较，变化为{estimate}，区间包含{claimed}（各窗口最小p = {p}）。",
  },
  changeMisses: {
    en: "Over {window} each side the change is {estimate}; {claimed} lies outside (smallest p over the windows {p}).",
    zh: "前后各取{window}比较，变化为{estimate}，{claimed}落在区间之外（各窗口最小p = {p}）。",
  },
  changeChance: {
    en: "No window tells a change from chance (smallest p = {p}); the closest gives {estimate}.",
    zh: "任何窗口都无法把变化与偶然波动区分开（最小p = {p}），最接近者为{estimate}。",
  },
  poolChance: {
    en: "{pool} went from {before} to {after} blocks in {window}: {estimate}, p = {p}. So few blocks change by that much on their own. {until}",
    zh: "{pool}在{window}内由{before}个区块变为{after}个：{estimate}，p = {p}。区块这样少，仅凭偶然就会有这样的起落。{until}",
  },
  poolTold: {
    en: "{pool} went from {before} to {after} blocks in {window}: {estimate}, p = {p}; {claimed} lies {where} the interval.",
    zh: "{pool}在{window}内由{before}个区块变为{after}个：{estimate}，p = {p}；{claimed}落在区间{where}。",
  },
  until: {
    en: "A drop of the size claimed would be told from chance four times in five only with {span} more on each side.",
    zh: "所称幅度的下降，需前后窗口各再延长{span}，才有八成把握与偶然区分。",
  },
  inside: { en: "inside", zh: "之内" },
  outside: { en: "outside", zh: "之外" },
  uncovered: {
    en: "It speaks of times outside the record, which reaches from {from} to {to}.",
    zh: "所涉时间在数据范围之外（{from}至{to}）。",
  },
  loadChance: {
    en: "Network hashrate changed by {fall} then, which may be no fall at all; {claimed} would run {hashrates} EH/s at {efficiencies} J/TH.",
    zh: "当时前后全网算力的降幅为{fall}，可能并无下降；按{efficiencies} J/TH计，{claimed}对应{hashrates} EH/s。",
  },
  poolMisses: {
    en: "{pool} went from {before} to {after} blocks in {window}: {estimate}, p = {p}; {claimed} lies outside the interval.",
    zh: "{pool}在{window}内由{before}个区块变为{after}个：{estimate}，p = {p}；{claimed}落在区间之外。",
  },
  peakAbove: {
    en: "The highest work-weighted {window} estimate near that day is {estimate}; {claimed} lies below its interval.",
    zh: "按工作量加权，当日前后的{window}算力最高为{estimate}，{claimed}低于该区间。",
  },
  loadTooLarge: {
    en: "{claimed} would run {hashrates} EH/s at {efficiencies} J/TH, while network hashrate fell by {fall} then: that is a load of {low} to {high} GW, cooling included.",
    zh: "按{efficiencies} J/TH计，{claimed}对应{hashrates} EH/s；而当时前后全网算力仅下降{fall}，折合负荷（含散热）{low}至{high} GW。",
  },
  loadFits: {
    en: "Network hashrate fell by {fall} then, a load of {low} to {high} GW at {efficiencies} J/TH: {claimed} is among them.",
    zh: "当时前后全网算力下降{fall}，按{efficiencies} J/TH折合负荷{low}至{high} GW，{claimed}在此范围内。",
  },
  machinesOpen: {
    en: "So many machines would be {hashrateLow} to {hashrateHigh} EH/s and {powerLow} to {powerHigh} MW. The whole fall, {fall}, leaves room for {most} of the smallest; blocks see the network and not one farm, so the number can be neither confirmed nor excluded.",
    zh: "这些矿机合{hashrateLow}至{hashrateHigh} EH/s、{powerLow}至{powerHigh} MW。全网共下降{fall}，最多可容纳{most}台最小型矿机；区块只反映全网而非单个矿场，因此既不能证实也不能排除。",
  },
  machinesTooMany: {
    en: "The whole fall, {fall}, leaves room for {most} of the smallest machines: fewer than claimed.",
    zh: "全网共下降{fall}，最多只容得下{most}百万台最小型矿机，少于所称数量。",
  },
  revenue: {
    en: "It implies {low} to {high} USD per TH/s and day. The best day of the period, {day}, paid {highest}; the last paid {last}.",
    zh: "折合每TH/s每天{low}至{high}美元。期间最高的一天（{day}）为{highest}，最后一天为{last}。",
  },
  orderKnown: {
    en: "The registry of orders lists “{title}”{time}; {attested}. {disagreements}",
    zh: "通知登记册列有“{title}”{time}；{attested}。{disagreements}",
  },
  orderTime: { en: ", {instant} {zone}", zh: "，{zone}{instant}" },
  inChina: { en: "in China", zh: "中国时间" },
  inUtc: { en: "(UTC)", zh: "UTC" },
  onTheSpot: { en: "(local date)", zh: "当地日期" },
  attested: { en: "{accounts}, confidence {confidence}", zh: "{accounts}，可信度{confidence}" },
  confidencePrimary: { en: "A (a primary account)", zh: "A（一手来源）" },
  orderTimes: {
    en: ", known {known}, in effect {instant} {zone}",
    zh: "，{zone}{known}公布、{instant}生效",
  },
  orderUnknown: { en: "The registry of orders does not hold it.", zh: "通知登记册中没有此条。" },
  oneAccount: { en: "one account", zh: "一处记载" },
  accounts: { en: "{n} accounts", zh: "{n}处记载" },
  confidenceA: { en: "A (several independent or primary)", zh: "A（多方独立或一手来源）" },
  confidenceB: { en: "B (one account, or not independent)", zh: "B（单一来源或来源不独立）" },
  confidenceC: { en: "C (weak)", zh: "C（来源薄弱）" },
  differ: { en: "The accounts differ on {fields}.", zh: "各方在{fields}上说法不一。" },
  early: {
    en: "At one site power went at {clock} on {date} already.",
    zh: "其中一处矿场在{date}{clock}即已停电。",
  },
  recovered: {
    en: "The {window} hashrate was {before} before the fall and {lowest} at its lowest. It was back by {day}, {days} days after the lowest week.",
    zh: "下跌前的{window}算力为{before}，最低为{lowest}；{day}前已恢复，距最低一周{days}天。",
  },
  notYetRecovered: {
    en: "The {window} hashrate was {before}; the time claimed is not over where the record ends, and it had not come back by then.",
    zh: "此前{window}算力为{before}；数据截止时所称期限尚未届满，且尚未恢复。",
  },
  neverFell: {
    en: "The {window} hashrate was {before} and never fell for certain in the time claimed; at its lowest it was {lowest}.",
    zh: "此前{window}算力为{before}，在所称期限内并无确定的下降，最低为{lowest}。",
  },
  notRecovered: {
    en: "The {window} hashrate was {before} before the fall and {lowest} at its lowest; it did not come back in the time claimed.",
    zh: "下跌前的{window}算力为{before}，最低为{lowest}；在所称期限内未恢复。",
  },
} as const;

/** Verdicts, as words beside their glyphs. */
export const VERDICT_MESSAGES = {
  supported: { en: "Supported", zh: "与数据相符" },
  "not distinguishable from chance": {
    en: "Not distinguishable from chance",
    zh: "与偶然无法区分",
  },
  contradicted: { en: "Contradicted", zh: "与数据不符" },
  "cannot be measured here": { en: "Cannot be measured here", zh: "此处无法测量" },
} as const;

/** Fields on which accounts of an order differ. */
export const FIELD_MESSAGES = {
  effective_at: { en: "the time it took effect", zh: "生效时间" },
  known_at: { en: "the day it became known", zh: "公布日期" },
  ends_at: { en: "its end", zh: "结束时间" },
  kind: { en: "what kind of act it was", zh: "性质" },
  place: { en: "the places", zh: "地域范围" },
  issuer: { en: "who issued it", zh: "发文单位" },
  deadline: { en: "the deadline", zh: "期限" },
  measures: { en: "the measures", zh: "措施" },
  quantified: { en: "the numbers", zh: "数量" },
  other: { en: "details", zh: "细节" },
} as const;
