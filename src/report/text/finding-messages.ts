/** The findings of a study, and the headings that open its sections. */
export const FINDING_MESSAGES = {
  fall: {
    en: "From its highest week, to {peakDay}, to its lowest, to {troughDay}, network hashrate fell by {change}: from {peak} to {trough}.",
    zh: "从最高的一周（截至{peakDay}）到最低的一周（截至{troughDay}），全网算力下降{change}：由{peak}降至{trough}。",
  },
  cut: {
    en: "Around the cut itself a day shows nothing ({before} to {after} blocks, p = {p}); two weeks show {change} (p = {pLong}).",
    zh: "断电前后各取一天，看不出变化（{before}→{after}个区块，p = {p}）；各取两周，变化为{change}（p = {pLong}）。",
  },
  poolsReported: {
    en: "None of the {n} one-day pool figures in the press can be told from chance (smallest p = {p}).",
    zh: "媒体给出的{n}个矿池单日降幅，没有一个能与偶然波动区分（最小p = {p}）。",
  },
  poolsLong: {
    en: "With two weeks on each side {n} of {total} pools did fall, after correction for looking at all of them: {pools}.",
    zh: "前后各取两周，经多重比较校正后，{total}个矿池中有{n}个确实下降：{pools}。",
  },
  level: {
    en: "The press’s network level, {claimed}, fits the {window} window ({estimate}); {short} alone gave {day}.",
    zh: "媒体所说的全网算力{claimed}与{window}窗口吻合（{estimate}）；单看{short}为{day}。",
  },
  peak: {
    en: "Its peak of {claimed} does not hold: over {window} the hashrate near that day never exceeded {estimate}.",
    zh: "所称峰值{claimed}不成立：当日前后的{window}算力从未超过{estimate}。",
  },
  peakArtefact: {
    en: "Old blocks counted at the new difficulty, {rise} higher, give up to {unweighted}.",
    zh: "把旧区块按上调{rise}后的新难度计算，会得出最高{unweighted}。",
  },
  load: {
    en: "A mining load of {claimed} going off at the cut would be more than the fall between the fortnights on either side: {fall} is {low} to {high} GW.",
    zh: "若断电时有{claimed}挖矿负荷下线，将超过前后两周之间的降幅：{fall}只折合{low}至{high} GW。",
  },
  difficulty: {
    en: "Difficulty fell {actual} on {day}. The forecast as it stood at the press time said {forecast}: {where}",
    zh: "{day}难度下调{actual}。按报道当时的预测为{forecast}：{where}",
  },
  forecastOutside: {
    en: "outside its 95 % interval, because most of the fall came after that day.",
    zh: "实际结果落在95%区间之外，因为大部分下降发生在那天之后。",
  },
  forecastInside: { en: "inside its 95 % interval.", zh: "实际结果在95%区间之内。" },
  recovery: {
    en: "The hashrate of before the fall was back by {day}, {days} days after the lowest week.",
    zh: "到{day}，算力恢复到下跌前的水平，距最低一周{days}天。",
  },
} as const;
