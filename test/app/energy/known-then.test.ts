import { describe, expect, test } from "vitest";
import { calendarYear, comparePower, networkEnergy, weekTo } from "../../../src/app/index.ts";
import { placeLoad, powerAsOthers, spillOf } from "../../../src/app/index.ts";
import type { Workspace } from "../../../src/app/workspace.ts";
import { daysFromCivil, dayOf, unixSeconds } from "../../../src/base/index.ts";
import { Timeline } from "../../../src/observe/index.ts";
import { type FactRecord, recordAsOf } from "../../../src/record/index.ts";
import { T, record } from "../../shipped.ts";

const THEN = T("2021-06-20");
const CHOICE = { seed: 1, draws: 40 };
const SPAN = weekTo(daysFromCivil({ year: 2021, month: 6, day: 18 }));

/** The record with everything that came or was published after an instant replaced by nonsense. */
function garbledAfter(whole: FactRecord, instant: number): FactRecord {
  const day = dayOf(unixSeconds(instant));
  const { blocks, market, energy } = whole;
  const tip = blocks.firstHeight + blocks.time.findIndex((time) => time > instant) - 1;
  const later = (values: Float64Array): Float64Array =>
    values.map((value, index) => (market.firstDay + index >= day ? value * 10 : value));
  return {
    ...whole,
    blocks: {
      ...blocks,
      bits: blocks.bits.map((bits, row) => ((blocks.time[row] ?? 0) > instant ? 0x1a00ffff : bits)),
    },
    retargets: whole.retargets.map((row) =>
      row.height > tip ? Object.assign({}, row, { bits: 0x1a00ffff }) : row,
    ),
    market: { ...market, priceUsd: later(market.priceUsd), feesBtc: later(market.feesBtc) },
    energy: {
      ...energy,
      machines: energy.machines.map((machine) =>
        machine.released > day ? Object.assign({}, machine, { efficiency: 0.1 }) : machine,
      ),
      shares: energy.shares.map((share) =>
        share.published > day ? Object.assign({}, share, { share: 0.01 }) : share,
      ),
      waters: energy.waters.map((water) =>
        water.published > day ? Object.assign({}, water, { value: 10 * water.value }) : water,
      ),
      published: energy.published.map((power) =>
        power.published > day ? Object.assign({}, power, { value: 10 * power.value }) : power,
      ),
      loads: energy.loads.map((load) =>
        load.to > day && !load.kind.endsWith("_target")
          ? Object.assign({}, load, { value: 10 * load.value })
          : load,
      ),
    },
  };
}

function workspaceOf(whole: FactRecord): Workspace {
  const timeline = new Timeline(whole.blocks, THEN);
  return {
    record: whole,
    timeline,
    modelled: timeline,
    forecaster: () => {
      throw new Error("no forecast is asked for");
    },
    poolName: (slug) => slug,
  };
}

const now = workspaceOf(record);
const garbled = workspaceOf(garbledAfter(record, THEN));
const then = workspaceOf(recordAsOf(record, THEN));
const garbledThen = workspaceOf(recordAsOf(garbled.record, THEN));

const place = "CN/Sichuan";
const season = {
  from: daysFromCivil({ year: 2021, month: 6, day: 20 }),
  to: daysFromCivil({ year: 2021, month: 12, day: 1 }),
};
const QUESTIONS: readonly (readonly [string, (workspace: Workspace) => unknown])[] = [
  ["energy", (workspace) => networkEnergy(workspace, { ...CHOICE, span: SPAN })],
  ["energy compare", (workspace) => comparePower(workspace, CHOICE)],
  ["energy load", (workspace) => placeLoad(workspace, { ...CHOICE, place, span: season })],
  [
    "spill",
    (workspace) => spillOf(workspace, { ...CHOICE, place, span: season, closing: undefined }),
  ],
];

describe.each(QUESTIONS)("as of 20 June 2021 %s", (_, ask) => {
  test("uses nothing that came or was published later", () => {
    expect(ask(garbledThen)).toEqual(ask(then));
  });

  test("would answer otherwise if it did", () => {
    expect(ask(garbled)).not.toEqual(ask(now));
  });
});

test("of others' models a day's figure uses no later block or price", () => {
  for (const model of ["cambridge-1.2", "cambridge-1.4", "de-vries"] as const) {
    const question = { span: SPAN, model, price_USD_kWh: 0.05 };
    expect(powerAsOthers(garbledThen, question)).toEqual(powerAsOthers(then, question));
    expect(powerAsOthers(then, question).power).toEqual(powerAsOthers(now, question).power);
  }
});

test("of Cambridge's emissions the map of then is used, and would be another now", () => {
  const question = { span: SPAN, model: "cambridge-1.4", price_USD_kWh: 0.05 } as const;
  const [old, young] = [then, now].map((workspace) => powerAsOthers(workspace, question).emissions);
  expect(old?.best).not.toBe(young?.best);
  expect(old?.upper).toBe(young?.upper);
});

test("a year that was not over has no answer then", () => {
  expect(() => networkEnergy(then, { ...CHOICE, span: calendarYear(2021) })).toThrow(
    /does not hold/u,
  );
});
