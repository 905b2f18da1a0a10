import * as fc from "fast-check";
import { expect, test } from "vitest";
import { meanAutocovariance } from "../../src/statistics/autocovariance.ts";

test("the covariance at each lag is the mean product about the mean", () => {
  const value = fc.double({ min: -100, max: 100, noNaN: true });
  const chain = fc.array(value, { minLength: 17, maxLength: 17 }).map((x) => Float64Array.from(x));
  fc.assert(
    fc.property(fc.array(chain, { minLength: 1, maxLength: 4 }), (chains) => {
      const found = meanAutocovariance(chains);
      for (let lag = 0; lag < 17; lag += 1) {
        let sum = 0;
        for (const own of chains) {
          const mean = own.reduce((total, x) => total + x, 0) / 17;
          for (let s = 0; s + lag < 17; s += 1) {
            sum += ((own[s] ?? NaN) - mean) * ((own[s + lag] ?? NaN) - mean);
          }
        }
        expect(found[lag]).toBeCloseTo(sum / (17 * chains.length), 8);
      }
    }),
  );
});
