import { z } from "zod";
import {
  SECONDS_PER_DAY,
  type Seconds,
  type UnixDay,
  type UnixSeconds,
  after,
  startOfDay,
  unixDay,
  unixSeconds,
} from "../../base/index.ts";
import {
  epochSeriesAnswer,
  hashpriceSeriesAnswer,
  hashrateSeriesAnswer,
  scoreSeriesAnswer,
} from "../../api/index.ts";
import { RETARGET_INTERVAL } from "../../bitcoin/index.ts";
import {
  type HashrateEstimate,
  type ScoredForecast,
  type Timeline,
  epochHashrates,
  hashpriceOf,
  hashrateAt,
  retargetHistory,
  scoreForecasts,
} from "../../observe/index.ts";
import type { MarketColumns } from "../../record/index.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { refuse, timeField, windowField } from "./query-fields.ts";
import { hashrateSeriesShape } from "./shapes.ts";
import { epochTable, hashpriceTable, hashrateTable, scoreTable } from "./series-tables.ts";
import { epochSeriesShape, hashpriceSeriesShape, scoreSeriesShape } from "./shapes-series.ts";

/** Most windows of one answer: eleven years of days. */
const MOST_WINDOWS = 4000;
const SHORTEST_STEP = 3600;

const hashrateSeries = answerRoute({
  path: "/api/hashrate/series",
  summary: "Hashrate of the network over time, each window with its interval",
  question: z
    .strictObject({
      ...asOfField,
      from: timeField.optional(),
      to: timeField.optional(),
      window: windowField.prefault("7d"),
      step: windowField.prefault("1d"),
    })
    .superRefine(({ step }, context) => {
      if (step < SHORTEST_STEP)
        refuse(context, "step", ["shorter than an hour", "give 1h or more"]);
    }),
  shape: hashrateSeriesShape,
  table: true,
  make: ({ timeline }, { window, step, ...asked }) => {
    const document = hashrateSeriesAnswer(seriesOf(timeline, { window, step, ...asked }), {
      window,
      step,
    });
    return { document, table: () => hashrateTable(document) };
  },
});

const epochSeries = answerRoute({
  path: "/api/epochs/series",
  summary: "Every epoch since genesis: difficulty, its change, and the hashrate of the whole epoch",
  question: z.strictObject(asOfField),
  shape: epochSeriesShape,
  table: true,
  make: ({ record }) => {
    const document = epochSeriesAnswer(epochHashrates(retargetHistory(record.retargets)));
    return { document, table: () => epochTable(document) };
  },
});

const hashpriceSeries = answerRoute({
  path: "/api/hashprice/series",
  summary: "What one terahash per second earned on each day, with price and share of fees",
  question: z.strictObject({ ...asOfField, from: timeField.optional(), to: timeField.optional() }),
  shape: hashpriceSeriesShape,
  table: true,
  make: ({ timeline, record: { market } }, { from, to }) => {
    const days = pricedDaysOf(timeline, market, { from, to });
    const document = hashpriceSeriesAnswer(days.map((day) => hashpriceOf(timeline, market, day)));
    return { document, table: () => hashpriceTable(document) };
  },
});

const score = answerRoute({
  path: "/api/score",
  summary: "How past forecasts of difficulty did, beside other formulas at the same moments",
  question: z.strictObject(asOfField),
  shape: scoreSeriesShape,
  table: true,
  make: ({ modelled, forecaster }) => {
    const board = scoreForecasts(modelled, forecaster());
    const document = scoreSeriesAnswer(board, middlesOf(board.scored));
    return { document, table: () => scoreTable(document) };
  },
});

/** Measurements over time, column by column. */
export const seriesRoutes: readonly AnswerRoute[] = [
  hashrateSeries,
  epochSeries,
  hashpriceSeries,
  score,
];

/** Days whose price, fees and blocks the record has. */
function pricedDaysOf(
  timeline: Timeline,
  market: MarketColumns,
  { from, to }: { readonly from?: UnixSeconds | undefined; readonly to?: UnixSeconds | undefined },
): UnixDay[] {
  const { span } = timeline;
  const first = Math.ceil(Math.max(from ?? span.from, span.from) / SECONDS_PER_DAY);
  const end = Math.floor(Math.min(to ?? span.to, span.to) / SECONDS_PER_DAY);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) =>
    unixDay(first + index),
  ).filter((day) => {
    const paid = (column: Float64Array): boolean =>
      Number.isFinite(column[day - market.firstDay] ?? NaN);
    const start = startOfDay(day);
    const hasBlocks = timeline.count(start, unixSeconds(start + SECONDS_PER_DAY)) > 0;
    return paid(market.priceUsd) && paid(market.feesBtc) && hasBlocks;
  });
}

/** Of each epoch the forecast nearest to its middle block. */
function middlesOf(scored: readonly ScoredForecast[]): ScoredForecast[] {
  const nearest = new Map<number, ScoredForecast>();
  for (const made of scored) {
    const known = nearest.get(made.forecast.epochHeight);
    if (known === undefined || fromMiddle(made) < fromMiddle(known)) {
      nearest.set(made.forecast.epochHeight, made);
    }
  }
  return [...nearest.values()];
}

interface AskedSeries {
  readonly from?: UnixSeconds | undefined;
  readonly to?: UnixSeconds | undefined;
  readonly window: Seconds;
  readonly step: Seconds;
}

/** Windows that end at multiples of the step, the first one whole in the record; none that is empty. */
function seriesOf(timeline: Timeline, { from, to, window, step }: AskedSeries): HashrateEstimate[] {
  const { span } = timeline;
  const first = Math.max(from ?? span.from, after(span.from, window));
  const last = Math.min(to ?? span.to, span.to);
  const begin = Math.ceil(first / step) * step;
  const wanted = Math.max(0, Math.floor((last - begin) / step) + 1);
  const kept = Math.min(wanted, MOST_WINDOWS);
  return Array.from({ length: kept }, (_, index) =>
    unixSeconds(begin + (wanted - kept + index) * step),
  )
    .filter((at) => timeline.window(unixSeconds(at - window), at).rows.length > 0)
    .map((at) => hashrateAt(timeline, at, window));
}

const fromMiddle = ({ forecast }: ScoredForecast): number =>
  Math.abs(forecast.blocks - RETARGET_INTERVAL / 2);
