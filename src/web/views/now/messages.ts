export const NOW = {
  kicker: {
    en: "Bitcoin mining, as the chain tells it",
    zh: "从区块链看比特币挖矿",
  },
  title: {
    en: "Over the last {window} the network hashed at {rate}",
    zh: "过去{window}，全网算力为 {rate}",
  },
  rate: { en: "{value} EH/s", zh: "{value} EH/s" },
  lede: {
    en: "With 95 % certainty between {low} and {high}. The record ends on {day} with block {height}; everything here is reckoned from what was known {known}.",
    zh: "95% 的把握在 {low} 与 {high} 之间。数据止于{day}的区块 {height}；本页依据{known}已知的事实计算。",
  },
  ledeThen: {
    en: "With 95 % certainty between {low} and {high}. This is how it stood on {day}, at block {height}, reckoned from what was known {known}.",
    zh: "95% 的把握在 {low} 与 {high} 之间。这是{day}、区块 {height} 时的情形，依据{known}已知的事实计算。",
  },
  knownAtEnd: { en: "by then", zh: "届时" },
  window: { en: "Window", zh: "窗口" },
  asOfHelp: { en: "Look back to {date}", zh: "回到 {date}" },
  toEnd: { en: "back to the end of the record", zh: "回到数据末尾" },
  h24: { en: "24 hours", zh: "24小时" },
  d3: { en: "3 days", zh: "3天" },
  d7: { en: "7 days", zh: "7天" },
  d14: { en: "14 days", zh: "14天" },
  newBlocks: {
    en: "New blocks have come, up to {height}: show them",
    zh: "已有新区块，至 {height}：显示",
  },
  waitHead: { en: "Counting the last blocks", zh: "正在统计最近的区块" },
};

export const KEYS = {
  rate: {
    en: "hashrate, from {n} blocks of the last {window}",
    zh: "算力，据过去{window}的 {n} 个区块",
  },
  difficulty: {
    en: "difficulty in force; {done} of 2,016 blocks of its epoch are found",
    zh: "当前难度；本周期 2,016 个区块已出 {done} 个",
  },
  since: { en: "since {day}", zh: "自{day}" },
  next: {
    en: "forecast of the next change of difficulty, about {day}",
    zh: "预测的下次难度变化，约{day}",
  },
  noForecast: { en: "no forecast", zh: "无预测" },
  quiet: { en: "quiet", zh: "平静" },
  raised: { en: "raised", zh: "已触发" },
  quietSince: { en: "last raised {day}, {change}", zh: "上次触发：{day}，{change}" },
  never: { en: "never raised", zh: "从未触发" },
  alarmWhatIf: { en: "Run the last one as a what-if", zh: "将最近一次作为假设运行" },
  alarm: {
    en: "alarm of sudden falls in the last 14 days; {rate} false alarms a year are to be expected",
    zh: "近 14 天的算力骤降警报；预期每年误报 {rate} 次",
  },
  hashprice: {
    en: "earned by one PH/s on {day}; a bitcoin at USD {price}, fees {fees} of the pay",
    zh: "{day} 每 PH/s 的收入；币价 {price} 美元，手续费占 {fees}",
  },
  powerWait: { en: "electric power of all machines", zh: "全部矿机的电功率" },
  power: {
    en: "electric power of all machines, week to {day}",
    zh: "全部矿机的电功率，截至{day}的一周",
  },
  carbon: { en: "emissions at that rate, tonnes of CO₂ a year", zh: "按此速率的年排放（吨 CO₂）" },
  efficiency: { en: "efficiency of the machines that run, mean", zh: "在运行矿机的平均能效" },
  waitPower: { en: "working out the machines", zh: "正在推算矿机" },
  million: { en: "{value} million", zh: "{value} 百万" },
};

export const CHARTS = {
  waitMain: { en: "Counting the blocks of the record, window by window", zh: "正在逐窗统计区块" },
  heading: { en: "Hashrate", zh: "算力" },
  shown: { en: "Shown: {span}.", zh: "显示：{span}。" },
  span: { en: "Period", zh: "时段" },
  days: { en: "every day of the record", zh: "数据中的每一天" },
  epochs: { en: "every epoch since 2009", zh: "2009年以来的每个周期" },
  mainTitle: {
    en: "Hashrate stands {change} below its highest {window} of this record, {peak} EH/s on {day}",
    zh: "当前算力比数据中最高的{window}（{day}，{peak} EH/s）低 {change}",
  },
  mainTop: {
    en: "Hashrate is at its highest of this record: {peak} EH/s on {day}",
    zh: "算力处于数据中的最高点：{day}，{peak} EH/s",
  },
  mainSub: {
    en: "Network hashrate, EH/s. Line: estimate over the last {window}; bands: 50 and 95 %. Grey step: hashrate at which the difficulty gives a block every ten minutes. Flags: orders and events.",
    zh: "全网算力，EH/s。线：过去{window}的估计；带：50% 与 95%。灰色阶梯：按当时难度每十分钟一个区块所对应的算力。旗：命令与事件。",
  },
  estimate: { en: "estimate, {window}", zh: "估计（{window}）" },
  level: { en: "difficulty level", zh: "难度水平" },
  epochTitle: {
    en: "Since 2009 hashrate has grown from {first} to {last}",
    zh: "2009年以来，算力从 {first} 增至 {last}",
  },
  epochSub: {
    en: "Hashrate of each whole epoch of 2,016 blocks since genesis, on a logarithmic scale; the 95 % band, ±4 %, is narrower than the line. Flags: orders and events.",
    zh: "创世以来每个完整周期（2,016 个区块）的算力，对数坐标；95% 带（±4%）比线还窄。旗：命令与事件。",
  },
  epochEstimate: { en: "epoch estimate", zh: "周期估计" },
  brushed: {
    en: "From {stretch}, hashrate was {change} against as long before ({before} → {after} EH/s): {verdict}. A stretch chosen by eye makes chance look like more than it is.",
    zh: "{stretch}，算力较此前同样长的时间变化 {change}（{before} → {after} EH/s）：{verdict}。凭眼选取的一段容易高估变化。",
  },
  drop: { en: "a fall", zh: "下降" },
  rise: { en: "a rise", zh: "上升" },
  chance: { en: "not to be told from chance", zh: "与偶然波动无法区分" },
  asWhatIf: { en: "Run this as a what-if", zh: "作为假设运行" },
  waitDrop: { en: "Comparing with the time before", zh: "正在与此前比较" },
};

export const DIFFICULTY = {
  heading: { en: "Difficulty", zh: "难度" },
  wait: {
    en: "Forecasting every past epoch from what was known then",
    zh: "正在按当时所知重做历次预测",
  },
  title: {
    en: "Half-way through an epoch, its forecast has been off by {own} points on average; no change would be off by {none}",
    zh: "周期过半时，预测平均偏差 {own} 个百分点；若假定不变则为 {none}",
  },
  sub: {
    en: "Change of difficulty, %. Ochre: forecast made at the middle of each epoch, with 50 and 95 % bands; grey dots: what came.",
    zh: "难度变化，%。赭色：每个周期过半时的预测，带为 50% 与 95%；灰点：实际变化。",
  },
  forecast: { en: "forecast", zh: "预测" },
  actual: { en: "what came", zh: "实际" },
  board: {
    en: "All {n} forecasts, every six hours of {epochs} epochs since 2021",
    zh: "2021年以来 {epochs} 个周期、每六小时一次，共 {n} 次预测",
  },
  method: { en: "Forecast", zh: "预测方法" },
  mae: { en: "Mean error, points", zh: "平均误差（百分点）" },
  held50: { en: "50 % interval held", zh: "50% 区间命中" },
  held95: { en: "95 % interval held", zh: "95% 区间命中" },
  none: { en: "gives none", zh: "未给出" },
  noChange: { en: "No change", zh: "假定不变" },
};

export const PRICE = {
  heading: { en: "Hashprice", zh: "算力收益" },
  wait: { en: "Reckoning the pay of each day", zh: "正在计算每日收入" },
  title: {
    en: "A petahash earned USD {now} on {day}; in this record it was {low} to {high}",
    zh: "{day}，每 PH/s 日收入 {now} 美元；数据中最低 {low}，最高 {high}",
  },
  sub: {
    en: "Expected revenue of one PH/s a day, USD, on a logarithmic scale: subsidy and fees at the day's price. Bands, 50 and 95 %, are those of the mean fee and mostly narrower than the line.",
    zh: "每 PH/s 每日预期收入，美元，对数坐标：区块补贴加手续费，按当日币价。带（50% 与 95%）为平均手续费的误差，多数比线窄。",
  },
  line: { en: "hashprice", zh: "算力收益" },
};
