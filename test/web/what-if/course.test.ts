import { expect, test } from "vitest";
import type { RunCourse } from "../../../src/simulate/index.ts";
import { courseOn } from "../../../src/web/views/what-if/course.ts";

const DAY_S = 86_400;
const START = 1_600_000_000;
const days = [1, 2, 3, 4].map((day) => START + day * DAY_S);
const course: RunCourse = {
  time_s: days,
  hashrate_7d_EH_s: [100, 110, 120, 130],
  retarget_s: [START + 2.5 * DAY_S],
  difficulty_T: [20],
  first_height: 2016,
  ln_start: Math.log(18e12),
  ln_difficulty: [Math.log(20e12)],
  persistence_mean: [0],
  persistence_deviation: [1],
};

test("the record's hashrate is drawn on its own days, and nowhere beyond them", () => {
  const times = [START, ...days, START + 5 * DAY_S];
  expect(courseOn(course, "hashrate_7d_EH_s", times)).toEqual([null, 100, 110, 120, 130, null]);
});

test("difficulty holds from one retarget to the next, and ends with the record", () => {
  const drawn = courseOn(course, "difficulty_T", [...days, START + 5 * DAY_S]) ?? [];
  expect(drawn.map((value) => (value === null ? null : Math.round(value)))).toEqual([
    18,
    18,
    20,
    20,
    null,
  ]);
});

test("what the record does not hold has no course", () => {
  expect(courseOn(course, "power_GW", days)).toBeNull();
  expect(courseOn({ ...course, time_s: [] }, "difficulty_T", days)).toBeNull();
});
