import { earlier, formatDate, startOfDay, toHours } from "../../base/index.ts";
import type { HashrateEstimate, PoolTable } from "../../observe/index.ts";
import type { StudyData } from "../study-data.ts";
import { windowName } from "../text/claim-value.ts";
import { type Language, say } from "../text/language.ts";
import { TABLE_MESSAGES as TEXT } from "../text/table-messages.ts";
import { toExahash } from "../text/format.ts";
import { estimateCells, estimateHeader, figures, instant, row } from "./columns.ts";
import type { StudyTable } from "./csv.ts";

/** Tables of the network: hashrate, changes, difficulty, hashprice. */
export function networkTables(data: StudyData, language: Language): readonly StudyTable[] {
  return [
    hashrateTable("hashrate-7d", say(TEXT.hashrate, language), data.hashrate),
    dailyTable(say(TEXT.daily, language), data.daily),
    hashrateTable("hashrate-at-report", say(TEXT.headline, language), data.headline),
    networkTable(data, language),
    retargetTable(data, language),
    hashpriceTable(data, language),
  ];
}

function hashrateTable(
  name: string,
  title: string,
  series: readonly HashrateEstimate[],
): StudyTable {
  return {
    name,
    title,
    header: ["window_end_utc", "window_h", "blocks", ...estimateHeader("hashrate", "EH_s")],
    rows: series.map(({ at, window, blocks, hashrate }) =>
      row([instant(at), toHours(window), blocks], estimateCells(toExahash(hashrate))),
    ),
  };
}

/** One row a UTC day, named by the day itself and not by the midnight that ends it. */
function dailyTable(title: string, series: readonly HashrateEstimate[]): StudyTable {
  return {
    name: "hashrate-24h",
    title,
    header: ["day_utc", "blocks", ...estimateHeader("hashrate", "EH_s")],
    rows: series.map(({ at, window, blocks, hashrate }) =>
      row([formatDate(earlier(at, window)), blocks], estimateCells(toExahash(hashrate))),
    ),
  };
}

function networkTable({ network }: StudyData, language: Language): StudyTable {
  return {
    name: "network-changes",
    title: say(TEXT.network, language),
    header: [
      "window_h",
      "blocks_before",
      "blocks_after",
      ...estimateHeader("change", "pct"),
      "p_value",
      "verdict",
      "hours_until_decidable",
    ],
    rows: network.map(({ window, change }) =>
      row(
        [toHours(window), change.before.blocks, change.after.blocks],
        estimateCells(change.changePct),
        [
          figures(change.pValue, 4),
          change.verdict,
          change.untilDecidable === null ? null : toHours(change.untilDecidable),
        ],
      ),
    ),
  };
}

function retargetTable({ retargets }: StudyData, language: Language): StudyTable {
  return {
    name: "retargets",
    title: say(TEXT.retargets, language),
    header: ["height", "time_utc", "bits", "difficulty", "change_pct"],
    rows: retargets.map(({ height, at, bits, difficulty, changePct }) => [
      height,
      instant(at),
      bits.toString(16),
      figures(difficulty, 10),
      changePct === null ? null : figures(changePct, 8),
    ]),
  };
}

function hashpriceTable({ hashprice }: StudyData, language: Language): StudyTable {
  return {
    name: "hashprice",
    title: say(TEXT.hashprice, language),
    header: [
      "day_utc",
      ...estimateHeader("hashprice", "USD_TH_day"),
      "price_USD_BTC",
      "subsidy_BTC",
      "fees_per_block_BTC",
      "difficulty",
    ],
    rows: hashprice.map((day) =>
      row([formatDate(startOfDay(day.day))], estimateCells(day.hashprice), [
        day.price,
        day.subsidy,
        figures(day.fees, 4),
        figures(day.difficulty, 10),
      ]),
    ),
  };
}

/** Tables of the pools, one for each pair of windows, and the press's own. */
export function poolTables(data: StudyData, language: Language): readonly StudyTable[] {
  return [
    poolTable("pools-reported", say(TEXT.poolsReported, language), data.poolsReported, data),
    ...data.pools.map(({ window, table }) =>
      poolTable(
        `pools-${toHours(window)}h`,
        say(TEXT.pools, language, { window: windowName(window, language) }),
        table,
        data,
      ),
    ),
  ];
}

function poolTable(name: string, title: string, table: PoolTable, data: StudyData): StudyTable {
  return {
    name,
    title,
    header: [
      "pool",
      "name",
      "blocks_before",
      "blocks_after",
      ...estimateHeader("change", "pct"),
      "p_value",
      "p_holm",
      "verdict",
      "share_pct",
      "share_lo95_pct",
      "share_hi95_pct",
      "hours_until_decidable",
    ],
    rows: table.pools.map(({ pool, change, pHolm, verdict, sharePct, untilDecidable }) =>
      row(
        [pool, data.poolNames.get(pool) ?? pool, change.before.blocks, change.after.blocks],
        estimateCells(change.changePct),
        [figures(change.pValue, 4), figures(pHolm, 4), verdict],
        [sharePct.value, sharePct.lo95, sharePct.hi95].map((value) => figures(value)),
        [untilDecidable === null ? null : toHours(untilDecidable)],
      ),
    ),
  };
}
