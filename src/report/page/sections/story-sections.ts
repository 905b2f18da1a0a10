import { SECONDS_PER_DAY, startOfDay } from "../../../base/index.ts";
import type { HashpriceOfDay } from "../../../observe/index.ts";
import { type NumberedOrder, numberOrders } from "../../figures/order-marks.ts";
import { escapeText } from "../../figures/svg.ts";
import { formatFullDay } from "../../text/calendar.ts";
import { formatEstimate, formatNumber, withUnit } from "../../text/format.ts";
import { disagreementsOf, orderInstant } from "../../text/order-reason.ts";
import type { PageContext } from "../context.ts";
import { csvLink } from "../downloads.ts";
import { figureBlock } from "../figure.ts";
import { type Html, tagged, wrap } from "../html.ts";
import { paragraph, section } from "./heading.ts";

const money = (day: HashpriceOfDay): string => formatEstimate(day.hashprice, 3);

/** What did a terahash earn? */
export function hashpriceSection(context: PageContext): Html {
  const { data, language, tell } = context;
  const before = data.hashprice.findLast(
    ({ day }) => startOfDay(day) + SECONDS_PER_DAY <= data.plan.moment,
  );
  const best = data.hashprice.toSorted((a, b) => b.hashprice.value - a.hashprice.value)[0];
  const last = data.hashprice.at(-1);
  if (before === undefined || best === undefined || last === undefined) return "";
  const lost = 100 * (1 - before.hashprice.value / best.hashprice.value);
  return section(
    context,
    {
      name: "hashprice",
      question: tell("hashpriceQuestion"),
      finding: tell("hashpriceHeading", {
        before: formatNumber(before.hashprice.value, 2),
        lost: withUnit(formatNumber(lost), "%", language),
      }),
    },
    paragraph(
      context,
      tell("hashpriceProse", { before: money(before), best: money(best), last: money(last) }),
    ),
    figureBlock(context, {
      name: "hashprice",
      note: `${tell("figureMarket", { fingerprint: data.record.fingerprint })} · ${tell("noteHashprice")}`,
      tables: ["hashprice"],
      columns: [
        "day_utc",
        "hashprice_USD_TH_day",
        "hashprice_lo95_USD_TH_day",
        "hashprice_hi95_USD_TH_day",
        "price_USD_BTC",
      ],
    }),
  );
}

/** What was ordered, and when? */
export function ordersSection(context: PageContext): Html {
  const { data, language, tell } = context;
  const csv = context.tables.find(({ name }) => name === "orders");
  return section(
    context,
    {
      name: "orders",
      question: tell("ordersQuestion"),
      finding: tell("ordersHeading", {
        n: data.orders.length,
        from: formatFullDay(data.plan.from, language),
        to: formatFullDay(data.plan.to, language),
      }),
    },
    paragraph(context, tell("ordersProse")),
    wrap("ol", { class: "orders" }, ...numberOrders(data).map((item) => orderItem(context, item))),
    csv === undefined ? "" : wrap("p", { class: "ways record" }, csvLink(context, csv)),
  );
}

function orderItem(context: PageContext, { number, order }: NumberedOrder): Html {
  const { language, tell } = context;
  return wrap(
    "li",
    { id: `${language}-order-${number}` },
    tagged("span", String(number), { class: "no" }),
    wrap(
      "span",
      { class: "day" },
      escapeText(orderInstant(order, language)),
      tagged("span", tell("confidence", { level: order.confidence })),
    ),
    wrap(
      "div",
      { class: "body" },
      tagged("h3", order.title[language]),
      tagged("p", order.summary[language]),
      differing(context, order),
      sources(context, { number, order }),
    ),
  );
}

function differing({ language, tell }: PageContext, order: NumberedOrder["order"]): Html {
  if (order.disagreements.length === 0) return "";
  const values = order.disagreements
    .map(({ values: said }) =>
      said.map(({ value, zh }) => (language === "zh" ? (zh ?? value) : value)).join(" / "),
    )
    .join(language === "en" ? "; " : "；");
  const gap = language === "en" ? " " : "";
  return wrap(
    "p",
    { class: "differ" },
    escapeText([disagreementsOf(order, language), tell("sourcesSay"), values].join(gap)),
  );
}

function sources(
  { tell }: PageContext,
  { number, order }: Pick<NumberedOrder, "number" | "order">,
): Html {
  const links = order.sources.map(({ url, date }, index) => {
    const name = hostOf(url) + (date === null ? "" : ` (${date})`);
    if (!/^https?:/u.test(url)) return escapeText(name);
    return tagged("a", name, {
      href: url,
      rel: "noreferrer",
      "aria-label": tell("sourceLink", { host: name, n: index + 1, number }),
    });
  });
  return wrap("p", { class: "where" }, `${escapeText(tell("sources"))} ${links.join(" · ")}`);
}

/** The part of an address that says whose it is. */
function hostOf(url: string): string {
  return /^https?:\/\/(?:www\.)?([^/]+)/u.exec(url)?.[1] ?? url.split(":").slice(0, 2).join(": ");
}
