// A member that costs nothing: random walks from a generator of its own, written so that Node and a
// browser load the same bytes as they are.
const DAY_S = 86_400;
const START = 1_609_459_200;
/** Prices of a log walk; a series that reports nothing on some days; one about zero with jumps. */
const SERIES = ["walk", "gaps", "jumps"];

export function createMember({ series = 3, days = 40, epochSlots = 4, crash = null }) {
  const shape = {
    series: Array.from({ length: series }, (_, s) => ({
      id: `${SERIES[s % 3]}_${s}`,
      unit: "EH/s",
      aggregate: "mean",
    })),
    times: Array.from({ length: days }, (_, t) => START + (t + 1) * DAY_S),
    totals: [
      { id: "trough", unit: "EH/s" },
      { id: "sum", unit: "EH" },
    ],
    epochSlots,
  };
  return { shape, run: (seed, member, report) => run({ shape, crash }, { seed, member }, report) };
}

function run({ shape, crash }, { seed, member }, report) {
  if (crash?.member === member && Atomics.sub(crash.times, 0, 1) > 0) {
    if (crash.how === "exit") process.exit(3);
    throw new Error("the grid went dark");
  }
  const uniform = stream(seed, member);
  const days = shape.times.length;
  let [sum, trough] = [0, Infinity];
  for (let s = 0; s < shape.series.length; s += 1) {
    let level = 100;
    for (let t = 0; t < days; t += 1) {
      level *= 1 + 0.1 * (uniform() - 0.5);
      report.series[t * shape.series.length + s] = valueOf(s % 3, level, uniform());
      sum += level;
      trough = Math.min(trough, level);
    }
  }
  report.totals[0] = member % 10 === 0 ? NaN : trough;
  report.totals[1] = sum;
  const reached = member % (shape.epochSlots + 1);
  for (let e = 0; e < reached; e += 1) {
    const time = Math.floor(START + (e + 0.9 + 0.2 * uniform()) * 14 * DAY_S);
    report.epochs.set([2016 * (300 + e), time, 10 * (uniform() - 0.5)], 3 * e);
  }
}

function valueOf(kind, level, luck) {
  if (kind === 1) return luck < 0.1 ? NaN : level;
  if (kind === 2) return luck < 0.2 ? 0 : (luck < 0.3 ? -30 : 1) * (level - 100);
  return level;
}

/** Splitmix32, G. Steele, D. Lea, C. Flood 2014, in its 32-bit form. */
function stream(seed, member) {
  let state = (Math.imul(seed, 0x9e3779b9) ^ Math.imul(member + 1, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
