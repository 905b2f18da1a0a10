import type { Estimate } from "../../base/index.ts";
import type { OrdersAnswer, PoolsAnswer, RetargetsAnswer } from "../../api/index.ts";
import type { Cell, StudyTable } from "../../report/index.ts";
import type { TakeawayColumn } from "../takeaway/takeaway.ts";

/** A table without its name. */
export interface AnswerTable extends Pick<StudyTable, "header" | "rows"> {
  /** What the columns hold, where that is set down. */
  readonly columns?: readonly TakeawayColumn[];
}

/** A column's name, with its unit, and its cell in a row. */
type Column<T> = readonly [name: string, cell: (row: T) => Cell];

type PoolRow = PoolsAnswer["pools"][number];
type RetargetRow = RetargetsAnswer["retargets"][number];
type OrderRow = OrdersAnswer["orders"][number];

const ENDS = ["lo50", "hi50", "lo80", "hi80", "lo95", "hi95"] as const;
/** Between several of one kind in a cell. */
const SEPARATOR = "; ";

const POOL_COLUMNS: readonly Column<PoolRow>[] = [
  ["pool", ({ pool }) => pool],
  ["name", ({ name }) => name],
  ["blocks", ({ blocks }) => blocks],
  ["blocks_before", (row) => row.blocks_before],
  ...estimateColumns<PoolRow>("share_pct", (row) => row.share_pct),
  ...estimateColumns<PoolRow>("hashrate_EH_s", (row) => row.hashrate_EH_s),
  ...estimateColumns<PoolRow>("change_pct", (row) => row.change_pct),
  ["p_value", (row) => row.p_value],
  ["p_holm", (row) => row.p_holm],
  ["verdict", ({ verdict }) => verdict],
  ["hours_until_decidable", (row) => row.hours_until_decidable],
];

const RETARGET_COLUMNS: readonly Column<RetargetRow>[] = [
  ["height", ({ height }) => height],
  ["at", ({ at }) => at],
  ["bits", ({ bits }) => bits],
  ["difficulty", ({ difficulty }) => difficulty],
  ["change_pct", (row) => row.change_pct],
];

const ORDER_COLUMNS: readonly Column<OrderRow>[] = [
  ["id", ({ id }) => id],
  ["kind", ({ kind }) => kind],
  ["country", ({ country }) => country],
  ["region", ({ region }) => region],
  ["place", ({ place }) => place],
  ["title_en", ({ title }) => title.en],
  ["title_zh", ({ title }) => title.zh],
  ["summary_en", ({ summary }) => summary.en],
  ["summary_zh", ({ summary }) => summary.zh],
  ["known_at", (row) => row.known_at],
  ["effective_at", (row) => row.effective_at],
  ["ends_at", (row) => row.ends_at],
  ["precision", ({ precision }) => precision],
  ["time_note", (row) => row.time_note],
  ["actors", ({ actors }) => actors.join(SEPARATOR)],
  ["measures", ({ measures }) => measures.join(SEPARATOR)],
  ["quantified", ({ quantified }) => quantified],
  ["confidence", ({ confidence }) => confidence],
  ["sources", ({ sources }) => sources.map(({ url }) => url).join(SEPARATOR)],
];

export function poolsTable({ pools }: PoolsAnswer): AnswerTable {
  return tableOf(POOL_COLUMNS, pools);
}

export function retargetsTable({ retargets }: RetargetsAnswer): AnswerTable {
  return tableOf(RETARGET_COLUMNS, retargets);
}

/** One row an order. */
export function ordersTable({ orders }: OrdersAnswer): AnswerTable {
  return tableOf(ORDER_COLUMNS, orders);
}

function tableOf<T>(columns: readonly Column<T>[], rows: readonly T[]): AnswerTable {
  return {
    header: columns.map(([name]) => name),
    rows: rows.map((row) => columns.map(([, cell]) => cell(row))),
  };
}

/** The value under its own name, then the ends of its intervals. */
function estimateColumns<T>(name: string, of: (row: T) => Estimate): Column<T>[] {
  const ends = ENDS.map((end): Column<T> => [`${name}_${end}`, (row) => of(row)[end]]);
  return [[name, (row) => of(row).value], ...ends];
}
