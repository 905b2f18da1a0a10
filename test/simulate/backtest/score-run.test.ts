import { expect, test } from "vitest";
import { Random, unixSeconds } from "../../../src/base/index.ts";
import { EPOCH_FIELDS } from "../../../src/simulate/member/member-shape.ts";
import { type RunCourse, courseOf, scoreRun } from "../../../src/simulate/index.ts";
import { T, record, timeline } from "../../shipped.ts";

const FIELDS = EPOCH_FIELDS.length;
const span = { start: T("2021-06-20"), end: T("2021-09-20"), known: T("2021-06-20") };
const course = courseOf({ record, timeline }, span);
const changes = course.ln_difficulty.map(
  (ln, k) => 100 * Math.expm1(ln - (course.ln_difficulty[k - 1] ?? course.ln_start)),
);

/** Members whose retargets are those that came, each with an error of its own. */
function membersOf(count: number, errorPct: (member: number) => number, slots = changes.length) {
  const epochs = new Float64Array(count * slots * FIELDS).fill(NaN);
  for (let member = 0; member < count; member += 1) {
    for (const [k, change] of changes.slice(0, slots).entries()) {
      const height = course.first_height + 2016 * k;
      const row = [height, course.retarget_s[k] ?? NaN, change + (k === 0 ? errorPct(member) : 0)];
      epochs.set(row, (member * slots + k) * FIELDS);
    }
  }
  return { from: 0, to: count, totals: new Float64Array(0), epochs };
}

test("the summer of 2021 had the largest fall of difficulty, on 3 July", () => {
  // bitcoin block 689,472: −27.94 %, from 19.93 T to 14.36 T.
  expect(course.first_height).toBe(689_472);
  expect(new Date((course.retarget_s[0] ?? 0) * 1000).toISOString()).toMatch(/^2021-07-03/u);
  expect(changes[0]).toBeCloseTo(-27.94, 2);
  expect(course.difficulty_T[0]).toBeCloseTo(14.36, 1);
});

test("the days of a course end within it, and its rates are those of the timeline", () => {
  expect(course.time_s[0]).toBe(span.start + 86_400);
  expect(course.time_s.at(-1)).toBe(span.end);
  const [from, to] = [unixSeconds(span.start - 6 * 86_400), unixSeconds(span.start + 86_400)];
  const rate = timeline.count(from, to) / timeline.exposure(from, to) / 1e18;
  expect(course.hashrate_7d_EH_s[0]).toBeCloseTo(rate, 9);
});

test("persistence knows nothing of what came after the start", () => {
  const short = courseOf({ record, timeline }, { ...span, end: T("2021-07-25") });
  const n = short.ln_difficulty.length;
  expect(n).toBeLessThan(course.ln_difficulty.length);
  expect(short.ln_difficulty).toEqual(course.ln_difficulty.slice(0, n));
  expect(short.ln_start).toBe(course.ln_start);
});

test("members that saw it all coming have no error, and persistence has one", () => {
  const score = scoreRun([membersOf(40, () => 0)], course);
  expect(score?.n).toBe(changes.length);
  expect(score?.crps).toBeCloseTo(0, 12);
  expect(score?.crps_persistence).toBeGreaterThan(0.05);
  expect(score?.left_out_pct).toBe(0);
});

test("members all too high by a tenth miss every outcome, by the logarithm of that", () => {
  const factor = 100 * (1 + (changes[0] ?? NaN) / 100);
  const score = scoreRun([membersOf(40, () => 0.1 * factor)], course);
  expect(score?.crps).toBeCloseTo(Math.log(1.1), 9);
  expect([score?.coverage_50_pct, score?.coverage_95_pct]).toEqual([0, 0]);
});

test("members about the outcome hold it in both bands", () => {
  const random = new Random(1);
  const score = scoreRun([membersOf(400, () => random.normal())], course);
  expect(score?.coverage_50_pct).toBeCloseTo(100, 9);
  expect(score?.coverage_95_pct).toBeCloseTo(100, 9);
});

test("members that did not come to the last retarget are left out, and said to be", () => {
  const all = membersOf(30, () => 0);
  const early = { ...membersOf(10, () => 0, changes.length - 1), from: 30, to: 40 };
  expect(scoreRun([all, early], course)?.left_out_pct).toBeCloseTo(25, 9);
});

test("fewer than twenty members, or no retarget, give no score", () => {
  expect(scoreRun([membersOf(19, () => 0)], course)).toBeNull();
  const empty: RunCourse = { ...course, ln_difficulty: [] };
  expect(scoreRun([membersOf(40, () => 0)], empty)).toBeNull();
});
