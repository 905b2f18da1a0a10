import type { RunCourse } from "../../../simulate/index.ts";

const DAY_S = 86_400;
const TRILLION = 1e12;

/** The record's own course of a drawn series at the drawn times; null where it has none. */
export function courseOn(
  course: RunCourse,
  id: string,
  times: readonly number[],
): readonly (number | null)[] | null {
  if (course.time_s.length === 0) return null;
  if (id === "hashrate_7d_EH_s") return times.map((time) => rateAt(course, time));
  if (id === "difficulty_T") return times.map((time) => difficultyAt(course, time));
  return null;
}

function rateAt({ time_s, hashrate_7d_EH_s: rates }: RunCourse, time: number): number | null {
  const [first = NaN] = time_s;
  return rates[Math.round((time - first) / DAY_S)] ?? null;
}

function difficultyAt(course: RunCourse, time: number): number | null {
  if (time > (course.time_s.at(-1) ?? -Infinity)) return null;
  const last = course.retarget_s.findLastIndex((at) => at <= time);
  return last < 0 ? Math.exp(course.ln_start) / TRILLION : (course.difficulty_T[last] ?? null);
}
