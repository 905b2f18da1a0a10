import { SECONDS_PER_DAY, powerOf } from "../../base/index.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { ScenarioFacts } from "./facts.ts";

/** Prices to fill, one for each step of a run. */
export interface PriceSteps {
  readonly prices: Float64Array;
  readonly stepSeconds: number;
}

/** Where standard normal numbers come from. */
export interface NormalSource {
  normal(): number;
}

/**
 * Price of a bitcoin in every step of a run, USD.
 *
 * Where the scenario leaves it open the price is a geometric Brownian motion of the given drift and
 * volatility from the last known one on:
 *
 *   ln P(t + dt) = ln P(t) + (μ − σ²/2) dt + σ √dt Z
 */
export function fillPrices(
  { prices, stepSeconds }: PriceSteps,
  scenario: Scenario,
  facts: ScenarioFacts,
  random: NormalSource,
): void {
  const stepDays = stepSeconds / SECONDS_PER_DAY;
  const { price_drift_per_day: drift, price_volatility_per_day: volatility } = scenario.parameters;
  let last = startPrice(scenario, facts);
  for (let step = 0; step < prices.length; step += 1) {
    const at = scenario.start + (step + 0.5) * stepSeconds;
    const given = givenPrice(scenario, facts, at);
    if (given === null) {
      const shock = volatility * Math.sqrt(stepDays) * random.normal();
      last *= Math.exp((drift - (volatility * volatility) / 2) * stepDays + shock);
    } else last = given;
    prices[step] = last;
  }
}

function givenPrice({ price }: Scenario, facts: ScenarioFacts, at: number): number | null {
  switch (price.kind) {
    case "record":
      return recordedPrice(facts, at);
    case "constant":
      return price.price_USD;
    case "points":
      return interpolated(price.points, at);
    case "random":
      return null;
  }
}

function startPrice({ price, start }: Scenario, facts: ScenarioFacts): number {
  const known = recordedPrice(facts, start) ?? facts.price_USD.at(-1) ?? NaN;
  return price.kind === "random" ? (price.price_USD ?? known) : known;
}

function recordedPrice(facts: ScenarioFacts, at: number): number | null {
  const day = Math.floor(at / SECONDS_PER_DAY) - facts.priceFirstDay;
  const price = facts.price_USD[day];
  return price === undefined || Number.isNaN(price) ? null : price;
}

function interpolated(
  points: readonly { readonly at: number; readonly price_USD: number }[],
  at: number,
): number {
  const next = points.findIndex((point) => point.at > at);
  const after = points.at(next);
  if (next <= 0 || after === undefined)
    return (next === 0 ? after : points.at(-1))?.price_USD ?? NaN;
  const before = points[next - 1] ?? after;
  const part = (at - before.at) / (after.at - before.at);
  return before.price_USD * powerOf(after.price_USD / before.price_USD, part);
}
