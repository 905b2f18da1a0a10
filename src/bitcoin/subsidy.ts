import { type Btc, type Satoshis, btc, satoshis } from "../base/index.ts";

/** Blocks between two halvings. Bitcoin Core: `nSubsidyHalvingInterval`, src/kernel/chainparams.cpp. */
export const HALVING_INTERVAL = 210_000;
const FIRST_SUBSIDY_SATOSHIS = 5_000_000_000;
const SATOSHIS_PER_BTC = 1e8;
/** From so many halvings on Bitcoin Core pays nothing; 33 take 50 BTC below a satoshi already. */
const HALVINGS = 64;

/**
 * New coins a block may create: 50 BTC halved every `halvingInterval` blocks, rounded down to whole
 * satoshis. The division is by a power of two and so exact.
 *
 *   fees = reward − subsidy,  negative where a miner claims less than allowed.
 *
 * Mainnet block 124,724 claims one satoshi and all its fees too little.
 * Source: Bitcoin Core v28, src/validation.cpp, `GetBlockSubsidy`.
 */
export function subsidySatoshis(
  height: number,
  halvingInterval: number = HALVING_INTERVAL,
): Satoshis {
  const halvings = Math.floor(height / halvingInterval);
  return satoshis(halvings >= HALVINGS ? 0 : Math.floor(FIRST_SUBSIDY_SATOSHIS / 2 ** halvings));
}

/** The same on mainnet, in coins. */
export function subsidyAt(height: number): Btc {
  return btc(subsidySatoshis(height) / SATOSHIS_PER_BTC);
}
