import { type Btc, btc } from "../base/index.ts";

/** Blocks between two halvings. Bitcoin Core: `nSubsidyHalvingInterval`, src/kernel/chainparams.cpp. */
const HALVING_INTERVAL = 210_000;
const FIRST_SUBSIDY_SATOSHIS = 5_000_000_000n;
const SATOSHIS_PER_BTC = 1e8;

/**
 * New coins a block may create: 50 BTC halved every 210,000 blocks, whole satoshis, rounded down.
 *
 * Source: Bitcoin Core v28, src/validation.cpp, `GetBlockSubsidy`.
 */
export function subsidyAt(height: number): Btc {
  const halvings = Math.floor(height / HALVING_INTERVAL);
  return btc(Number(FIRST_SUBSIDY_SATOSHIS >> BigInt(halvings)) / SATOSHIS_PER_BTC);
}
