import type {
  EpochSeriesAnswer,
  EstimateColumns,
  HashpriceSeriesAnswer,
  HashrateSeriesAnswer,
  ScoreSeriesAnswer,
} from "../../api/index.ts";
import { formatTime, unixSeconds } from "../../base/index.ts";
import type { AnswerTable } from "./tables.ts";

const ENDS = ["value", "lo50", "hi50", "lo95", "hi95"] as const;

type Row = AnswerTable["rows"][number];
type Columns = Readonly<Record<keyof EstimateColumns, readonly (number | null)[]>>;

export function hashrateTable({
  at_s,
  blocks,
  hashrate_EH_s: rate,
}: HashrateSeriesAnswer): AnswerTable {
  return {
    header: ["window_end_utc", "blocks", ...namesOf("hashrate_EH_s")],
    rows: at_s.map((at, row) => [instant(at), blocks[row] ?? null].concat(cellsOf(rate, row))),
  };
}

export function epochTable(answer: EpochSeriesAnswer): AnswerTable {
  return {
    header: ["height", "at_utc", "difficulty", "change_pct", ...namesOf("hashrate_EH_s")],
    rows: answer.height.map((height, row): Row => {
      const facts = [height, instant(answer.at_s[row] ?? null), answer.difficulty[row] ?? null];
      return facts.concat(answer.change_pct[row] ?? null, cellsOf(answer.hashrate_EH_s, row));
    }),
  };
}

export function hashpriceTable(answer: HashpriceSeriesAnswer): AnswerTable {
  return {
    header: ["day_utc", "price_USD", "fee_share_pct", ...namesOf("hashprice_USD_TH_day")],
    rows: answer.at_s.map((at, row): Row => {
      const facts = [instant(at), answer.price_USD[row] ?? null, answer.fee_share_pct[row] ?? null];
      return facts.concat(cellsOf(answer.hashprice_USD_TH_day, row));
    }),
  };
}

export function scoreTable({ middle }: ScoreSeriesAnswer): AnswerTable {
  return {
    header: ["epoch_height", "made_utc", "actual_pct", ...namesOf("forecast_pct")],
    rows: middle.height.map((height, row): Row => {
      const facts = [height, instant(middle.at_s[row] ?? null), middle.actual_pct[row] ?? null];
      return facts.concat(cellsOf(middle.forecast_pct, row));
    }),
  };
}

const namesOf = (name: string): string[] => ENDS.map((end) => `${name}_${end}`);

function cellsOf(columns: Columns, row: number): (number | null)[] {
  return ENDS.map((end) => columns[end][row] ?? null);
}

function instant(at_s: number | null): string | number | null {
  return at_s === null ? null : formatTime(unixSeconds(at_s));
}
