export { addressOf, lockingScriptOf } from "./address.ts";
export { ByteReader } from "./byte-reader.ts";
export {
  type Connected,
  HeaderChain,
  type HeaderFault,
  type Reorganisation,
} from "./chain/header-chain.ts";
export { HASH_BYTES, HEADER_BYTES } from "./chain/header-rows.ts";
export type { Checkpoints, HeaderRule } from "./chain/header-rules.ts";
export {
  type LegibleText,
  type ScriptSpan,
  coinbaseHeight,
  extraNonce,
  legibleText,
  mergeMiningCommitment,
  witnessCommitment,
} from "./coinbase-script.ts";
export {
  type Coinbase,
  type CoinbaseOutput,
  coinbaseReward,
  coinbaseTransactionId,
  parseCoinbase,
} from "./coinbase.ts";
export {
  type BlockHeader,
  bytesFromHex,
  displayHash,
  hexOf,
  meetsTarget,
  parseHeader,
} from "./header.ts";
export { NETWORKS, NETWORK_NAMES, type Network, type NetworkName } from "./network.ts";
export {
  type CompactBits,
  RETARGET_INTERVAL,
  TARGET_SPACING,
  TARGET_TIMESPAN,
  type Target,
  compactBits,
  nextBits,
  toTarget,
} from "./retarget.ts";
export { hashHeaders } from "./sha256/hash-headers.ts";
export { doubleSha256, sha256 } from "./sha256/sha256.ts";
export { subsidyAt, subsidySatoshis } from "./subsidy.ts";
export { verifyHeaders } from "./verify-headers.ts";
export { difficultyOf, expectedHashes } from "./work.ts";
