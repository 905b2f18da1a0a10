import { element, escapeText } from "../figures/svg.ts";
import type { StudyTable } from "../tables/csv.ts";
import { formatNumber } from "../text/format.ts";
import { type Html, tagged, wrap } from "./html.ts";

/** A column of a table for people: its heading, and whether numbers stand in it. */
export interface Column {
  readonly heading: string;
  readonly numeric?: boolean;
}

/**
 * A table that becomes rows of labelled values on a narrow screen. Cells are markup; the first of
 * each row is its heading.
 */
export function peopleTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Html[])[],
): Html {
  const head = columns.map(({ heading, numeric }) =>
    tagged("th", heading, { scope: "col", class: numeric === true ? "n" : undefined }),
  );
  const body = rows.map((row) =>
    wrap("tr", {}, ...row.map((cell, index) => tableCell(cell, columns[index], index === 0))),
  );
  return wrap(
    "table",
    { class: "people" },
    tagged("caption", caption),
    wrap("thead", {}, wrap("tr", {}, ...head)),
    wrap("tbody", {}, ...body),
  );
}

function tableCell(cell: Html, column: Column | undefined, first: boolean): Html {
  const style = column?.numeric === true ? "n" : undefined;
  if (first) return wrap("th", { scope: "row", class: style }, cell);
  return wrap("td", { class: style, "data-label": column?.heading ?? "" }, cell);
}

/** The numbers behind a figure: the named columns of its table, shut until asked for; `–` for none. */
export function figureData(table: StudyTable, columns: readonly string[], summary: string): Html {
  const indexes = columns.map((name) => table.header.indexOf(name));
  const head = columns.map((name) => wrap("th", { scope: "col" }, breakable(name)));
  const body = table.rows.map((row) => {
    const cells = indexes.map((index) => element("td", {}, rawCell(row[index] ?? null)));
    return wrap("tr", {}, ...cells);
  });
  return wrap(
    "details",
    {},
    tagged("summary", summary),
    wrap(
      "table",
      { class: "raw" },
      tagged("caption", table.title, { class: "hidden" }),
      wrap("thead", {}, wrap("tr", {}, ...head)),
      wrap("tbody", {}, ...body),
    ),
  );
}

const breakable = (name: string): Html => escapeText(name).replaceAll("_", "_<wbr>");

function rawCell(cell: string | number | null): Html {
  if (cell === null) return "–";
  if (typeof cell === "string") return escapeText(cell.replace(/T00:00:00Z$/u, ""));
  return Number.isInteger(cell) ? String(cell).replace("-", "−") : formatNumber(cell, 3);
}
