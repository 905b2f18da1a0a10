import { FILE, recordFile } from "./number-source.ts";
import type { ParameterRow } from "./parameter-table.ts";

const FROM_RECORD = { en: "from the record at the start", zh: "取起始时刻的记录" };

/** The chain and the price. */
export const NETWORK_ROWS: readonly ParameterRow[] = [
  {
    path: "network.hashrate_EH_s",
    unit: "EH/s",
    default: null,
    min: 1e-9,
    max: 1e6,
    aggregate: "last",
    source: recordFile("data/blocks.parquet"),
    about: { en: "Hashrate switched on at the start", zh: "起始在线算力" },
    absent: FROM_RECORD,
  },
  {
    path: "network.difficulty",
    unit: "1",
    default: null,
    min: 1,
    max: 1e20,
    aggregate: "last",
    source: recordFile("data/retargets.csv"),
    about: { en: "Difficulty at the start", zh: "起始难度" },
    absent: FROM_RECORD,
  },
  {
    path: "network.height",
    unit: "blocks",
    default: null,
    min: 0,
    max: 6_930_000,
    aggregate: "last",
    source: recordFile("data/blocks.parquet"),
    about: { en: "Height of the tip at the start", zh: "起始区块高度" },
    absent: FROM_RECORD,
  },
  {
    path: "network.fees_BTC_block",
    unit: "BTC",
    default: null,
    min: 0,
    max: 1000,
    aggregate: "mean",
    source: recordFile("data/market.csv"),
    about: { en: "Fees of a block", zh: "每个区块的手续费" },
    absent: {
      en: "from the record, else `parameters.fees_share`",
      zh: "取自记录，否则用 `parameters.fees_share`",
    },
  },
  {
    path: "price.price_USD",
    unit: "USD",
    default: null,
    min: 0.01,
    max: 1e9,
    aggregate: "mean",
    source: recordFile("data/market.csv"),
    about: {
      en: "Price of a bitcoin, constant or where a random walk begins",
      zh: "币价：常数或随机游走的起点",
    },
    absent: {
      en: "random: the record's last known price; constant: must be given",
      zh: "random：取记录最后已知价；constant：必填",
    },
  },
  {
    path: "price.points.*.price_USD",
    unit: "USD",
    default: null,
    min: 0.01,
    max: 1e9,
    aggregate: "mean",
    source: FILE,
    about: { en: "Price of a bitcoin at a dated point", zh: "给定日期的币价" },
  },
];
