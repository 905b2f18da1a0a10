import type { BlockEvidence, LabelDifference, UnknownGroup } from "../app/index.ts";
import type { Language } from "../report/index.ts";

type Standing = BlockEvidence["attribution"]["evidence"][number]["standing"];

/** Words of `pools blocks`. */
export interface PoolBlockWords {
  readonly block: string;
  readonly pool: string;
  readonly because: string;
  readonly conflict: string;
  readonly group: string;
  readonly transactions: string;
  readonly reward: string;
  readonly pays: string;
  readonly script: (bytes: string) => string;
  readonly offset: string;
  readonly bytes: string;
  readonly readsAs: string;
  readonly evidence: string;
  readonly lists: string;
  readonly period: string;
  readonly standing: string;
  readonly where: string;
  readonly blocks: string;
  readonly heights: string;
  readonly alike: string;
  readonly likeness: string;
  readonly shippedLabel: string;
  readonly syncedLabel: string;
  readonly explanation: string;
  readonly quoted: (text: string) => string;
  readonly listed: (items: readonly string[]) => string;
  readonly clauses: (clauses: readonly string[]) => string;
  readonly titled: (title: string, text: string) => string;
  readonly coins: (reward: string, subsidy: string, fees: string) => string;
  readonly emptyBlock: string;
  readonly claimsLess: (reward: string) => string;
  readonly noAddress: string;
  readonly heightPush: (height: string) => string;
  readonly number: (value: string) => string;
  readonly extraNonce: string;
  readonly mergeMining: (root: string, leaves: string) => string;
  readonly tag: (quoted: string) => string;
  readonly address: (address: string) => string;
  readonly tagPlace: (bytes: string, offset: number, exact: boolean) => string;
  readonly addressPlace: (output: number, addresses: number, alone: boolean) => string;
  readonly from: (bound: string) => string;
  readonly before: (bound: string) => string;
  readonly heightBound: (height: string) => string;
  readonly unbounded: string;
  readonly decides: string;
  readonly standings: Readonly<Record<Standing, string>>;
  /** Why a pool is named, by the piece that decided. */
  readonly reasons: {
    readonly soleAddress: string;
    readonly oneOfAddresses: string;
    readonly tag: (tag: string) => string;
    readonly foldedTag: (tag: string) => string;
    readonly weakTag: (tag: string) => string;
    readonly weakAddress: string;
  };
  /** Why none is. */
  readonly nobody: {
    readonly noEvidence: string;
    readonly contradiction: string;
    readonly tooWeak: string;
  };
  readonly names: (pools: string) => string;
  readonly alsoNames: (others: string, why: string) => string;
  /** Why one piece outweighs another. */
  readonly outweighs: {
    readonly soleAddress: string;
    readonly tagOverAddress: string;
    readonly firstTag: string;
    readonly caseOfTag: string;
    readonly otherPiece: string;
  };
  readonly explanations: Readonly<Record<LabelDifference["explanation"], string>>;
  readonly by: Readonly<Record<UnknownGroup["by"], string>>;
  /** Sizes of what a script pushes after the height, `nothing` where there is nothing. */
  readonly pushes: (sizes: string) => string;
  readonly heading: (from: string, to: string, blocks: string) => string;
  readonly withoutCoinbase: (blocks: string) => string;
  readonly conflicts: (count: string) => string;
  readonly unknowns: (count: string, share: string, groups: string) => string;
  readonly differences: (count: string, compared: string) => string;
  readonly noOverlap: string;
  readonly more: (count: string) => string;
}

const blockCount = (count: string): string => (count === "1" ? "1 block" : `${count} blocks`);

const ENGLISH: PoolBlockWords = {
  block: "block",
  pool: "pool",
  because: "because",
  conflict: "conflict",
  group: "group",
  transactions: "transactions",
  reward: "reward",
  pays: "pays",
  script: (bytes) => `coinbase script, ${bytes} bytes`,
  offset: "offset",
  bytes: "bytes",
  readsAs: "reads as",
  evidence: "evidence",
  lists: "lists",
  period: "period",
  standing: "standing",
  where: "where",
  blocks: "blocks",
  heights: "heights",
  alike: "alike in",
  likeness: "likeness",
  shippedLabel: "shipped",
  syncedLabel: "synced",
  explanation: "explanation",
  quoted: (text) => `"${text}"`,
  listed: (items) => items.join(", "),
  clauses: (clauses) => clauses.join("; "),
  titled: (title, text) => `${title}: ${text}`,
  coins: (reward, subsidy, fees) => `${reward} BTC = subsidy ${subsidy} + fees ${fees}`,
  emptyBlock: "1: an empty block, the coinbase alone",
  claimsLess: (reward) => `${reward} (less than allowed is claimed)`,
  noAddress: "no address",
  heightPush: (height) => `height ${height}`,
  number: (value) => `the number ${value}`,
  extraNonce: "extra nonce, or the like",
  mergeMining: (root, leaves) => `merge mining, tree of ${leaves}: root ${root}`,
  tag: (quoted) => `tag ${quoted}`,
  address: (address) => `address ${address}`,
  tagPlace: (bytes, offset, exact) =>
    `bytes ${bytes} at offset ${offset}, ${exact ? "as written" : "in another case of letters"}`,
  addressPlace: (output, addresses, alone) =>
    alone ? "the only address paid" : `address ${output + 1} of ${addresses} paid`,
  from: (bound) => `from ${bound} on`,
  before: (bound) => `before ${bound}`,
  heightBound: (height) => `height ${height}`,
  unbounded: "no bound known",
  decides: "decides",
  standings: {
    counts: "counts",
    weak: "weak: others may carry it too",
    contained: "does not count: lies inside a longer tag",
    "out of period": "does not count: out of its period",
  },
  reasons: {
    soleAddress: "the only address paid is ascribed to it",
    oneOfAddresses: "one of the addresses paid is ascribed to it",
    tag: (tag) => `the script carries its tag ${tag}`,
    foldedTag: (tag) => `the script carries its tag ${tag} in another case of letters`,
    weakTag: (tag) => `nothing speaks but the weak tag ${tag}`,
    weakAddress: "nothing speaks but an address that others may use too",
  },
  nobody: {
    noEvidence: "its coinbase holds no tag and pays no address of any list",
    contradiction: "the strongest evidence is ascribed to several pools, and nothing chooses",
    tooWeak: "what matches is too weak, or out of its period",
  },
  names: (pools) => `the evidence names ${pools}`,
  alsoNames: (others, why) => `the evidence also names ${others}; ${why}`,
  outweighs: {
    soleAddress: "an address that alone is paid outweighs a tag",
    tagOverAddress: "where many are paid, a tag outweighs an address",
    firstTag: "of two tags the first in the script decides",
    caseOfTag: "a tag as written outweighs one in another case",
    otherPiece: "another piece chooses between the pools it is ascribed to",
  },
  explanations: {
    renamed: "another name",
    "out of period": "a rule is out of its period",
    "conflict: tag vs address": "conflict: tag and address",
    "conflict: tag vs tag": "conflict: two tags",
    "conflict: address vs address": "conflict: two addresses",
    "no evidence in the coinbase": "nothing in the coinbase",
    "only address evidence": "only an address says so",
    "new rule": "a rule the label lacks",
  },
  by: { address: "address", text: "words", shape: "shape" },
  pushes: (sizes) =>
    sizes === "nothing" ? "nothing after the height" : `pushes, in bytes: ${sizes}`,
  heading: (from, to, count) => `heights ${from} to ${to}, ${blockCount(count)} looked at`,
  withoutCoinbase: (count) =>
    `without a coinbase: ${blockCount(count)}; a node's REST, RPC or files give them`,
  conflicts: (count) => `${blockCount(count)} whose evidence names more than one pool`,
  unknowns: (count, share, groups) =>
    `unknown: ${blockCount(count)} (${share} %); groups of alike ones: ${groups}`,
  differences: (count, compared) => `${count} of ${compared} labels differ from the shipped ones`,
  noOverlap: "no block of this range has a shipped label",
  more: (count) => `and ${count} more; --json lists them all`,
};

const CHINESE: PoolBlockWords = {
  block: "区块",
  pool: "矿池",
  because: "理由",
  conflict: "矛盾",
  group: "集团",
  transactions: "交易数",
  reward: "奖励",
  pays: "支付给",
  script: (bytes) => `coinbase脚本，${bytes}字节`,
  offset: "偏移",
  bytes: "字节",
  readsAs: "含义",
  evidence: "证据",
  lists: "来源列表",
  period: "有效期",
  standing: "效力",
  where: "位置",
  blocks: "区块数",
  heights: "高度",
  alike: "相似处",
  likeness: "相似内容",
  shippedLabel: "随附标签",
  syncedLabel: "同步标签",
  explanation: "解释",
  quoted: (text) => `“${text}”`,
  listed: (items) => items.join("、"),
  clauses: (clauses) => clauses.join("；"),
  titled: (title, text) => `${title}：${text}`,
  coins: (reward, subsidy, fees) => `${reward} BTC = 补贴${subsidy} + 手续费${fees}`,
  emptyBlock: "1：空块，只有coinbase",
  claimsLess: (reward) => `${reward}（领取少于应得）`,
  noAddress: "没有地址",
  heightPush: (height) => `高度${height}`,
  number: (value) => `数字${value}`,
  extraNonce: "额外随机数之类",
  mergeMining: (root, leaves) => `合并挖矿，树有${leaves}个叶，根${root}`,
  tag: (quoted) => `标签${quoted}`,
  address: (address) => `地址${address}`,
  tagPlace: (bytes, offset, exact) =>
    `字节${bytes}，偏移${offset}，${exact ? "与列表写法一致" : "字母大小写不同"}`,
  addressPlace: (output, addresses, alone) =>
    alone ? "唯一收款地址" : `${addresses}个收款地址中的第${output + 1}个`,
  from: (bound) => `自${bound}起`,
  before: (bound) => `${bound}之前`,
  heightBound: (height) => `高度${height}`,
  unbounded: "期限不详",
  decides: "据此判定",
  standings: {
    counts: "有效",
    weak: "弱：他人也可能使用",
    contained: "不计：包含在更长的标签之内",
    "out of period": "不计：不在有效期内",
  },
  reasons: {
    soleAddress: "唯一的收款地址归于该矿池",
    oneOfAddresses: "收款地址之一归于该矿池",
    tag: (tag) => `脚本中有它的标签${tag}`,
    foldedTag: (tag) => `脚本中有它的标签${tag}，但大小写不同`,
    weakTag: (tag) => `除弱标签${tag}外别无证据`,
    weakAddress: "除一个他人也可能使用的地址外别无证据",
  },
  nobody: {
    noEvidence: "coinbase中没有任何列表所载的标签或地址",
    contradiction: "最强的证据同时归于多个矿池，且无从取舍",
    tooWeak: "相符的证据过弱，或不在有效期内",
  },
  names: (pools) => `证据指向${pools}`,
  alsoNames: (others, why) => `证据还指向${others}；${why}`,
  outweighs: {
    soleAddress: "唯一的收款地址强于标签",
    tagOverAddress: "收款者众多时，标签强于地址",
    firstTag: "两个标签以脚本中靠前者为准",
    caseOfTag: "写法一致的标签强于大小写不同的标签",
    otherPiece: "由另一条证据在其所归的矿池之间取舍",
  },
  explanations: {
    renamed: "同一矿池的另一名称",
    "out of period": "有规则不在有效期内",
    "conflict: tag vs address": "矛盾：标签与地址",
    "conflict: tag vs tag": "矛盾：两个标签",
    "conflict: address vs address": "矛盾：两个地址",
    "no evidence in the coinbase": "coinbase中没有证据",
    "only address evidence": "只有地址为证",
    "new rule": "随附标签所缺的规则",
  },
  by: { address: "地址", text: "文字", shape: "结构" },
  pushes: (sizes) => (sizes === "nothing" ? "高度之后没有内容" : `压入的字节数：${sizes}`),
  heading: (from, to, blocks) => `高度${from}至${to}，共查看${blocks}个区块`,
  withoutCoinbase: (blocks) => `${blocks}个区块没有coinbase；可由节点的REST、RPC或区块文件补齐`,
  conflicts: (count) => `${count}个区块的证据指向不止一个矿池`,
  unknowns: (count, share, groups) => `${count}个未知区块（${share}%），分为${groups}组`,
  differences: (count, compared) => `${compared}个标签中有${count}个与随附标签不同`,
  noOverlap: "这一范围内没有随附标签",
  more: (count) => `另有${count}项；用--json可全部列出`,
};

/** The words in a language. */
export function poolBlockWords(language: Language): PoolBlockWords {
  return language === "en" ? ENGLISH : CHINESE;
}
