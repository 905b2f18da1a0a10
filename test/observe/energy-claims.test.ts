import { expect, test } from "vitest";
import {
  type Estimate,
  dayOf,
  daysFromCivil,
  exahashesPerSecond,
  unixDay,
} from "../../src/base/index.ts";
import { MAP_PLACES } from "../../src/energy/index.ts";
import { judgeRank } from "../../src/observe/claims/energy-claims.ts";
import { EnergyDraws, drawsOf, rivalsOf } from "../../src/observe/claims/energy-draws.ts";
import {
  type Assertion,
  type AuditedClaim,
  type Claim,
  type EnergyClaim,
  Timeline,
  auditClaims,
  isEnergyEvidence,
} from "../../src/observe/index.ts";
import { type FactRecord, recordAsOf } from "../../src/record/index.ts";
import { readClaims } from "../../src/store/index.ts";
import { ROOT, T, W, record, timeline } from "../shipped.ts";

const published = auditClaims(timeline, record, await readClaims(`${ROOT}claims/energy.yaml`));

// Values and intervals are those of docs/methods/claims.md.
test.each([
  ["cambridge-2021", "contradicted", "74.5 60.1 92.1"],
  ["cambridge-2021-revised", "supported", "74.5 60.1 92.1"],
  ["cambridge-2021-upper", "supported", "74.5 60.1 92.1"],
  ["cambridge-2024", "contradicted", "164.6 144.0 191.7"],
  ["cambridge-2024-emissions", "contradicted", "63.7 48.1 83.2"],
  ["coinshares-2019-renewable", "contradicted", "57.3 47.3 67.2"],
  ["de-vries-2018", "contradicted", "4.5 4.0 5.3"],
  ["de-vries-2022-emissions", "contradicted", "35.2 26.0 46.8"],
  ["de-vries-2022-renewable", "contradicted", "34.0 25.5 44.4"],
  ["digiconomist-2022", "contradicted", "95.2 80.9 115.3"],
  ["bbce-china-2020", "not distinguishable from chance", "68.5 56.7 79.7"],
  ["cambridge-china-2021", "contradicted", "12.7 2.0 34.8"],
])("the published claim %s is %s", (id, verdict, figures) => {
  const audited = published.find(({ claim }) => claim.id === id);
  expect(audited?.verdict).toBe(verdict);
  const { value, lo95, hi95 } = estimateOf(audited);
  expect([value, lo95, hi95].map((figure) => figure.toFixed(1)).join(" ")).toBe(figures);
});

test("one of the published verdicts is near the line, and is said to be", () => {
  const near = published.filter(
    ({ evidence }) => "isNearThreshold" in evidence && evidence.isNearThreshold,
  );
  expect(near.map(({ claim }) => claim.id)).toEqual(["de-vries-2022-renewable"]);
});

const year2021 = {
  from: daysFromCivil({ year: 2021, month: 1, day: 1 }),
  to: daysFromCivil({ year: 2022, month: 1, day: 1 }),
} as const;
const china2021 = { what: "energy", place: "CN", ...year2021 } as const;
const energy = (value: number, bound: EnergyClaim["bound"] = null): EnergyClaim => ({
  ...china2021,
  place: "network",
  value,
  bound,
});

test("a higher amount is never better held as the least, nor worse as the most", () => {
  const amounts = [10, 50, 60, 61, 75, 90, 92, 93, 200];
  const bounds = ["upper", "lower", null] as const;
  const order = ["contradicted", "not distinguishable from chance", "supported"];
  const verdicts = audit(
    bounds.flatMap((bound) => amounts.map((amount) => energy(amount, bound))),
  ).map(({ verdict }) => order.indexOf(verdict));
  const most = verdicts.slice(0, amounts.length);
  const least = verdicts.slice(amounts.length, 2 * amounts.length);
  expect(most).toEqual(most.toSorted((a, b) => a - b));
  expect(least).toEqual(least.toSorted((a, b) => b - a));
  expect(new Set(most)).toEqual(new Set([0, 1, 2]));
  expect(verdicts.slice(2 * amounts.length)).toEqual([0, 0, 0, 2, 2, 2, 2, 0, 0]);
});

const isProvince = (place: string): boolean => place.startsWith("CN/");
const ground = new EnergyDraws(timeline, record);

test("places add up to the network in every draw, and China to its provinces", () => {
  const sums = ground.byPlace(year2021);
  if (sums === null) throw new Error("no map of 2021");
  const network = ground.networkEnergy(year2021);
  const all = drawsOf(sums.energy_TWh, "network");
  const china = drawsOf(sums.energy_TWh, "CN");
  for (const [draw, total] of network.entries()) {
    expect(Math.abs((all[draw] ?? NaN) / total - 1)).toBeLessThan(1e-9);
    const row = draw * MAP_PLACES.length;
    const provinces = [...MAP_PLACES.keys()].filter((at) => isProvince(MAP_PLACES[at] ?? ""));
    const sum = provinces.reduce((part, at) => part + (sums.energy_TWh[row + at] ?? NaN), 0);
    expect(china[draw]).toBeCloseTo(sum, 9);
  }
});

test("each country has one rank, and each rank one country", () => {
  const day = daysFromCivil({ year: 2021, month: 6, day: 18 });
  const rows = rivalsOf("US").map((place) => {
    const { evidence } = judgeRank(ground, { what: "place-rank", place, day, rank: 1 });
    if (evidence.what !== "place-rank") throw new Error("no rank");
    return evidence.byRank;
  });
  for (const [at, row] of rows.entries()) {
    expect(row.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
    expect(rows.reduce((sum, other) => sum + (other[at] ?? NaN), 0)).toBeCloseTo(1, 9);
  }
});

test("the United States lead the countries at the end of August 2021, and no province does", () => {
  const day = daysFromCivil({ year: 2021, month: 8, day: 31 });
  const ranks = audit([
    { what: "place-rank", place: "US", day, rank: 1 },
    { what: "place-rank", place: "CN/Sichuan", day, rank: 1 },
    { what: "place-rank", place: "KZ", day, rank: 12 },
  ]);
  const verdicts = ranks.map(({ verdict }) => verdict);
  expect(verdicts).toEqual(["supported", "contradicted", "contradicted"]);
});

test("a claim about a place is told with the whole world's, one about the network is not", () => {
  const [network, china] = audit([energy(75), { ...china2021, value: 30, bound: null }]).map(
    ({ evidence }) => (evidence.what === "energy" ? evidence.whole : undefined),
  );
  expect(network).toBeNull();
  expect(china?.value).toBeCloseTo(74.5, 1);
});

test("days that the record lacks cannot be judged, and the span it holds is told", () => {
  const [first, last] = [2015, 2027].map((year) => daysFromCivil({ year, month: 6, day: 1 }));
  const day = unixDay(last ?? NaN);
  const audited = audit([
    { ...china2021, place: "network", from: unixDay(first ?? NaN), value: 75, bound: null },
    { ...china2021, place: "network", to: day, value: 75, bound: null },
    { what: "place-rank", place: "US", day, rank: 1 },
    { what: "place-share", place: "US", from: day, to: unixDay(day + 1), value: 40, bound: null },
  ]);
  for (const { verdict, evidence } of audited) {
    expect(verdict).toBe("cannot be measured here");
    expect(evidence).toEqual({
      what: "uncovered",
      from: T("2016-01-01"),
      to: T("2026-04-22"),
    });
  }
});

test("before the first map was public, a place cannot be judged and the network can", () => {
  const cut = recordAsOf(record, T("2020-03-01"));
  const early = { from: dayOf(T("2020-01-01")), to: dayOf(T("2020-02-01")) } as const;
  const said: readonly Assertion[] = [
    { what: "energy", place: "CN", ...early, value: 3, bound: null },
    { what: "place-rank", place: "CN", day: early.from, rank: 1 },
    { what: "energy", place: "network", ...early, value: 6, bound: null },
  ];
  const claims = auditClaims(new Timeline(cut.blocks, T("2020-03-01")), cut, said.map(claimOf));
  expect(claims.map(({ evidence }) => evidence.what)).toEqual(["unmapped", "unmapped", "energy"]);
});

test("a file without such claims does not touch the facts of energy", () => {
  const without: FactRecord = {
    ...record,
    get energy(): never {
      throw new Error("the facts of energy were read");
    },
  };
  const hashrate = { what: "hashrate-peak", at: T("2021-05-13"), windows: [W("7d")] } as const;
  const claim = claimOf({ ...hashrate, value: exahashesPerSecond(185) });
  expect(auditClaims(timeline, without, [claim])[0]?.verdict).toBe("supported");
  expect(() => auditClaims(timeline, without, [claimOf(energy(75))])).toThrow("were read");
});

function estimateOf(audited: AuditedClaim | undefined): Estimate {
  const evidence = audited?.evidence;
  if (evidence === undefined || !isEnergyEvidence(evidence)) throw new Error("no estimate");
  return evidence.estimate;
}

function audit(assertions: readonly Assertion[]): AuditedClaim[] {
  return auditClaims(timeline, record, assertions.map(claimOf));
}

function claimOf(assertion: Assertion): Claim {
  const source = { publisher: "a test", published: "2021", title: "a test" };
  return { id: "x", says: { en: "x", zh: "x" }, where: "x", source, assertion };
}
