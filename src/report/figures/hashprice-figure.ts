import { SECONDS_PER_DAY, startOfDay } from "../../base/index.ts";
import type { HashpriceOfDay } from "../../observe/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatDay } from "../text/calendar.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { formatNumber } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import {
  type Canvas,
  type Drawing,
  FIGURE_WIDTHS,
  type Frame,
  type Scale,
  band,
  monthAxis,
  path,
  timeScale,
  valueGrid,
  valueScale,
} from "./frame.ts";
import { diamond, label, rule } from "./svg.ts";

/** The finding: the best and the worst day. */
export function hashpriceTitle({ hashprice }: StudyData, language: Language): string {
  const sorted = hashprice.toSorted((a, b) => b.hashprice.value - a.hashprice.value);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best === undefined || worst === undefined) return "";
  const money = (day: HashpriceOfDay): string =>
    language === "en"
      ? `USD ${formatNumber(day.hashprice.value, 2)}`
      : `${formatNumber(day.hashprice.value, 2)}美元`;
  return say(TEXT.hashpriceTitle, language, {
    high: money(best),
    highDay: formatDay(startOfDay(best.day), language),
    low: money(worst),
    lowDay: formatDay(startOfDay(worst.day), language),
  });
}

/** Revenue per terahash by day, with the band of its fees and the claimed revenue. */
export function hashpriceFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const narrow = canvas.width === "narrow";
  const frame: Frame = {
    width: FIGURE_WIDTHS[canvas.width],
    height: narrow ? 300 : 330,
    left: 40,
    right: narrow ? 8 : 20,
    top: 34,
    bottom: 34,
  };
  const x = timeScale(frame, data.plan.from, data.plan.to);
  const y = valueScale(frame, 0, 0.55);
  const noon = (day: HashpriceOfDay): number => x(startOfDay(day.day) + SECONDS_PER_DAY / 2);
  const bottom = frame.height - frame.bottom;
  const cut = x(data.plan.moment);
  return {
    title: hashpriceTitle(data, language),
    description: say(TEXT.hashpriceSubtitle, language),
    width: frame.width,
    height: frame.height,
    content: [
      valueGrid(frame, y, [0, 0.1, 0.2, 0.3, 0.4, 0.5], (tick) => formatNumber(tick, 1)),
      label("USD/TH/d", { x: 0, y: frame.top - 16, class: "tick" }),
      band(
        data.hashprice.map((day) => [noon(day), y(day.hashprice.lo95), y(day.hashprice.hi95)]),
        "band95",
      ),
      band(
        data.hashprice.map((day) => [noon(day), y(day.hashprice.lo50), y(day.hashprice.hi50)]),
        "band50",
      ),
      path(
        data.hashprice.map((day) => [noon(day), y(day.hashprice.value)]),
        "line thin",
      ),
      rule([cut, frame.top - 26], [cut, bottom], "cut"),
      label(say(TEXT.cutLabel, language), {
        x: cut + 7,
        y: frame.top - 16,
        class: "t-copper strong",
      }),
      claimedRevenue(data, x, y, language),
      rule([frame.left, bottom], [frame.width - frame.right, bottom], "axis"),
      monthAxis(frame, x, language),
    ],
  };
}

function claimedRevenue(data: StudyData, x: Scale, y: Scale, language: Language): string {
  return data.claims
    .flatMap(({ evidence }) => {
      if (evidence.what !== "revenue") return [];
      const [low, high] = evidence.implied;
      const at = x(evidence.highestAt + SECONDS_PER_DAY / 2);
      const value = `${formatNumber(low, 2)}–${formatNumber(high, 2)}`;
      const text = say(TEXT.claimedValue, language, { value });
      return [
        rule([at, y(low)], [at, y(high)], "claimline") +
          diamond(at, y(low), "claim") +
          diamond(at, y(high), "claim") +
          label(text, { x: at + 11, y: y((low + high) / 2) - 4, class: "t-red halo" }),
      ];
    })
    .join("");
}
