import { type StudyTable, toCsv } from "../tables/csv.ts";
import type { PageContext } from "./context.ts";
import { type Html, dataUri, tagged } from "./html.ts";

/** Tables whose cells are sentences, so that each language has its own file. */
const WORDED: ReadonlySet<string> = new Set(["orders", "claims"]);

/**
 * A table as a file to save. Every file is held once, in the list of downloads: of the English page
 * when it has only numbers, of each page when it has words. Other links lead to that entry, and the
 * script makes them save it at once.
 */
export function csvLink(context: PageContext, table: StudyTable): Html {
  const { tell } = context;
  return tagged("a", tell("csvLink", { title: table.title }), {
    href: `#${holderId(context, table)}`,
    "data-csv": holderId(context, table),
  });
}

/** The entry of the list of downloads, which holds the file where it is this page's to hold. */
export function csvHolder(context: PageContext, table: StudyTable): Html {
  const { data, language, tell } = context;
  if (language !== "en" && !WORDED.has(table.name)) return csvLink(context, table);
  return tagged("a", tell("csvLink", { title: table.title }), {
    id: holderId(context, table),
    href: dataUri("text/csv", toCsv(table)),
    download: `${data.plan.name}-${table.name}${language === "zh" ? "-zh" : ""}.csv`,
  });
}

function holderId({ language }: PageContext, { name }: StudyTable): string {
  return `${WORDED.has(name) ? language : "en"}-csv-${name}`;
}
