import { DAYS_PER_YEAR, type DaySpan, monthParts } from "../../base/index.ts";
import { mapDay } from "../places/map-day.ts";
import { meanPower } from "../power/power-estimates.ts";
import type { NetworkPower } from "../power/network-power.ts";
import { type CarbonAnswer, type CarbonBasis, carbonDraws } from "./carbon-draws.ts";

export interface CarbonQuestion extends CarbonBasis, DaySpan {
  readonly power: NetworkPower;
}

/**
 * Carbon of the network over days [from, to); null while no share was public.
 *
 * A month is taken at the shares and factors of its 15th, a part of one at those of its middle day,
 * and weighs by its days. Of a calendar year the answer is what it emitted, of other days their rate over
 * a year of 365.25 days.
 */
export function carbonOfDays({ power, from, to, ...basis }: CarbonQuestion): CarbonAnswer | null {
  const stretches = monthParts({ from, to }).map((part) => ({
    day: mapDay(part),
    days: part.to - part.from,
    power_W: meanPower(power, part),
  }));
  return carbonDraws(basis, stretches, isCalendarYear({ from, to }) ? to - from : DAYS_PER_YEAR);
}

function isCalendarYear(span: DaySpan): boolean {
  const parts = monthParts(span);
  return (
    parts.length === 12 &&
    parts.every(({ from, to, whole }, at) => {
      return from === whole.from && to === whole.to && parts[at]?.month === at;
    })
  );
}
