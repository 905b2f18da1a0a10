import { type UnixDay, type UnixSeconds, dayOf } from "../base/index.ts";
import type { LoadFact } from "../energy/index.ts";
import { findOrders } from "../policy/index.ts";
import type { BlockColumns, FactRecord, MarketColumns } from "./fact-record.ts";

/**
 * The record as it stood at an instant: blocks whose header time, and that of all before them, had
 * come; prices of finished days; retargets of those blocks; orders that had become known; machines
 * that had been released; shares of the hashrate and figures of water that had been published.
 * Figures of power and of loads have no day of publication: those of periods that were over count.
 */
export function recordAsOf(record: FactRecord, instant: UnixSeconds): FactRecord {
  const { energy } = record;
  const blocks = blocksUntil(record.blocks, instant);
  const tip = blocks.firstHeight + blocks.time.length - 1;
  return {
    ...record,
    blocks,
    retargets: record.retargets.filter(({ height }) => height <= tip),
    market: marketAsOf(record.market, instant),
    orders: findOrders(record.orders, { asOf: instant }),
    checkpoints: record.checkpoints.filter(({ height }) => height <= tip),
    energy: {
      ...energy,
      machines: energy.machines.filter(({ released }) => released <= dayOf(instant)),
      shares: energy.shares.filter(({ published }) => published <= dayOf(instant)),
      waters: energy.waters.filter(({ published }) => published <= dayOf(instant)),
      published: energy.published.filter(({ published }) => published <= dayOf(instant)),
      loads: energy.loads.filter((load) => firstKnown(load) <= dayOf(instant)),
    },
  };
}

/** A target is set for what comes; all else is measured. */
function firstKnown({ kind, from, to }: LoadFact): UnixDay {
  return kind.endsWith("_target") ? from : to;
}

/** Prices and fees of the days that were finished at an instant. */
export function marketAsOf(market: MarketColumns, instant: UnixSeconds): MarketColumns {
  const days = Math.max(0, dayOf(instant) - market.firstDay);
  return {
    ...market,
    priceUsd: market.priceUsd.subarray(0, days),
    feesBtc: market.feesBtc.subarray(0, days),
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
