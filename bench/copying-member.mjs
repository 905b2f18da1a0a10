// A member that costs next to nothing, so that what is timed is the runner's own part: each copies a
// stretch of one pool of values.
const POOL = 1 << 17;

export function createMember({ series, days }) {
  const shape = {
    series: Array.from({ length: series }, (_, s) => ({
      id: `s${s}`,
      unit: "EH/s",
      aggregate: "mean",
    })),
    times: Array.from({ length: days }, (_, t) => t * 86_400),
    totals: [{ id: "first", unit: "EH/s" }],
    epochSlots: 27,
  };
  const pool = poolOfValues();
  const cells = series * days;
  const run = (seed, member, report) => {
    const start = (seed + member * 7919) % (POOL - cells);
    report.series.set(pool.subarray(start, start + cells));
    report.totals[0] = pool[start];
  };
  return { shape, run };
}

/** Log-normal enough: the product of four uniform numbers, Park and Miller's generator. */
function poolOfValues() {
  let state = 20_210_620;
  const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Float32Array.from(
    { length: POOL },
    () => 100 * (1 + uniform()) * (1 + uniform()) * (1 + uniform()),
  );
}
