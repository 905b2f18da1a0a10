import { expect, test } from "vitest";
import { MeanNetwork } from "../../../src/simulate/network/mean-network.ts";
import { difficultyOfBits } from "../../../src/simulate/network/next-bits.ts";
import { BreakEven } from "../../../src/simulate/miners/break-even.ts";
import { MemberRun } from "../../../src/simulate/member/member-run.ts";
import { BITS, INDIFFERENT_USD_MWH, smallModel } from "./models.ts";

/** Hashrate at which 2015 intervals at a difficulty take two weeks, EH/s. */
const BALANCE = (difficultyOfBits(BITS) * 2 ** 32 * 2015) / 1_209_600 / 1e18;
/** A start off balance by so little that the break-even curve is straight there. */
const NUDGE = 1e-4;
const PRICE = 40_000;
const SUBSIDY = 6.25;
/** What a TH/s earns a day at the start. */
const HASHPRICE = (SUBSIDY * PRICE * 86_400 * 1e12) / (difficultyOfBits(BITS) * 2 ** 32);

interface Owners {
  readonly spread: number;
  /** Where they stand: ln of hashprice over cost. */
  readonly margin: number;
  readonly switchDays: number;
}

/** Elasticity of the hashrate switched on to the hashprice, by the model's curve. */
function elasticityOf({ spread, margin }: Owners): number {
  const curve = new BreakEven({ spread, floor: 0, onDays: 1, offDays: 1, stepDays: 1 });
  const h = 1e-5;
  return Math.log(curve.target(margin + h) / curve.target(margin - h)) / (2 * h);
}

/** Changes of difficulty in the mean path of a network nudged off its balance. */
function changesAfterNudge({ spread, margin, switchDays }: Owners, step: "hour" | "day"): number[] {
  const price = (INDIFFERENT_USD_MWH * HASHPRICE * Math.exp(-margin)) / 0.1;
  const source = { share: 1, price_USD_MWh: price, carbon_kg_MWh: 500 };
  const { scenario, facts } = smallModel(
    {
      step,
      price: { kind: "constant", price_USD: PRICE },
      regions: { here: { place: "AA", share: 1, sources: { grid: source } } },
      parameters: {
        pue: 1,
        cost_spread: spread,
        switch_on_days: switchDays,
        switch_off_days: switchDays,
        growth_per_day: 0,
        retirement_per_year: 0,
        entry_barrier_USD_TH_day: 1e6,
      },
    },
    BALANCE * (1 + NUDGE),
  );
  const network = new MeanNetwork(facts.chain);
  const plan = { first: network, switchAt: Infinity, free: () => network };
  new MemberRun(scenario, facts).run(scenario, plan, null, () => undefined);
  return network.retargets.map(({ change_pct }) => Math.abs(change_pct));
}

/** Whether the later changes are larger than the earlier ones. */
function grows(owners: Owners, step: "hour" | "day" = "hour"): boolean {
  const changes = changesAfterNudge(owners, step);
  expect(changes.length).toBeGreaterThan(20);
  const sum = (from: number): number =>
    changes.slice(from, from + 6).reduce((total, change) => total + change, 0);
  return sum(changes.length - 6) > sum(4);
}

/** Elasticity at the edge, by bisection on the spread of costs; `margin` in spreads. */
function edge(margin: number, step: "hour" | "day"): number {
  const owners = (spread: number): Owners => ({
    spread,
    margin: margin * spread,
    switchDays: 0.01,
  });
  // Elasticity is inverse to the spread: from 1.4 down to 0.7.
  const atOne = elasticityOf(owners(1));
  let [unstable, stable] = [atOne / 1.4, atOne / 0.7];
  expect(grows(owners(unstable), step)).toBe(true);
  expect(grows(owners(stable), step)).toBe(false);
  for (let round = 0; round < 10; round += 1) {
    const spread = Math.sqrt(unstable * stable);
    if (grows(owners(spread), step)) unstable = spread;
    else stable = spread;
  }
  return elasticityOf(owners(Math.sqrt(unstable * stable)));
}

// D' = k H(D) with H's elasticity −e to D: a small deviation is multiplied by −e an epoch.
// S. Noda, K. Okumura, Y. Hashimoto, "An economic analysis of difficulty adjustment algorithms in
// proof-of-work blockchain systems", 2020; K. Kawaguchi, R. Komiyama, S. Noda, "Miners' reward
// elasticity and stability of competing proof-of-work cryptocurrencies", 2022.
//
// Owners see a new difficulty at the next step: a part θ ≤ step/epoch of an epoch runs on the old
// one, so D' = (1−θ) H(D) + θ H(D⁻) and the edge lies at e = 1 / (1 − 2θ).
// An hour: at most 1.006. A day: θ from 0 to 1/14, at most 1.17.
test.each([0, 0.5, -0.5])(
  "A small shock dies out while hash supply has elasticity below 1 (owners %f spreads from break-even)",
  (margin) => {
    expect(Math.abs(edge(margin, "hour") - 1)).toBeLessThan(0.05);
  },
);

test("With steps of a day the edge moves up by no more than the delay of a step explains", () => {
  const found = edge(0, "day");
  expect(found).toBeGreaterThan(0.95);
  expect(found).toBeLessThan(1 / (1 - 2 / 14));
});

test("The deviation is multiplied by the elasticity from epoch to epoch", () => {
  for (const spread of [0.9, 0.7, 0.6]) {
    const owners = { spread, margin: 0, switchDays: 0.01 };
    const changes = changesAfterNudge(owners, "hour");
    const [early = NaN, late = NaN] = [changes[3], changes[11]];
    // The part θ of an epoch on the old difficulty is worth 2θ ≤ 0.006 of the factor.
    expect(Math.abs((late / early) ** (1 / 8) / elasticityOf(owners) - 1)).toBeLessThan(0.01);
  }
});

test("Owners who take weeks to switch calm a network that instant ones would shake", () => {
  const owners = { spread: 0.6, margin: 0 };
  expect(elasticityOf({ ...owners, switchDays: 1 })).toBeGreaterThan(1.15);
  expect(grows({ ...owners, switchDays: 0.01 })).toBe(true);
  expect(grows({ ...owners, switchDays: 20 })).toBe(false);
});
