import { expect, test } from "vitest";
import { Random, unixSeconds } from "../../../src/base/index.ts";
import { networkPlan } from "../../../src/simulate/member/create-member.ts";
import {
  MemberRun,
  type StepFacts,
  type StepView,
  chanceOf,
} from "../../../src/simulate/member/member-run.ts";
import { Account } from "../../../src/simulate/member/account.ts";
import { TOTALS, runShape, wetRegions } from "../../../src/simulate/member/run-shape.ts";
import { Uncertainty } from "../../../src/simulate/scenario/draws.ts";
import type { ScenarioOrder } from "../../../src/simulate/scenario/scenario.ts";
import { withValues } from "../../../src/simulate/scenario/values.ts";
import { type Model, SHIPPED, emptyReport, shipped, smallModel } from "./models.ts";

const TOLERANCE = 1e-9;

/** Hashrate of each generation wherever its machines are, less what was delivered, EH/s. */
function machinesThere({ fleet, displacement, deployment }: StepView): Float64Array {
  const { layout, hash, waitingOf } = fleet;
  const sum = new Float64Array(layout.machines.length);
  for (let cohort = 0; cohort < hash.length; cohort += 1) {
    const machine = layout.machineOf(cohort);
    if (machine < sum.length) sum[machine] = (sum[machine] ?? 0) + (hash[cohort] ?? 0);
  }
  const { dismantling, onTheRoad, resale, seasonal, queue, lost } = displacement;
  return sum.map((installed, machine) => {
    let there = installed + (waitingOf[machine] ?? 0);
    for (const lane of [dismantling, onTheRoad, resale, ...seasonal]) there += lane.of(machine);
    there += (queue[machine] ?? 0) + (lost[machine] ?? 0);
    return there - (deployment.delivered[machine] ?? 0);
  });
}

const sum = (column: Float64Array): number => column.reduce((total, one) => total + one, 0);

/** Machines ordered and not yet delivered, counted in two ways: what one has above the other. */
function orderGap({ deployment }: StepView): number {
  const { onOrder, ordered, delivered } = deployment;
  return onOrder.of(0) - (sum(ordered) - sum(delivered));
}

/** What never changes in a run, and the sums that must come out at its end. */
class Books {
  private machines: Float64Array | undefined;
  private onOrder = NaN;
  largest = 0;
  energy_TWh = 0;
  revenue_MUSD = 0;

  check(step: StepFacts, view: StepView): void {
    const now = machinesThere(view);
    this.machines ??= now;
    const all = this.machines.reduce((total, one) => total + one, 0);
    for (const [machine, there] of now.entries()) {
      this.largest = Math.max(
        this.largest,
        Math.abs(there - (this.machines[machine] ?? NaN)) / all,
      );
    }
    if (Number.isNaN(this.onOrder)) this.onOrder = orderGap(view);
    this.largest = Math.max(this.largest, Math.abs(orderGap(view) - this.onOrder) / all);
    this.checkFlows(step, view);
  }

  /** Sites add up to the whole; energy and money are sums of power and of hashrate over time. */
  private checkFlows(step: StepFacts, { fleet }: StepView): void {
    const { hashrate, power } = fleet.flows;
    const running = hashrate.reduce((total, one) => total + one, 0);
    this.largest = Math.max(this.largest, Math.abs(running / step.hashrate - 1));
    this.energy_TWh += (power.reduce((total, one) => total + one, 0) * step.days * 24) / 1e6;
    for (const rate of hashrate) this.revenue_MUSD += rate * step.hashprice * step.days;
  }
}

/** Every region is closed to newcomers, half of the machines stay. */
const WORLD_BAN: ScenarioOrder = {
  record: null,
  title: { en: "World", zh: "全球" },
  known: unixSeconds(Date.UTC(2021, 2, 1) / 1000),
  effective: unixSeconds(Date.UTC(2021, 3, 1) / 1000),
  ends: unixSeconds(Date.UTC(2021, 6, 1) / 1000),
  scope: { place: "World", sources: null, operators: null, machines: null, min_site_MW: 0 },
  effect: {
    kind: "closure",
    compliance: 0.5,
    ramp_days: 5,
    anticipation: 0.2,
    covert: 0.3,
    wait: false,
  },
};

test.each(SHIPPED)("In %s no machine, energy or money comes from nowhere", async (name) => {
  expect(faultOf(await shipped(name))).toBeLessThan(TOLERANCE);
});

test("Nor where every region is closed and new machines have nowhere to go", () => {
  const model = smallModel();
  const banned = { ...model, scenario: { ...model.scenario, orders: { ban: WORLD_BAN } } };
  expect(faultOf(banned)).toBeLessThan(TOLERANCE);
});

/** Largest relative fault in the books of four members. */
function faultOf({ scenario, facts }: Model): number {
  let largest = 0;
  const shape = runShape(scenario);
  const run = new MemberRun(scenario, facts);
  const wet = wetRegions(scenario.regions).map((region) => run.layout.regions.indexOf(region));
  const account = new Account(shape, run.grid, wet);
  const uncertainty = new Uncertainty(scenario, null);
  for (const member of [0, 1, 2, 3]) {
    const report = emptyReport(shape);
    const books = new Books();
    const drawn = withValues(scenario, uncertainty.paths, uncertainty.valuesFor(5, member));
    account.open(report, drawn.network.hashrate_EH_s ?? facts.hashrate_EH_s);
    const plan = networkPlan(facts, Random.stream(5, member, "blocks"));
    run.run(drawn, plan, chanceOf(5, member), (step, view) => {
      books.check(step, view);
      account.record(step, view);
    });
    account.close();
    const total = (id: string): number =>
      report.totals[TOTALS.findIndex((t) => t.id === id)] ?? NaN;
    largest = Math.max(
      largest,
      books.largest,
      Math.abs(books.energy_TWh / total("energy_TWh") - 1),
      Math.abs(books.revenue_MUSD / total("revenue_MUSD") - 1),
    );
  }
  return largest;
}

test.each(["china-2021", "price-halves"])(
  "What owners in %s earn is what the chain pays out, in every step without a retarget",
  async (name) => {
    const { scenario, facts } = await shipped(name);
    let [retargets, compared, largest] = [0, 0, 0];
    new MemberRun(scenario, facts).run(scenario, networkPlan(facts, null), null, (step, view) => {
      const passed = view.network.retargets.length;
      if (passed === retargets) {
        const coins = (step.hashprice * step.difficulty * 2 ** 32) / 86_400e12 / step.price;
        const paid = step.blocks * coins * step.price;
        const earned = step.hashprice * step.hashrate * 1e6 * step.days;
        largest = Math.max(largest, Math.abs(earned / paid - 1));
        compared += 1;
      }
      retargets = passed;
    });
    // Heights near 10^6 hold a day's blocks to 10^-12.
    expect(largest).toBeLessThan(TOLERANCE);
    expect(compared).toBeGreaterThan(100);
  },
);
