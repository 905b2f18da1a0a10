/** A value with its equal-tailed 50, 80 and 95 % intervals, all in the unit of the value. */
export interface Estimate {
  readonly value: number;
  readonly lo50: number;
  readonly hi50: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
}

/** Lower and upper end of an interval. */
export type Bounds = readonly [lower: number, upper: number];

/** Builds an estimate from a value and a function that gives the interval of a level. */
export function estimate(value: number, interval: (level: number) => Bounds): Estimate {
  const [lo50, hi50] = interval(0.5);
  const [lo80, hi80] = interval(0.8);
  const [lo95, hi95] = interval(0.95);
  return { value, lo50, hi50, lo80, hi80, lo95, hi95 };
}

/** Estimate of an increasing function of an estimated quantity, such as a change of unit. */
export function mapEstimate(source: Estimate, increasing: (value: number) => number): Estimate {
  return {
    value: increasing(source.value),
    lo50: increasing(source.lo50),
    hi50: increasing(source.hi50),
    lo80: increasing(source.lo80),
    hi80: increasing(source.hi80),
    lo95: increasing(source.lo95),
    hi95: increasing(source.hi95),
  };
}

/** Interval of an estimate at one of its levels; the 95 % interval for any other. */
export function boundsAt(source: Estimate, level: number): Bounds {
  if (level === 0.5) return [source.lo50, source.hi50];
  if (level === 0.8) return [source.lo80, source.hi80];
  return [source.lo95, source.hi95];
}
