import {
  type Estimate,
  type UnixDay,
  type UnixSeconds,
  days,
  earlier,
  formatDate,
  formatTime,
  startOfDay,
  unixDay,
  unixSeconds,
} from "../../base/index.ts";
import { inExahashes, isoTime } from "../../api/index.ts";
import {
  HASHRATE_METHOD,
  type HashpriceOfDay,
  type Retarget,
  hashpriceOf,
  hashrateAt,
  retargetHistory,
} from "../../observe/index.ts";
import type { Workspace } from "../workspace.ts";
import { type Takeaway, takeaway } from "./takeaway.ts";

const WEEK = days(7);

interface BlockRow {
  readonly height: number;
  readonly time: UnixSeconds;
  readonly bits: number;
  readonly pool: string;
}

const blocks = takeaway<BlockRow>({
  name: "blocks",
  title: { en: "Every block of the record", zh: "记录中的每个区块" },
  file: "blocks.parquet",
  columns: [
    ["height", "blocks since genesis", ({ height }) => height, "integer"],
    ["time", "s since 1970-01-01T00:00Z (header time)", ({ time }) => time, "integer"],
    ["bits", "packed target (nBits)", ({ bits }) => bits, "integer"],
    ["pool", "slug of the pool in pools", ({ pool }) => pool, "text"],
  ],
  rows: ({ record: { blocks: columns } }) =>
    Array.from(columns.time, (time, row) => ({
      height: columns.firstHeight + row,
      time: unixSeconds(time),
      bits: columns.bits[row] ?? NaN,
      pool: columns.pools[columns.pool[row] ?? -1] ?? "unknown",
    })),
});

const epochs = takeaway<Retarget>({
  name: "epochs",
  title: {
    en: "The first block of every epoch since 2009",
    zh: "2009年以来每个难度周期的首个区块",
  },
  file: "retargets.csv",
  columns: [
    ["height", "blocks since genesis", ({ height }) => height, "integer"],
    [
      "time_utc",
      "header time; empty where only the bits are known",
      ({ at }) => isoTime(at),
      "text",
    ],
    ["bits", "packed target (nBits)", ({ bits }) => bits, "integer"],
    ["difficulty", "1, against the easiest target", ({ difficulty }) => difficulty],
    [
      "change_pct",
      "% against the epoch before",
      ({ changePct }) => (changePct === null ? null : figures(changePct)),
    ],
  ],
  rows: ({ record }) => retargetHistory(record.retargets),
});

interface MarketRow {
  readonly day: UnixDay;
  readonly price: number;
  readonly fees: number;
}

const market = takeaway<MarketRow>({
  name: "market",
  title: {
    en: "Price of bitcoin and fees of all blocks, by day",
    zh: "每日比特币价格与全部区块手续费",
  },
  file: "market.csv",
  columns: [
    ["day_utc", "UTC day", ({ day }) => dayOf(day), "text"],
    ["price_USD", "USD per BTC", ({ price }) => price],
    ["fees_BTC", "BTC per day", ({ fees }) => fees],
  ],
  rows: ({ record: { market: columns } }) =>
    Array.from(columns.priceUsd, (price, row) => ({
      day: unixDay(columns.firstDay + row),
      price,
      fees: columns.feesBtc[row] ?? NaN,
    })),
});

interface WeekRow {
  readonly at: UnixSeconds;
  readonly blocks: number;
  readonly rate: Estimate;
}

const hashrate = takeaway<WeekRow>({
  name: "hashrate",
  title: { en: "Hashrate of the seven days up to each midnight", zh: "截至每日零点的七日算力" },
  method: HASHRATE_METHOD,
  columns: [
    ["window_end_utc", "end of the seven days", ({ at }) => formatTime(at), "text"],
    ["blocks", "blocks in them", (row) => row.blocks, "integer"],
    ["hashrate_EH_s", "EH/s", ({ rate }) => figures(rate.value)],
    ["hashrate_EH_s_lo50", "EH/s, ends of the 50 % interval", ({ rate }) => figures(rate.lo50)],
    ["hashrate_EH_s_hi50", "EH/s", ({ rate }) => figures(rate.hi50)],
    ["hashrate_EH_s_lo95", "EH/s, ends of the 95 % interval", ({ rate }) => figures(rate.lo95)],
    ["hashrate_EH_s_hi95", "EH/s", ({ rate }) => figures(rate.hi95)],
  ],
  rows: ({ timeline }) =>
    midnights(timeline.span, WEEK)
      .filter((at) => timeline.count(earlier(at, WEEK), at) > 0)
      .map((at) => {
        const measured = hashrateAt(timeline, at, WEEK);
        return { at, blocks: measured.blocks, rate: inExahashes(measured.hashrate) };
      }),
});

const hashprice = takeaway<HashpriceOfDay>({
  name: "hashprice",
  title: { en: "Hashprice of each day", zh: "每日算力收益" },
  method:
    "expected revenue of 1 TH/s over a day at the difficulty in force; docs/methods/hashprice.md",
  columns: [
    ["day_utc", "UTC day", ({ day }) => dayOf(day), "text"],
    ["hashprice_USD_TH_day", "USD per TH/s and day", (row) => figures(row.hashprice.value)],
    [
      "hashprice_USD_TH_day_lo95",
      "ends of the 95 % interval",
      (row) => figures(row.hashprice.lo95),
    ],
    ["hashprice_USD_TH_day_hi95", "USD per TH/s and day", (row) => figures(row.hashprice.hi95)],
    ["price_USD", "USD per BTC", ({ price }) => price],
    ["subsidy_BTC", "mean of the day's blocks", ({ subsidy }) => subsidy],
    ["fees_BTC", "mean of a block of the day", ({ fees }) => figures(fees)],
    ["difficulty", "harmonic mean over the day", ({ difficulty }) => figures(difficulty)],
  ],
  rows: ({ timeline, record }) =>
    midnights(timeline.span, days(0))
      .map((at) => unixDay(at / days(1)))
      .filter((day) => isPriced(record.market, day) && isWhole(timeline, day))
      .map((day) => hashpriceOf(timeline, record.market, day)),
});

/** Tables of the chain and the market, and what is worked out from them. */
export const CHAIN_TABLES: readonly Takeaway[] = [hashrate, hashprice, epochs, blocks, market];

type Timeline = Workspace["timeline"];
type Market = Workspace["record"]["market"];

/** Six significant figures: more than the interval can tell. */
function figures(value: number): number {
  return Number(value.toPrecision(6));
}

/** Midnights of a span that have at least so much of it before them. */
function midnights(span: Timeline["span"], before: ReturnType<typeof days>): UnixSeconds[] {
  const day = days(1);
  const first = Math.ceil((span.from + before) / day);
  const last = Math.floor(span.to / day);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    unixSeconds((first + index) * day),
  );
}

function isPriced({ firstDay, priceUsd, feesBtc }: Market, day: UnixDay): boolean {
  const row = day - firstDay;
  return Number.isFinite(priceUsd[row]) && Number.isFinite(feesBtc[row]);
}

function isWhole(timeline: Timeline, day: UnixDay): boolean {
  const from = startOfDay(day);
  const to = unixSeconds(from + days(1));
  return to <= timeline.span.to && timeline.count(from, to) > 0;
}

function dayOf(day: UnixDay): string {
  return formatDate(startOfDay(day));
}
