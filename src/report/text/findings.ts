import { SECONDS_PER_DAY, toExahashesPerSecond, toGigawatts } from "../../base/index.ts";
import {
  SIGNIFICANCE,
  type AuditedClaim,
  type Change,
  type Evidence,
  type PoolChange,
} from "../../observe/index.ts";
import type { StudyData } from "../study-data.ts";
import { formatFullDay, formatInstant } from "./calendar.ts";
import { highestOf } from "./claim-measured.ts";
import { claimedValue, windowName } from "./claim-value.ts";
import { carbonFinding, powerFinding, spillFinding } from "./energy-text.ts";
import { FINDING_MESSAGES as TEXT } from "./finding-messages.ts";
import {
  formatChange,
  formatFall,
  formatHashrate,
  formatNumber,
  formatP,
  formatPercent,
  withUnit,
} from "./format.ts";
import { type Language, countWord, enumerate, say } from "./language.ts";
import { poolNamer } from "./pool-names.ts";

/** Kinds of claim that have a finding of their own, in the order they are told. */
const TOLD_CLAIMS = ["hashrate", "hashrate-peak", "load"] as const;

/** The findings of a study as plain sentences, each with its numbers and their intervals. */
export function findings(data: StudyData, language: Language): readonly string[] {
  return [
    fallFinding(data, language),
    cutFinding(data, language),
    poolFindings(data, language).join(language === "en" ? " " : ""),
    ...TOLD_CLAIMS.flatMap((what) =>
      data.claims
        .filter(({ evidence }) => evidence.what === what)
        .flatMap((audited) => claimFinding(audited, language)),
    ),
    difficultyFinding(data, language),
    ...data.claims.flatMap((audited) => recoveryFinding(audited, language)),
    powerFinding(data, language),
    spillFinding(data, language),
    carbonFinding(data, language),
  ].filter((sentence) => sentence !== "");
}

/** How far the network fell, highest week to lowest. */
export function fallFinding({ fall }: StudyData, language: Language): string {
  return say(TEXT.fall, language, {
    peakDay: formatInstant(fall.peak.at, language),
    troughDay: formatInstant(fall.trough.at, language),
    change: formatFall(fall.changePct, language),
    peak: formatHashrate(fall.peak.hashrate),
    trough: formatHashrate(fall.trough.hashrate),
  });
}

/** What the shortest and the longest window around the moment show. */
export function cutFinding({ network }: StudyData, language: Language): string {
  const [first, last] = [network[0]?.change, network.at(-1)?.change];
  if (first === undefined || last === undefined) return "";
  return say(TEXT.cut, language, {
    before: first.before.blocks,
    after: first.after.blocks,
    p: formatP(first.pValue),
    change: formatChange(last.changePct, language),
    pLong: formatP(last.pValue),
  });
}

/** Changes of pools that the press gave and this record measured. */
export function claimedPools(data: StudyData): readonly {
  readonly pool: string;
  readonly claimedPct: number;
  readonly change: Change;
}[] {
  return data.claims.flatMap(({ claim: { assertion }, evidence }) =>
    assertion.what === "pool-change" && evidence.what === "pool-change"
      ? [{ pool: evidence.pool, claimedPct: assertion.valuePct, change: evidence.change }]
      : [],
  );
}

/** What one day and what the longest window say of the pools. */
export function poolFindings(data: StudyData, language: Language): readonly string[] {
  return [poolFinding(data, language), longPoolFinding(data, language)].filter(
    (sentence) => sentence !== "",
  );
}

function poolFinding(data: StudyData, language: Language): string {
  const claimed = claimedPools(data);
  const smallest = Math.min(...claimed.map(({ change }) => change.pValue));
  if (claimed.length === 0 || smallest < SIGNIFICANCE) return "";
  return say(TEXT.poolsReported, language, {
    n: countWord(claimed.length, language),
    p: formatP(smallest),
  });
}

/** Pools whose change outlasts the correction, in the longest window. */
export function fallenPools({ pools }: StudyData): readonly PoolChange[] {
  return pools.at(-1)?.table.pools.filter(({ verdict }) => verdict === "drop") ?? [];
}

function longPoolFinding(data: StudyData, language: Language): string {
  const fallen = fallenPools(data);
  if (fallen.length === 0) return "";
  const name = poolNamer(data, language);
  return say(TEXT.poolsLong, language, {
    n: countWord(fallen.length, language),
    total: data.pools.at(-1)?.table.pools.length ?? 0,
    pools: enumerate(
      fallen.map(({ pool, change }) => {
        const fell = formatPercent(change.changePct.value, 0, language);
        return `${name(pool)} ${fell}`;
      }),
      language,
    ),
  });
}

function claimFinding(audited: AuditedClaim, language: Language): string[] {
  const { claim, evidence, verdict } = audited;
  const claimed = claimedValue(claim.assertion, language);
  if (evidence.what === "hashrate" && verdict === "supported") {
    return [levelFinding(evidence, claimed, language)];
  }
  if (evidence.what === "hashrate-peak" && verdict === "contradicted") {
    return [peakFinding(evidence, claimed, language)];
  }
  if (evidence.what === "load" && verdict === "contradicted") {
    return [
      say(TEXT.load, language, {
        claimed,
        fall: formatHashrate(evidence.fall),
        low: formatNumber(toGigawatts(evidence.consistent[0]), 1),
        high: formatNumber(toGigawatts(evidence.consistent[1]), 1),
      }),
    ];
  }
  return [];
}

type Of<W extends Evidence["what"]> = Extract<Evidence, { what: W }>;

function levelFinding(
  { measured, closest }: Of<"hashrate">,
  claimed: string,
  language: Language,
): string {
  const [shortest = closest] = measured.toSorted((a, b) => a.window - b.window);
  return say(TEXT.level, language, {
    claimed,
    window: windowName(closest.window, language),
    estimate: formatHashrate(closest.estimate),
    short: windowName(shortest.window, language),
    day: formatHashrate(shortest.estimate),
  });
}

function peakFinding(evidence: Of<"hashrate-peak">, claimed: string, language: Language): string {
  const { window, estimate } = highestOf(evidence.measured) ?? evidence.ofDay;
  const found = say(TEXT.peak, language, {
    claimed,
    window: windowName(window, language),
    estimate: formatHashrate(estimate),
  });
  const { retargetPct, unweightedPeak } = evidence;
  if (retargetPct === null || retargetPct <= 0) return found;
  const artefact = say(TEXT.peakArtefact, language, {
    rise: withUnit(formatNumber(retargetPct, 1), "%", language),
    unweighted: withUnit(formatNumber(toExahashesPerSecond(unweightedPeak)), "EH/s", language),
  });
  return [found, artefact].join(language === "en" ? " " : "");
}

/** The next difficulty, as it was forecast and as it came. */
export function difficultyFinding({ forecast }: StudyData, language: Language): string {
  return say(TEXT.difficulty, language, {
    actual: withUnit(formatNumber(Math.abs(forecast.actualPct), 1), "%", language),
    day: formatFullDay(forecast.actualAt, language),
    forecast: formatChange(forecast.asOf.changePct, language),
    where: say(forecastHeld(forecast) ? TEXT.forecastInside : TEXT.forecastOutside, language),
  });
}

/** Whether the 95 % interval of the forecast held what came. */
export function forecastHeld({ asOf, actualPct }: StudyData["forecast"]): boolean {
  return actualPct >= asOf.changePct.lo95 && actualPct <= asOf.changePct.hi95;
}

function recoveryFinding({ evidence }: AuditedClaim, language: Language): string[] {
  if (evidence.what !== "recovery" || evidence.regainedAt === null) return [];
  return [
    say(TEXT.recovery, language, {
      day: formatFullDay(evidence.regainedAt, language),
      days: formatNumber((evidence.regainedAt - evidence.lowest.at) / SECONDS_PER_DAY),
    }),
  ];
}
