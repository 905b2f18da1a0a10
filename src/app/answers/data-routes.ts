import { z } from "zod";
import { formatDate, invalidInput } from "../../base/index.ts";
import type { TableAnswer, TableDescription, TablesAnswer } from "../../api/index.ts";
import { rowObjects } from "../takeaway/row-objects.ts";
import { TAKEAWAYS } from "../takeaway/tables.ts";
import type { Takeaway } from "../takeaway/takeaway.ts";
import type { Workspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField } from "./query-fields.ts";

const column = z.strictObject({ name: z.string(), unit: z.string() });
const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

const tablesShape = z.strictObject({
  tables: z.array(
    z.strictObject({
      name: z.string(),
      title: bilingual,
      columns: z.array(column),
      rows: z.number().int(),
      period: z.string(),
      source: z.string(),
      licence: z.string(),
    }),
  ),
});

const tableShape = z.strictObject({
  name: z.string(),
  columns: z.array(column),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

const LIST_METHOD = "tables of the record, with the sources that its manifest names";

const tables = answerRoute({
  path: "/api/data",
  summary: "Every table that can be taken away, with columns, units, source and licence",
  question: z.strictObject(asOfField),
  shape: tablesShape,
  make: (workspace) => {
    const document: TablesAnswer = {
      tables: TAKEAWAYS.map((table) => describe(table, workspace)),
    };
    return { document, method: LIST_METHOD };
  },
});

const table = answerRoute({
  path: "/api/data/{name}",
  summary: "One table with all its rows",
  question: z.strictObject({
    ...asOfField,
    name: nameField("the name of a table, as /api/data lists them"),
  }),
  shape: tableShape,
  table: "typed",
  costly: true,
  make: (workspace, { name }) => {
    const found = tableNamed(name);
    const rows = found.rows(workspace);
    const header = found.columns.map((known) => known.name);
    const document: TableAnswer = {
      name,
      columns: columnsOf(found),
      rows: rowObjects(header, rows),
    };
    const { columns } = found;
    const method = found.method ?? LIST_METHOD;
    return { document, method, table: () => ({ header, rows, columns }) };
  },
});

/** Tables as files. */
export const dataRoutes: readonly AnswerRoute[] = [tables, table];

function tableNamed(name: string): Takeaway {
  const found = TAKEAWAYS.find((known) => known.name === name);
  if (found !== undefined) return found;
  const names = TAKEAWAYS.map((known) => known.name).join(", ");
  throw invalidInput("name", `"${name}" is no table`, `choose among: ${names}`);
}

function columnsOf({ columns }: Takeaway): TableDescription["columns"] {
  return columns.map(({ name, unit }) => ({ name, unit }));
}

/** What a table holds and where it comes from; the period of what is worked out is the blocks'. */
function describe(found: Takeaway, workspace: Workspace): TableDescription {
  const { record, timeline } = workspace;
  const file = record.files.find(({ path }) => path === found.file);
  const { from, to } = timeline.span;
  return {
    name: found.name,
    title: found.title,
    columns: columnsOf(found),
    rows: found.rows(workspace).length,
    period: file?.period ?? `${formatDate(from)} to ${formatDate(to)}`,
    source: file?.source ?? found.method ?? "",
    licence: file?.licence ?? "our own figures, MIT",
  };
}
