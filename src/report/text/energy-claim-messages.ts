/** Reasons for the verdicts on claims of power, energy, carbon and place. */
export const ENERGY_CLAIM_MESSAGES = {
  network: { en: "the network", zh: "全网" },
  miningIn: { en: "mining in {place}", zh: "{place}挖矿" },
  power: { en: "the power of {who}", zh: "{who}平均功率" },
  energy: { en: "the energy of {who}", zh: "{who}耗电量" },
  emissions: { en: "the emissions of {who}", zh: "{who}碳排放量" },
  renewable: { en: "the renewable share of {who}", zh: "{who}可再生能源占比" },
  share: { en: "the share of {place} in the hashrate", zh: "{place}算力占比" },
  inYear: { en: "in {year}", zh: "{year}年" },
  inYears: { en: "from {first} to {last}", zh: "{first}至{last}年" },
  inMonth: { en: "in {month} {year}", zh: "{year}年{month}" },
  inWeek: { en: "in the week to {day}", zh: "截至{day}的一周内" },
  onDay: { en: "on {day}", zh: "{day}" },
  fromTo: { en: "from {first} to {last}", zh: "{first}至{last}" },
  found: {
    en: "Our estimate of {subject} {period} is {estimate}; {compared}. {whole}{near}",
    zh: "我们估计{period}{subject}为{estimate}，{compared}。{whole}{near}",
  },
  holds: { en: "the interval holds {claimed}", zh: "区间包含{claimed}" },
  isAbove: {
    en: "{claimed} lies {gap} above the interval",
    zh: "{claimed}比区间上限高{gap}",
  },
  isBelow: {
    en: "{claimed} lies {gap} below the interval",
    zh: "{claimed}比区间下限低{gap}",
  },
  staysBelow: {
    en: "all of the interval lies below the {claimed} stated as the most",
    zh: "整个区间低于所称上限{claimed}",
  },
  exceedsMost: {
    en: "all of the interval lies above the {claimed} stated as the most",
    zh: "整个区间高于所称上限{claimed}",
  },
  staysAbove: {
    en: "all of the interval lies above the {claimed} stated as the least",
    zh: "整个区间高于所称下限{claimed}",
  },
  missesLeast: {
    en: "all of the interval lies below the {claimed} stated as the least",
    zh: "整个区间低于所称下限{claimed}",
  },
  onBothSides: {
    en: "the interval lies on both sides of the {claimed} stated as a bound",
    zh: "区间横跨所称界限{claimed}",
  },
  points: { en: "{n} points", zh: "{n}个百分点" },
  relative: { en: "{gap} ({part})", zh: "{gap}（{part}）" },
  whole: { en: "The whole world's is {whole}. ", zh: "全球合计为{whole}。" },
  wholeIsLess: {
    en: "The whole world's is {whole}: even that is less than {claimed}. ",
    zh: "全球合计为{whole}，尚不及{claimed}。",
  },
  estimated: { en: "{figure}, estimated", zh: "{figure}（估计）" },
  atMost: { en: "at most {claimed}", zh: "至多{claimed}" },
  atLeast: { en: "at least {claimed}", zh: "至少{claimed}" },
  rankValue: { en: "rank {rank}", zh: "第{rank}位" },
  rankFigure: { en: "rank {rank}: {part} of draws", zh: "第{rank}位：{part}的抽样" },
  rankFound: {
    en: "Of the draws of our map for {day}, {place} has rank {rank} in {part}{mode}; its share of the hashrate is {share}. {first}{near}",
    zh: "按我们{day}的算力分布，{place}在{part}的抽样中居第{rank}位{mode}，算力占比为{share}。{first}{near}",
  },
  rankMode: {
    en: " and, most often, rank {rank} in {part}",
    zh: "，最常居第{rank}位（{part}）",
  },
  rankFirst: {
    en: "Most often first is {place} ({part}). ",
    zh: "最常居首位的是{place}（{part}）。",
  },
  near: {
    en: "This is so near the line that other draws may judge otherwise.",
    zh: "此值紧邻判定界线，换一组抽样可能得出不同结论。",
  },
  unmapped: {
    en: "No share of any place in the hashrate was public by then.",
    zh: "当时尚无任何地区的算力占比公布。",
  },
} as const;
