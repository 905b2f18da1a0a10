import { parquetWriteBuffer } from "hyparquet-writer";
import type { Cell } from "../../report/index.ts";
import { knownCell } from "./row-objects.ts";
import type { TakeawayColumn } from "./takeaway.ts";

/** A Parquet file with typed columns; the same rows give the same bytes. */
export function parquetOf(
  columns: readonly TakeawayColumn[],
  rows: readonly (readonly Cell[])[],
): Uint8Array<ArrayBuffer> {
  const content = parquetWriteBuffer({
    columnData: columns.map(({ name, type }, index) => ({
      name,
      data: rows.map((row) => typed(knownCell(row[index]), type)),
      type: PARQUET_TYPES[type],
      nullable: true,
    })),
    createdBy: "hashfall",
  });
  return new Uint8Array(content);
}

const PARQUET_TYPES = { number: "DOUBLE", integer: "INT64", text: "STRING" } as const;

function typed(cell: Cell, type: TakeawayColumn["type"]): string | number | bigint | null {
  return type === "integer" && typeof cell === "number" ? BigInt(cell) : cell;
}
