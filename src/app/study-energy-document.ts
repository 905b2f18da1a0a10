import { spillReport } from "../api/index.ts";
import {
  type Estimate,
  type UnixDay,
  formatDate,
  mapEstimate,
  startOfDay,
  toGigawatts,
} from "../base/index.ts";
import type {
  EnergyStory,
  PlacesStory,
  PowerFall,
  StudyData,
  WaterStory,
} from "../report/index.ts";

type Json = Readonly<Record<string, unknown>>;

/** Power, water, places and carbon of a study for `study.json`; null for what is not known. */
export function studyEnergyDocument({ energy, record, plan }: StudyData): Json {
  const { draws, seed, around, extremes, power, water, move } = energy;
  return {
    draws,
    seed,
    method: "docs/methods/power.md, cambridge.md, water.md, places.md, carbon.md",
    power_change: powerChange(around),
    power_extremes: powerChange(extremes),
    power_7d: power.map(({ day, own, cambridge }) => ({
      day: dayText(day),
      power_GW: inGigawatts(own),
      cambridge_lower_GW: cambridge === null ? null : toGigawatts(cambridge.lower),
      cambridge_best_GW: cambridge === null ? null : toGigawatts(cambridge.best),
      cambridge_upper_GW: cambridge === null ? null : toGigawatts(cambridge.upper),
    })),
    spill: water === null ? null : spillPart(water, energy, record.fingerprint),
    places: move === null ? [] : [move.before, move.after].map(placesPart),
    renewables: move === null ? null : renewables(move.leakage, plan.energy),
  };
}

const dayText = (day: UnixDay): string => formatDate(startOfDay(day));
const inGigawatts = (power: Estimate): Estimate => mapEstimate(power, toGigawatts);

/** `to` is the day after the last. */
function powerChange({ before, after, powerBefore, powerAfter, fall }: PowerFall): Json {
  return {
    before: { from: dayText(before.from), to: dayText(before.to) },
    after: { from: dayText(after.from), to: dayText(after.to) },
    power_before_GW: inGigawatts(powerBefore),
    power_after_GW: inGigawatts(powerAfter),
    fall_GW: inGigawatts(fall),
  };
}

function spillPart(
  { answer, from, to, again_pct }: WaterStory,
  { draws, seed }: EnergyStory,
  record: string,
): Json {
  return {
    ...spillReport(answer, { from, to, draws, seed, record }),
    spilled_again_pct: again_pct,
  };
}

function placesPart({ from, to, power_GW, emissions_Mt_y, china, places }: PlacesStory): Json {
  return {
    from: dayText(from),
    to: dayText(to),
    power_GW,
    emissions_Mt_y,
    china: {
      share_pct: inPercent(china.share),
      power_GW: china.power_GW,
      emissions_Mt_y: china.emissions_Mt_y,
    },
    places: places.map(({ share, ...place }) =>
      Object.assign({ share_pct: inPercent(share) }, place),
    ),
  };
}

const inPercent = (share: Estimate): Estimate => mapEstimate(share, (part) => 100 * part);

function renewables(
  { published, corrected }: NonNullable<EnergyStory["move"]>["leakage"],
  { mixYear, moved, published: others }: StudyData["plan"]["energy"],
): Json {
  return {
    before: String(mixYear),
    after: { from: dayText(moved.from), to: dayText(moved.to) },
    published: others,
    map_with_national_factors: published.national,
    map_with_cambridge_factors: published.cambridge,
    hashfall: corrected,
  };
}
