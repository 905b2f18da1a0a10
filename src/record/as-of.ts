import { type UnixSeconds, dayOf } from "../base/index.ts";
import { findOrders } from "../policy/index.ts";
import type { BlockColumns, FactRecord } from "./fact-record.ts";

/**
 * The record as it stood at an instant: blocks whose header time, and that of all before them, had
 * come; prices of finished days; retargets of those blocks; orders that had become known; machines
 * that had been released.
 */
export function recordAsOf(record: FactRecord, instant: UnixSeconds): FactRecord {
  const { market, energy } = record;
  const finishedDays = Math.max(0, dayOf(instant) - market.firstDay);
  const blocks = blocksUntil(record.blocks, instant);
  const tip = blocks.firstHeight + blocks.time.length - 1;
  return {
    ...record,
    blocks,
    retargets: record.retargets.filter(({ height }) => height <= tip),
    market: {
      ...market,
      priceUsd: market.priceUsd.subarray(0, finishedDays),
      feesBtc: market.feesBtc.subarray(0, finishedDays),
    },
    orders: findOrders(record.orders, { asOf: instant }),
    checkpoints: record.checkpoints.filter(({ height }) => height <= tip),
    energy: {
      ...energy,
      machines: energy.machines.filter(({ released }) => released <= dayOf(instant)),
    },
  };
}

function blocksUntil(blocks: BlockColumns, instant: UnixSeconds): BlockColumns {
  const later = blocks.time.findIndex((time) => time > instant);
  const rows = later === -1 ? blocks.time.length : later;
  return {
    ...blocks,
    time: blocks.time.subarray(0, rows),
    bits: blocks.bits.subarray(0, rows),
    pool: blocks.pool.subarray(0, rows),
  };
}

/** The blocks from a height on; all of them where they begin later. */
export function blocksFrom(blocks: BlockColumns, height: number): BlockColumns {
  const from = height - blocks.firstHeight;
  if (from <= 0) return blocks;
  return {
    ...blocks,
    firstHeight: height,
    time: blocks.time.subarray(from),
    bits: blocks.bits.subarray(from),
    pool: blocks.pool.subarray(from),
  };
}
