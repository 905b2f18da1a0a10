import { HASHRATE_METHOD } from "../observe/index.ts";
import type { Language } from "../report/index.ts";

/** Words of the terminal that no report needs. */
export interface Words {
  readonly to: string;
  readonly before: string;
  readonly after: string;
  readonly from: string;
  readonly until: string;
  readonly sizeOfThis: string;
  readonly decidableWith: string;
  readonly already: string;
  readonly never: string;
  readonly accounts: string;
  readonly alarmSize: string;
  readonly hashrateMethod: string;
  /** What brackets are, beside numbers that have them. */
  readonly brackets: string;
  readonly blocks: string;
  readonly negativeIntervals: string;
  readonly crossesRetarget: string;
  readonly yes: string;
  readonly no: string;
  readonly change: string;
  readonly verdict: string;
  readonly untilDecidable: string;
  readonly pool: string;
  readonly share: string;
  readonly hashrate: string;
  readonly concentration: string;
  readonly nakamoto: string;
  readonly topThree: string;
  readonly height: string;
  readonly difficulty: string;
  readonly blocksIntoEpoch: string;
  readonly nextChange: string;
  readonly expectedAt: string;
  readonly method: string;
  readonly overall: string;
  readonly onset: string;
  readonly raised: string;
  readonly delay: string;
  readonly orders: string;
  readonly falseAlarms: string;
  readonly date: string;
  readonly place: string;
  readonly confidence: string;
  readonly order: string;
  readonly written: string;
  readonly serving: string;
  readonly findings: string;
  readonly forecasts: string;
  readonly coverage: string;
  readonly bits: string;
  readonly none: string;
  readonly retargetsChecked: (checked: number, mismatches: number) => string;
  readonly filesChecked: (files: number, fingerprint: string) => string;
  readonly checkedOf: (checked: number, mismatches: number) => string;
  /** Parts of a study, as progress names them. */
  readonly parts: Readonly<Record<string, string>>;
  /** Verdicts of a comparison. */
  readonly verdicts: Readonly<Record<string, string>>;
}

const ENGLISH: Words = {
  to: "to",
  before: "before",
  after: "after",
  from: "from",
  until: "to",
  sizeOfThis: "a change of this size",
  decidableWith: "told from chance with {span} more on each side",
  already: "told from chance already with windows this long",
  never: "nothing to tell",
  accounts: "accounts",
  alarmSize:
    "change: from onset to alarm against the two weeks before the onset; it leans to the large side",
  hashrateMethod: HASHRATE_METHOD,
  brackets: "[ ]: 95 % interval",
  blocks: "blocks",
  negativeIntervals: "header times running backwards",
  crossesRetarget: "crosses a retarget",
  yes: "yes",
  no: "no",
  change: "change",
  verdict: "verdict",
  untilDecidable: "decidable in",
  pool: "pool",
  share: "share %",
  hashrate: "hashrate EH/s",
  concentration: "concentration",
  nakamoto: "pools with half of the hashrate",
  topThree: "share of the three largest",
  height: "height",
  difficulty: "difficulty",
  blocksIntoEpoch: "blocks into the epoch",
  nextChange: "next change",
  expectedAt: "expected",
  method: "method",
  overall: "overall",
  onset: "onset",
  raised: "raised",
  delay: "delay h",
  orders: "orders around it",
  falseAlarms: "false alarms a year on a network that does not change",
  date: "date",
  place: "place",
  confidence: "conf.",
  order: "order",
  written: "written to",
  serving: "serving at",
  findings: "Findings",
  forecasts: "forecasts, mean absolute error in percentage points by blocks into the epoch",
  coverage: "intervals of 50, 80, 95 % held the outcome in",
  bits: "bits",
  none: "none",
  retargetsChecked: (checked, mismatches) => `${checked} retargets, ${mismatches} mismatches`,
  filesChecked: (files, fingerprint) =>
    `sha256 of ${files} files: as in the manifest; record ${fingerprint}`,
  checkedOf: (checked, mismatches) => `${checked} checked, ${mismatches} mismatches`,
  parts: {
    verify: "checking the record",
    hashrate: "measuring hashrate",
    pools: "testing pools",
    forecast: "replaying forecasts",
    alarms: "looking for shocks",
    energy: "estimating power and water",
    claims: "judging claims",
    page: "typesetting the page",
  },
  verdicts: {
    drop: "drop",
    rise: "rise",
    "not distinguishable from chance": "not distinguishable from chance",
  },
};

const CHINESE: Words = {
  to: "截至",
  before: "之前",
  after: "之后",
  from: "自",
  until: "至",
  sizeOfThis: "这一幅度的变化",
  decidableWith: "前后窗口各再延长{span}方可判定",
  already: "以当前窗口长度已可判定",
  never: "无从判定",
  accounts: "来源数",
  alarmSize: "变化：起点至警报期间与起点前两周相比；数值偏大",
  hashrateMethod:
    "窗口(T-W, T]内区块头时间所含区块的工作量之和；精确泊松区间，按工作量加权（Garwood；跨难度调整时用Fay-Feuer）",
  brackets: "[ ]：95%区间",
  blocks: "区块数",
  negativeIntervals: "区块头时间倒退次数",
  crossesRetarget: "窗口内有难度调整",
  yes: "是",
  no: "否",
  change: "变化",
  verdict: "结论",
  untilDecidable: "还需多久可判定",
  pool: "矿池",
  share: "占比%",
  hashrate: "算力EH/s",
  concentration: "集中度",
  nakamoto: "合计过半算力的矿池数",
  topThree: "前三大矿池占比",
  height: "高度",
  difficulty: "难度",
  blocksIntoEpoch: "本周期已出块",
  nextChange: "下次调整",
  expectedAt: "预计时间",
  method: "方法",
  overall: "总体",
  onset: "起点",
  raised: "警报",
  delay: "延迟（小时）",
  orders: "前后的通知",
  falseAlarms: "算力不变时每年误报次数",
  date: "日期",
  place: "地点",
  confidence: "可信度",
  order: "通知",
  written: "已写入",
  serving: "访问地址",
  findings: "结论",
  forecasts: "次预测，按周期内已出块数分组的平均绝对误差（百分点）",
  coverage: "50%、80%、95%区间的实际覆盖率",
  bits: "bits",
  none: "无",
  retargetsChecked: (checked, mismatches) => `难度调整${checked}次，不一致${mismatches}次`,
  filesChecked: (files, fingerprint) => `${files}个文件的sha256与清单一致；数据指纹${fingerprint}`,
  checkedOf: (checked, mismatches) => `核对${checked}项，不一致${mismatches}项`,
  parts: {
    verify: "核验数据",
    hashrate: "测算算力",
    pools: "检验矿池",
    forecast: "回放预测",
    alarms: "查找冲击",
    energy: "估算功率与弃水",
    claims: "核对说法",
    page: "排版页面",
  },
  verdicts: {
    drop: "下降",
    rise: "上升",
    "not distinguishable from chance": "与偶然无法区分",
  },
};

/** Words of a language. */
export function words(language: Language): Words {
  return language === "zh" ? CHINESE : ENGLISH;
}
