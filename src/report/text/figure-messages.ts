/** Titles, subtitles and labels of the figures. */
export const FIGURE_MESSAGES = {
  hashrateTitle: {
    en: "Hashrate fell by {fall} from {peak} to {trough}; the cut is one step of several",
    zh: "{peak}至{trough}，算力下降{fall}；断电只是其中一步",
  },
  hashrateSubtitle: {
    en: "Network hashrate, EH/s, {from} to {to} 2021. Line: 7-day estimate with 50 and 95 % bands; dots: single UTC days; numbered rules: orders, listed below, tinted where they had an end.",
    zh: "全网算力（EH/s），2021年{from}至{to}。曲线：7天估计值及50%、95%区间带；圆点：单日（UTC）；编号竖线：通知与事件，见图下列表；有期限者以浅色标示。",
  },
  weekLine: { en: "7-day estimate", zh: "7天估计值" },
  weekBands: { en: "50 and 95 % bands", zh: "50%与95%区间" },
  dayDots: { en: "single days", zh: "单日" },
  claimedValue: { en: "claimed {value}", zh: "所称{value}" },
  cutLabel: { en: "Sichuan: power off", zh: "四川断电" },
  cutTime: { en: "{china} in China", zh: "中国时间{china}" },
  alarmsRow: { en: "alarms raised", zh: "警报" },
  poolsTitle: {
    en: "The day around the cut tells nothing about a pool; two weeks do",
    zh: "断电前后单日看不出矿池的变化，两周才看得出",
  },
  poolsSubtitle: {
    en: "Change of each pool’s hashrate around the cut, with 95 % interval, ratio scale; blocks before → after. Copper: told from chance after Holm’s correction. Pools with at least 1 % of the blocks.",
    zh: "断电前后各矿池算力的变化及95%区间（比例刻度）；右侧为区块数（前→后）。铜色实心：经Holm校正后仍显著。仅列区块占比不低于1%的矿池。",
  },
  eachSide: { en: "{window} each side", zh: "前后各{window}" },
  noBlocks: { en: "no blocks", zh: "无区块" },
  reportedTitle: {
    en: "As the press gave it: three falls in a day that chance alone can make",
    zh: "媒体口径：三个单日降幅，偶然波动即可造成",
  },
  reportedSubtitle: {
    en: "Change of hashrate, 24 h to {at} against the 24 h before. Dot: measured, with 95 % interval; diamond: the value in the press.",
    zh: "截至{at}的24小时与前24小时相比的算力变化。圆点：实测值及95%区间；菱形：媒体所载数值。",
  },
  blocksP: { en: "{before} → {after} blocks, p = {p}", zh: "{before} → {after}个区块，p = {p}" },
  difficultyTitle: {
    en: "Difficulty followed in steps: the forecast said {forecast}, {actual} came",
    zh: "难度逐级跟随：预测{forecast}，实际{actual}",
  },
  difficultySubtitle: {
    en: "Difficulty, trillions. Grey steps: consensus facts with the change at each retarget. Ochre: the forecast as it stood on {at}, median with 50, 80 and 95 % intervals. Dot: what came.",
    zh: "难度（万亿）。灰色阶梯：共识事实，标注每次难度调整的幅度。赭色：{at}时的预测中位数及50%、80%、95%区间。圆点：实际结果。",
  },
  forecastMade: { en: "forecast made", zh: "预测时点" },
  came: { en: "came: {value}", zh: "实际：{value}" },
  median: { en: "median {value}", zh: "中位数{value}" },
  courseTitle: {
    en: "The forecast came down to the outcome as the epoch went on",
    zh: "随着周期推进，预测逐步逼近实际结果",
  },
  courseSubtitle: {
    en: "Forecast of the next difficulty change, %, every 6 hours through the epoch: median with 50 and 95 % intervals. Grey line: the outcome.",
    zh: "下一次难度调整幅度的预测（%），周期内每6小时一次：中位数及50%、95%区间。灰线：实际结果。",
  },
  scoreTitle: {
    en: "Over {n} forecasts this program errs by {own} points on average, the open peers by {mempool} and {brk}",
    zh: "{n}次预测中，本程序平均误差{own}个百分点，其他开源公式为{mempool}和{brk}",
  },
  scoreSubtitle: {
    en: "Mean absolute error, percentage points, by blocks into the epoch; {epochs} epochs. Dashed: this program; grey: formulas of open peers at the same moments.",
    zh: "平均绝对误差（百分点），按周期内已出区块数分组，共{epochs}个周期。虚线：本程序；灰线：同一时刻其他开源公式。",
  },
  blocksIn: { en: "blocks into the epoch, up to", zh: "周期内区块数（至）" },
  noChange: { en: "no change", zh: "假定不变" },
  hashpriceTitle: {
    en: "A terahash earned {high} on {highDay} and {low} on {lowDay}",
    zh: "每TH每天的收入：{highDay}为{high}，{lowDay}为{low}",
  },
  hashpriceSubtitle: {
    en: "Revenue, USD per TH/s and day, by UTC day; band: 95 % interval of the mean fee. Diamond: what the revenue in the press implies.",
    zh: "每TH/s每天的收入（美元），按UTC日计；带状：手续费均值的95%区间。菱形：由媒体所载收入折算。",
  },
} as const;
