import { parquetOf } from "../takeaway/parquet.ts";
import type { ServedWorkspace } from "../workspace.ts";
import type { AnswerOutcome } from "./answer-messages.ts";
import type { AnswerRoute } from "./answer-route.ts";
import type { RawQuery } from "./query-fields.ts";

/**
 * The table of a route as a Parquet file. It stands apart so that an exported page, which holds its
 * tables as files, need not carry the writer.
 *
 * @throws HashfallError `input.invalid` and what the measurement throws.
 */
export function parquetAnswer(
  route: AnswerRoute,
  workspace: ServedWorkspace,
  raw: RawQuery,
): AnswerOutcome {
  const { columns, rows = [] } = route.make(workspace, raw).table?.() ?? {};
  if (columns === undefined) throw new Error("the columns of the answer have no types");
  return { kind: "file", bytes: parquetOf(columns, rows) };
}
