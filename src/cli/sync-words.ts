import type { Language } from "../report/index.ts";

/** Words of `sync` and of what it tells while it runs. */
export interface SyncWords {
  readonly height: string;
  readonly of: string;
  readonly rate: string;
  readonly left: string;
  readonly upToDate: (height: string) => string;
  readonly added: (from: string, to: string, blocks: string) => string;
  readonly withoutCoinbases: (count: string) => string;
  readonly reorganised: (depth: number, forkHeight: number) => string;
  readonly stale: (count: number) => string;
  readonly newBlock: (height: number, hash: string) => string;
  readonly trouble: (reason: string, seconds: number | null) => string;
  readonly waiting: (reason: string) => string;
  readonly following: (height: string) => string;
  readonly otherNetwork: (network: string, height: string) => string;
  readonly stoppedBefore: string;
  readonly stopped: string;
  readonly crossChecked: (blocks: string, first: string, last: string) => string;
  readonly contradicts: (count: string, first: string, last: string) => string;
  readonly noOverlap: string;
  readonly labelsAgree: (agreeing: string, compared: string) => string;
  readonly kept: string;
  readonly peer: string;
  readonly outcome: Readonly<Record<string, string>>;
  readonly problem: string;
}

const ENGLISH: SyncWords = {
  height: "height",
  of: "of",
  rate: "blocks/s",
  left: "left",
  upToDate: (height) => `nothing new; the chain ends at height ${height}`,
  added: (from, to, blocks) => `heights ${from} to ${to} stored (${blocks} blocks read)`,
  withoutCoinbases: (count) =>
    `${count} blocks are without a coinbase, so without a pool; a node's REST, RPC or files give them`,
  reorganised: (depth, forkHeight) =>
    `reorganisation: ${depth} ${depth === 1 ? "block" : "blocks"} above height ${forkHeight} replaced`,
  stale: (count) => `${count} stale blocks kept`,
  newBlock: (height, hash) => `block ${height} ${hash}`,
  trouble: (reason, seconds) =>
    seconds === null ? `${reason}; no longer following` : `${reason}; trying again in ${seconds} s`,
  waiting: (reason) => `waiting for the source: ${reason}`,
  following: (height) => `at height ${height}, following; Ctrl-C stops`,
  otherNetwork: (network, height) => `${network}, as synced, to height ${height}`,
  stoppedBefore: "stopped before anything was stored",
  stopped: "stopped; the next sync goes on from here",
  crossChecked: (blocks, first, last) =>
    `time and bits of ${blocks} blocks agree with the shipped record (${first} to ${last})`,
  contradicts: (count, first, last) =>
    `contradicts the shipped record in ${count} facts (${first} to ${last})`,
  noOverlap: "no overlap with the shipped record",
  labelsAgree: (agreeing, compared) =>
    `pools: ${agreeing} of ${compared} labels agree with the shipped ones`,
  kept: "kept in",
  peer: "peer",
  outcome: {
    agrees: "agrees with the tip",
    behind: "behind, on the same chain",
    "other branch": "on another branch",
    dropped: "dropped",
    "not asked": "not asked",
  },
  problem: "problem",
};

const CHINESE: SyncWords = {
  height: "高度",
  of: "/",
  rate: "区块/秒",
  left: "剩余",
  upToDate: (height) => `没有新区块；链止于高度${height}`,
  added: (from, to, blocks) => `已存入高度${from}至${to}（读取${blocks}个区块）`,
  withoutCoinbases: (count) =>
    `${count}个区块没有coinbase，因而没有矿池；可由节点的REST、RPC或区块文件补齐`,
  reorganised: (depth, forkHeight) => `链重组：高度${forkHeight}以上的${depth}个区块被替换`,
  stale: (count) => `保留陈旧区块${count}个`,
  newBlock: (height, hash) => `区块${height} ${hash}`,
  trouble: (reason, seconds) =>
    seconds === null ? `${reason}；不再跟随` : `${reason}；${seconds}秒后重试`,
  waiting: (reason) => `等待来源：${reason}`,
  following: (height) => `已到高度${height}，持续跟随中；按Ctrl-C停止`,
  otherNetwork: (network, height) => `${network}（已同步至高度${height}）`,
  stoppedBefore: "停止前尚未存入任何区块",
  stopped: "已停止；下次从此处继续",
  crossChecked: (blocks, first, last) =>
    `${blocks}个区块的时间与bits和随附数据一致（高度${first}至${last}）`,
  contradicts: (count, first, last) => `与随附数据有${count}处矛盾（高度${first}至${last}）`,
  noOverlap: "与随附数据没有重叠",
  labelsAgree: (agreeing, compared) => `矿池：${compared}个标签中${agreeing}个与随附数据一致`,
  kept: "存于",
  peer: "节点",
  outcome: {
    agrees: "与链顶一致",
    behind: "同一条链，但落后",
    "other branch": "在另一分支上",
    dropped: "已断开",
    "not asked": "未询问",
  },
  problem: "问题",
};

/** The words in a language. */
export function syncWords(language: Language): SyncWords {
  return language === "en" ? ENGLISH : CHINESE;
}
