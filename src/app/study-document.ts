import {
  alarmsAnswer,
  auditAnswer,
  concentrationAnswer,
  dropAnswer,
  hashrateAnswer,
  inExahashes,
  ordersAnswer,
  poolTableAnswer,
  retargetsAnswer,
  scoreAnswer,
} from "../api/index.ts";
import { formatTime, startOfDay } from "../base/index.ts";
import { type StudyData, claimReason, findings } from "../report/index.ts";
import { studyEnergyDocument } from "./study-energy-document.ts";

/** The numbers of a study as one JSON document, in the shapes of the command line's answers. */
export function studyDocument(data: StudyData): Readonly<Record<string, unknown>> {
  const nameOf = (slug: string): string => data.poolNames.get(slug) ?? slug;
  const { before, after } = data.concentration;
  return {
    name: data.plan.name,
    version: data.version,
    record: data.record.fingerprint,
    findings: findings(data, "en"),
    headline: data.headline.map(hashrateAnswer),
    fall: {
      peak: hashrateAnswer(data.fall.peak),
      trough: hashrateAnswer(data.fall.trough),
      change_pct: data.fall.changePct,
    },
    network: data.network.map(({ change }) => dropAnswer(change, null)),
    pools_reported: poolTableAnswer(data.poolsReported, nameOf),
    pools: data.pools.map(({ table }) => poolTableAnswer(table, nameOf)),
    concentration: { before: concentrationAnswer(before), after: concentrationAnswer(after) },
    ...retargetsAnswer(data.retargets),
    forecast: data.forecast.asOf.changePct,
    forecast_actual_pct: data.forecast.actualPct,
    score: scoreAnswer(data.forecast.scoreboard),
    ...alarmsAnswer(data.alarms),
    ...auditAnswer(data.claims, (row) => claimReason(row, "en", nameOf)),
    ...ordersAnswer(data.orders),
    hashrate_7d: data.hashrate.map(({ at, hashrate }) => ({
      at: formatTime(at),
      hashrate_EH_s: inExahashes(hashrate),
    })),
    hashprice: data.hashprice.map(({ day, hashprice }) => ({
      day: formatTime(startOfDay(day)),
      hashprice_USD_TH_day: hashprice,
    })),
    energy: studyEnergyDocument(data),
  };
}
