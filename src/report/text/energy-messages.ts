/** What a study says of power, water, places and carbon. */
export const ENERGY_MESSAGES = {
  heading: {
    en: "Mining drew {fall} less after the cut, and {again} of Sichuan’s water was spilled again",
    zh: "断电后挖矿功率减少{fall}，四川因关停多弃水电{again}",
  },
  headingDry: {
    en: "Mining drew {fall} less after the cut",
    zh: "断电后挖矿功率减少{fall}",
  },
  powerFinding: {
    en: "In the fortnight before the cut the network drew {before}, in the fortnight after it {after}: {fall} less.",
    zh: "断电前两周全网功率为{before}，后两周为{after}，减少{fall}。",
  },
  powerExtremes: {
    en: "From the week with the highest median, to {peakDay}, to that with the lowest, to {troughDay}, it fell by {fall}, from {peak} to {trough}.",
    zh: "从中位数最高的一周（截至{peakDay}）到中位数最低的一周（截至{troughDay}），减少{fall}，由{peak}降至{trough}。",
  },
  powerProse: {
    en: "Nobody meters this: which machines ran, and what their owners paid for power, is uncertain, and so is every watt here. Cambridge’s best guess differs from our median by {apart} on average and lies inside our 95 % interval on {inside} of {n} days.",
    zh: "这些功率无人计量：哪些矿机在运行、矿主电价几何，均不确定，因此每个数字都有误差。剑桥的最佳估计与本文中位数平均相差{apart}，{n}天中有{inside}天落在本文95%区间之内。",
  },
  powerTitle: {
    en: "The network drew {fall} less in the fortnight after the cut than in the one before",
    zh: "断电后两周与前两周相比，全网功率减少{fall}",
  },
  powerSubtitle: {
    en: "Power of the network, GW, each line a doubling; means of the 7 days up to each day, {from} to {to} 2021. Blue: our estimate, median with 50, 80 and 95 % bands; grey, dashed: Cambridge’s model 1.4, which gives bounds and no probabilities. Numbered rules: orders, as in the first figure.",
    zh: "全网功率（GW），每格翻倍；为截至当日的7天均值，2021年{from}至{to}。蓝色：本文估计，中位数及50%、80%、95%区间带；灰色虚线：剑桥1.4版模型，只给上下限，不给概率。编号竖线：通知与事件，同第一幅图。",
  },
  powerNote: {
    en: "fleet model with {draws} draws, seed {seed}; Cambridge 1.4 remade at 0.05 USD/kWh; docs/methods/power.md, cambridge.md",
    zh: "矿机队模型，{draws}次抽样，种子{seed}；剑桥1.4版按0.05美元/千瓦时重算；docs/methods/power.md、cambridge.md",
  },
  ownLine: { en: "our estimate", zh: "本文估计" },
  ownBands: { en: "50, 80, 95 % bands", zh: "50/80/95%区间" },
  cambridgeBest: { en: "Cambridge: best guess", zh: "剑桥：最佳估计" },
  cambridgeUpper: { en: "Cambridge: upper bound", zh: "剑桥：上限" },
  cambridgeLower: { en: "Cambridge: lower bound", zh: "剑桥：下限" },
  spillFinding: {
    en: "Closing the mines of Sichuan spilled {again} again by the end of {month}, {share} of all that was spilled.",
    zh: "关停四川矿场，到{month}底多弃水电{again}，占同期弃水电量的{share}。",
  },
  spillTitle: {
    en: "Closing the mines spilled {again} again, {share} of what was spilled after it",
    zh: "关停矿场使四川多弃水电{again}，占此后弃水电量的{share}",
  },
  spillSubtitle: {
    en: "Water of Sichuan let past the turbines, in TWh of electricity, by month, {from} to {to} 2021. Bars: medians; thick and thin rules: 50 and 95 % intervals.",
    zh: "四川弃水（折合电量，TWh），按月，2021年{from}至{to}。柱：中位数；粗线、细线：50%、95%区间。",
  },
  spillSplit: {
    en: "Had they run on, {surplus} of their power would have come from water that is otherwise spilled, {contracted} from hydro that others would have bought, {other} from other plants.",
    zh: "若继续运行，矿场用电中{surplus}来自本将弃掉的水，{contracted}来自他人本会购买的水电，{other}来自其他电源。",
  },
  spillWorth: {
    en: "At the plants the water spilled again was worth {value} million USD.",
    zh: "多弃的水按电厂侧价格值{value}百万美元。",
  },
  spilledKey: { en: "spilled if the mines had run on", zh: "矿场若继续运行，仍会弃掉" },
  takenKey: { en: "taken by the mines if they had", zh: "矿场若继续运行，将予消纳" },
  againKey: { en: "spilled again by closing them", zh: "因关停而多弃掉" },
  measured: {
    en: "published spill {value}, {from} to {to}",
    zh: "已公布弃水电量{value}（{from}至{to}）",
  },
  "at-most": {
    en: "published spill at most {value}, {from} to {to}",
    zh: "已公布弃水电量至多{value}（{from}至{to}）",
  },
  predicted: { en: "spill told from the years before", zh: "弃水量由往年推算" },
  spillNote: {
    en: "{draws} draws, seed {seed}; docs/methods/water.md",
    zh: "{draws}次抽样，种子{seed}；docs/methods/water.md",
  },
  spillSource: { en: "Hydro and power, record {fingerprint}", zh: "水电与功率，记录{fingerprint}" },
  fromDay: { en: "from {day}", zh: "{day}日起" },
  placesTable: {
    en: "Where the power was drawn, {before} → {after} 2021, with 95 % intervals",
    zh: "电用在何处，2021年{before}→{after}，附95%区间",
  },
  placesProse: {
    en: "Blocks do not say where they were mined. The map rests on what a few pools saw of their customers’ addresses, mended for foreign addresses and for what China hid; on it China’s part went from {before} to {after}. Medians of places need not add up to the network’s.",
    zh: "区块不记录产地。这张地图依据少数矿池所见的客户地址，并对境外地址和中国境内的隐藏部分作了修正；据此，中国的份额由{before}变为{after}。各地中位数之和不必等于全网。",
  },
  place: { en: "Place", zh: "地区" },
  share: { en: "Share, %", zh: "份额（%）" },
  power: { en: "Power, GW", zh: "功率（GW）" },
  emissions: { en: "Mt CO₂ a year", zh: "Mt CO₂/年" },
  china: { en: "China, all provinces", zh: "中国（各省合计）" },
  network: { en: "Network", zh: "全网" },
  mixCaption: {
    en: "Where the electricity came from, {year} → {month}",
    zh: "电力来源，{year}年→{month}",
  },
  map: { en: "Map and factors", zh: "地图与因子" },
  renewable: { en: "Renewable, %", zh: "可再生能源（%）" },
  renewableChange: { en: "Change, points", zh: "变化（百分点）" },
  intensity: { en: "g CO₂/kWh", zh: "g CO₂/kWh" },
  intensityChange: { en: "Change, g", zh: "变化（g）" },
  publishedAs: { en: "{publisher}, as published", zh: "{publisher}，原文" },
  national: { en: "Cambridge’s map, each grid’s factors", zh: "剑桥地图，各电网因子" },
  cambridge: { en: "Cambridge’s map and factors", zh: "剑桥地图，剑桥因子" },
  corrected: { en: "Our map [95 %]", zh: "本文地图 [95%]" },
  renewableFell: {
    en: "According to {publisher} the renewable share fell from {before} to {after} %. On our map it fell too, by {fall} points: from {own} in {year} to {ownAfter} in {month}.",
    zh: "据{publisher}，可再生能源占比由{before}%降至{after}%。在本文地图上也有下降，降幅{fall}个百分点：由{year}年的{own}降至{month}的{ownAfter}。",
  },
  renewableOpen: {
    en: "According to {publisher} the renewable share fell from {before} to {after} %. On our map that is undecided: a fall of {fall} points, from {own} in {year} to {ownAfter} in {month}.",
    zh: "据{publisher}，可再生能源占比由{before}%降至{after}%。在本文地图上尚无定论：降幅{fall}个百分点，由{year}年的{own}到{month}的{ownAfter}。",
  },
  intensityOpen: {
    en: "Whether a kilowatt-hour became dirtier is undecided: the change is {change} g, a rise in {rose} of the draws.",
    zh: "每千瓦时的排放是否上升，尚无定论：变化为{change} g，{rose}的抽样中为上升。",
  },
  intensityTold: {
    en: "What a kilowatt-hour emits changed by {change} g, a rise in {rose} of the draws.",
    zh: "每千瓦时的排放变化{change} g，{rose}的抽样中为上升。",
  },
  noMove: {
    en: "The record does not reach to the time when the machines had moved.",
    zh: "记录尚未覆盖矿机迁移之后的时间。",
  },
  powerTable: { en: "Network power, 7 days up to each day", zh: "全网功率（截至当日的7天均值）" },
  fallTable: { en: "Network power before and after", zh: "断电前后的全网功率" },
  spillTable: { en: "Spilled water of Sichuan by month", zh: "四川弃水电量（按月）" },
  placeTable: { en: "Mining by place, before and after", zh: "各地挖矿（迁移前后）" },
  mixTable: { en: "Renewable share and carbon intensity", zh: "可再生能源占比与碳强度" },
} as const;
