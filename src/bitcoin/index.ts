export { addressOf, lockingScriptOf } from "./address.ts";
export { ByteReader } from "./byte-reader.ts";
export {
  type Connected,
  HeaderChain,
  type HeaderFault,
  type Reorganisation,
} from "./chain/header-chain.ts";
export type { Checkpoints, HeaderRule } from "./chain/header-rules.ts";
export {
  type LegibleText,
  type ScriptSpan,
  coinbaseHeight,
  extraNonce,
  heightSize,
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
  BITS_AT,
  HASH_BYTES,
  HEADER_BYTES,
  MERKLE_ROOT_AT,
  NONCE_AT,
  PREVIOUS_HASH_AT,
  TIME_AT,
  VERSION_AT,
} from "./header-layout.ts";
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
  BLOCKS_PER_DAY,
  type CompactBits,
  RETARGET_INTERVAL,
  TARGET_SPACING,
  TARGET_TIMESPAN,
  type Target,
  compactBits,
  nextBits,
  toBitsLossy,
  toTarget,
} from "./retarget.ts";
export { hashHeaders } from "./sha256/hash-headers.ts";
export { doubleSha256, sha256 } from "./sha256/sha256.ts";
export { HALVING_INTERVAL, subsidyAt, subsidySatoshis } from "./subsidy.ts";
export { TargetTable } from "./target-table.ts";
export { verifyHeaders } from "./verify-headers.ts";
export { HASHES_PER_DIFFICULTY, difficultyOf, expectedHashes } from "./work.ts";
