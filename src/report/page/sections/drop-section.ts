import { hours } from "../../../base/index.ts";
import type { ChangeVerdict } from "../../../observe/index.ts";
import { type NumberedOrder, numberOrders } from "../../figures/order-marks.ts";
import { element, escapeText, typeset } from "../../figures/svg.ts";
import { windowName } from "../../text/claim-value.ts";
import { cutFinding, fallFinding } from "../../text/findings.ts";
import { formatChange, formatP, formatSpan } from "../../text/format.ts";
import { orderInstant } from "../../text/order-reason.ts";
import type { PageContext } from "../context.ts";
import { peopleTable } from "../data-table.ts";
import { figureBlock } from "../figure.ts";
import { type Html, tagged, wrap } from "../html.ts";
import { paragraph, section } from "./heading.ts";

/** Was the drop real? Hashrate, and the network before and after by length of window. */
export function dropSection(context: PageContext): Html {
  const { data, language, tell } = context;
  const longest = data.network.at(-1)?.change;
  const change = longest === undefined ? "" : formatChange(longest.changePct, language);
  return section(
    context,
    { name: "drop", question: tell("dropQuestion"), finding: tell("dropHeading", { change }) },
    paragraph(
      context,
      tell("dropProse", { fall: fallFinding(data, language) }),
      cutFinding(data, language),
    ),
    figureBlock(context, {
      name: "hashrate",
      note: `${tell("figureSource", { fingerprint: data.record.fingerprint })} · ${tell("noteHashrate")}`,
      tables: ["hashrate-7d", "hashrate-24h"],
      columns: ["day_utc", "blocks", "hashrate_EH_s", "hashrate_lo95_EH_s", "hashrate_hi95_EH_s"],
      below: probe(context) + flags(context),
    }),
    networkTable(context),
  );
}

/** Shown by the script, which fills it. */
function probe({ data, language, tell }: PageContext): Html {
  const id = `${language}-probe`;
  const middle = data.hashrate.findIndex(({ at }) => at >= data.plan.moment);
  return wrap(
    "div",
    { class: "probe", hidden: "hidden" },
    tagged("label", tell("probe"), { for: id }),
    element("input", {
      id,
      type: "range",
      min: 0,
      max: data.hashrate.length - 1,
      step: 1,
      value: Math.max(0, middle),
    }),
    wrap("output", { for: id }),
  );
}

function flags({ data, language }: PageContext): Html {
  const items = numberOrders(data).map(({ number, order, isMoment }: NumberedOrder) =>
    wrap(
      "li",
      { class: isMoment ? "now" : undefined },
      tagged("span", String(number), { class: "no" }),
      wrap(
        "span",
        {},
        tagged("span", orderInstant(order, language, true), { class: "day" }),
        ` ${escapeText(typeset(order.title[language]))}`,
      ),
    ),
  );
  return wrap("ul", { class: "flags" }, ...items);
}

function networkTable({ data, language, tell }: PageContext): Html {
  const rows = data.network.map(({ window, change }) => [
    escapeText(windowName(window, language)),
    `${change.before.blocks} → ${change.after.blocks}`,
    escapeText(formatChange(change.changePct, language)),
    formatP(change.pValue),
    verdictCell(change.verdict, tell),
    escapeText(untilCell(change.untilDecidable, { language, tell })),
  ]);
  return peopleTable(
    tell("networkTable"),
    [
      { heading: tell("window") },
      { heading: tell("blocks"), numeric: true },
      { heading: tell("change"), numeric: true },
      { heading: tell("pValue"), numeric: true },
      { heading: tell("verdict") },
      { heading: tell("until") },
    ],
    rows,
  );
}

function untilCell(
  until: number | null,
  { language, tell }: Pick<PageContext, "language" | "tell">,
): string {
  if (until === null) return "–";
  if (until === 0) return tell("toldAlready");
  return tell("untilMore", { span: formatSpan(hours(until / 3600), language) });
}

/** The verdict on a change, copper and filled when told from chance. */
function verdictCell(verdict: ChangeVerdict, tell: PageContext["tell"]): Html {
  const told = verdict !== "not distinguishable from chance";
  const word = verdict === "drop" ? tell("drop") : tell("rise");
  return tagged("span", `${told ? "●" : "○"} ${told ? word : tell("chance")}`, {
    class: told ? "told" : "untold",
  });
}
