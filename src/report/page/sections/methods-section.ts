import { escapeText } from "../../figures/svg.ts";
import { formatFullDay } from "../../text/calendar.ts";
import { formatNumber } from "../../text/format.ts";
import type { PageContext } from "../context.ts";
import { peopleTable } from "../data-table.ts";
import { csvHolder } from "../downloads.ts";
import { type Html, tagged, wrap } from "../html.ts";
import { section } from "./heading.ts";

const METHODS = ["methodHashrate", "methodChange", "methodPool", "methodForecast"] as const;
const LIMITS = ["limitPlace", "limitCause", "limitTime"] as const;

/** How the numbers are made, what they cannot do, the record they come from, and all tables. */
export function methodsSection(context: PageContext): Html {
  const { tell } = context;
  const list = (title: string, keys: readonly Parameters<PageContext["tell"]>[0][]): Html =>
    wrap(
      "div",
      {},
      tagged("h3", title),
      wrap("ul", {}, ...keys.map((key) => tagged("li", tell(key)))),
    );
  return section(
    context,
    { name: "methods", question: tell("methodsQuestion"), finding: tell("methodsHeading") },
    tagged("p", recordLine(context), { class: "record" }),
    wrap(
      "div",
      { class: "two" },
      list(tell("methodsList"), METHODS),
      list(tell("limitsList"), LIMITS),
    ),
    filesTable(context),
    tagged("h3", tell("downloads"), { class: "claims-title downloads-title" }),
    wrap(
      "ul",
      { class: "downloads" },
      ...context.tables.map((table) => wrap("li", {}, csvHolder(context, table))),
    ),
  );
}

function recordLine({ data, language, tell }: PageContext): string {
  const { fingerprint, firstHeight, lastHeight, from, to, retargetsChecked, mismatches } =
    data.record;
  return tell("recordLine", {
    fingerprint,
    first: formatNumber(firstHeight),
    last: formatNumber(lastHeight),
    from: formatFullDay(from, language),
    to: formatFullDay(to, language),
    checked: retargetsChecked,
    mismatches,
    version: data.version,
  });
}

/** Names, sources and licences are the manifest's own, in English. */
function filesTable({ data, tell }: PageContext): Html {
  return peopleTable(
    tell("filesTable"),
    [
      { heading: tell("file") },
      { heading: tell("rows"), numeric: true },
      { heading: tell("origin") },
      { heading: tell("licence") },
      { heading: tell("sha") },
    ],
    data.record.files.map(({ path, rows, source, licence, sha256 }) => [
      `<code>${escapeText(path)}</code>`,
      formatNumber(rows),
      `<span lang="en">${escapeText(source)}</span>`,
      `<span lang="en">${escapeText(licence)}</span>`,
      `<code>${escapeText(sha256.slice(0, 16))}</code>`,
    ]),
  );
}
