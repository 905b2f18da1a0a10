import { BLOCKS_PER_DAY } from "../../bitcoin/index.ts";

/** Days whose fees stand for those of a run. */
export const FEE_DAYS = 30;

/**
 * Mean fees of a block over some days [fees of each day, BTC], at the target pace of blocks; days
 * without a figure do not count. NaN where no day has one.
 */
export function meanFees(feesBtc: Float64Array): number {
  const fees = feesBtc.filter((fee) => Number.isFinite(fee));
  return fees.reduce((sum, fee) => sum + fee, 0) / fees.length / BLOCKS_PER_DAY;
}
