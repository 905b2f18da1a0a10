import type { LoadedModel, Simulation } from "../app/index.ts";
import { SECONDS_PER_DAY, type UnixSeconds, formatDate, unixSeconds } from "../base/index.ts";
import {
  type Digest,
  type DigestRow,
  type Language,
  atPlace,
  digestOf,
  formatNumber,
  middlePlace,
  placeOf,
  powerDigest,
  shownEpochs,
  shownIndexes,
  signedAtPlace,
  troughIndex,
} from "../report/index.ts";
import { type SimulationWords, simulationWords } from "./simulation-words.ts";
import { whole } from "./sync-progress.ts";
import { type Terminal, displayWidth, sparkline, styled, table } from "./terminal.ts";
import { totalsText } from "./simulation-totals.ts";

const MOST_DATES = 8;
const MOST_RETARGETS = 26;
const MOST_SITES = 12;
/** Digits of a record's fingerprint that tell it from others. */
const FINGERPRINT_DIGITS = 12;

/** How and where a text is shown. */
export interface Shown {
  readonly terminal: Terminal;
  readonly language: Language;
}

/** What an ensemble came to, as a person reads it. */
export function simulationText(shown: Shown, simulation: Simulation): string {
  const word = simulationWords(shown.language);
  if (simulation.summary.members === 0) return "";
  return [
    headText(shown, simulation),
    courseText(shown, simulation),
    retargetText(shown, simulation),
    totalsText(shown, simulation),
    powerText(shown, simulation),
    styled(shown.terminal, "quiet", word.moreIn),
    "",
  ].join("\n");
}

/** An end other than the scenario's, and the day whose knowledge the draws were fitted on. */
interface HeadChoice {
  readonly end?: UnixSeconds;
  readonly fittedOn?: UnixSeconds | undefined;
}

/** What was asked, and what it was made from. */
export function headText(
  { terminal, language }: Shown,
  simulation: Simulation,
  { end = simulation.model.scenario.end, fittedOn }: HeadChoice = {},
): string {
  const word = simulationWords(language);
  const { model, seed, summary } = simulation;
  const { scenario, request, facts } = model;
  const period = `${formatDate(scenario.start)} – ${formatDate(end)}`;
  const step = scenario.step === "day" ? word.dayStep : word.hourStep;
  const changes = [
    ...request.overrides.map((name) => `${word.overrides} ${name}`),
    ...request.set.map(([path, text]) => `${word.changed} ${path}=${text}`),
  ];
  const made = [
    word.members(whole(summary.members), whole(summary.asked)),
    `${word.seed} ${seed}`,
    drawsText(word, model, fittedOn),
    `${word.record} ${facts.record.slice(0, FINGERPRINT_DIGITS)}`,
    ...(request.asOf === undefined ? [] : [word.asOf(formatDate(request.asOf))]),
  ];
  const lines = [
    `${styled(terminal, "strong", [scenario.title[language], ...request.overrides].join(": "))}  ${styled(terminal, "quiet", scenario.name)}`,
    [`${period}${word.comma}${step}`, ...changes].join(word.semicolon),
    styled(terminal, "quiet", made.join(word.semicolon)),
  ];
  return `${lines.join("\n")}\n`;
}

function drawsText(
  word: SimulationWords,
  { draws }: LoadedModel,
  fittedOn: UnixSeconds | undefined,
): string {
  if (draws === null) return word.priors;
  const count = whole(draws.draws.length);
  return fittedOn === undefined
    ? word.draws(draws.name, count)
    : word.fittedOn(formatDate(fittedOn), count);
}

/** The main quantities at as many dates as fit beside one another. */
function courseText(shown: Shown, { summary, model }: Simulation): string {
  const { terminal, language } = shown;
  const word = simulationWords(language);
  const audience = { scenario: model.scenario, language };
  let text = "";
  for (let count = MOST_DATES; count > 2; count -= 1) {
    const digest = digestOf(summary, shownIndexes(summary, count), audience);
    text = digestTable(shown, digest, word.quantity);
    if (widest(text) <= terminal.width) break;
  }
  return `${styled(terminal, "strong", word.bands)}\n${text}`;
}

function digestTable(shown: Shown, { times, rows }: Digest, title: string): string {
  const columns = [
    { title, align: "left" as const },
    ...times.map((time) => ({ title: shortDate(time, times), align: "right" as const })),
  ];
  return table(
    shown.terminal,
    columns,
    rows.flatMap((row) => digestLines(shown.terminal, row)),
  );
}

function digestLines(terminal: Terminal, row: DigestRow): string[][] {
  const bands = row.low.map((low, index) => bandText(low, row.high[index] ?? NaN, row.place));
  return [
    [row.name, ...row.median.map((value) => atPlace(value, row.place))],
    [
      `${styled(terminal, "accent", sparkline(row.course))} ${styled(terminal, "quiet", row.unit)}`,
      ...bands.map((band) => styled(terminal, "quiet", band)),
    ],
  ];
}

function bandText(low: number, high: number, place: number): string {
  const [from, to] = [atPlace(low, place), atPlace(high, place)];
  return from === to ? "" : `${from}–${to}`;
}

/** A date without its century; without its day where the dates span years. */
export function shortDate(time: number, times: readonly number[]): string {
  const [first = NaN] = times;
  const isLong = (times.at(-1) ?? NaN) - first > 3 * 365 * SECONDS_PER_DAY;
  const text = formatDate(unixSeconds(time));
  return isLong ? text.slice(0, 7) : text.slice(2);
}

/** Columns of the widest line of a text. */
export function widest(text: string): number {
  return Math.max(...text.split("\n").map((line) => displayWidth(line)));
}

function retargetText({ terminal, language }: Shown, { summary }: Simulation): string {
  const word = simulationWords(language);
  const epochs = shownEpochs(summary.epochs, MOST_RETARGETS);
  const all = summary.epochs.length;
  const title =
    epochs.length === all ? word.retargets : word.retargetsOf(whole(epochs.length), whole(all));
  const place = middlePlace(
    epochs.map(({ change_estimate_pct: { value, lo80, hi80 } }) => placeOf(value, [lo80, hi80])),
  );
  const rows = epochs.map(({ height, time, change_estimate_pct: change, members }) => {
    return [
      String(height),
      day(unixSeconds(time.q50)),
      dayBand(time.q10, time.q90),
      `${signedAtPlace(change.value, place)} %`,
      changeBand(change.lo80, change.hi80, place),
      members === summary.members
        ? ""
        : `${formatNumber(Math.floor((100 * members) / summary.members))} %`,
    ];
  });
  const right = "right" as const;
  const columns = [
    { title: word.height, align: right },
    { title: word.date, align: "left" as const },
    { title: word.band, align: "left" as const },
    { title: word.change, align: right },
    { title: word.band, align: right },
    { title: word.reached, align: right },
  ];
  return `${styled(terminal, "strong", title)}\n${table(terminal, columns, rows)}`;
}

function changeBand(low: number, high: number, place: number): string {
  const [from, to] = [signedAtPlace(low, place), signedAtPlace(high, place)];
  return from === to ? "" : `[${from}, ${to}]`;
}

const day = (time: UnixSeconds): string => formatDate(time);

/** A span of dates; nothing where it is a single day. */
function dayBand(low: number, high: number): string {
  const [from, to] = [day(unixSeconds(low)), day(unixSeconds(high))];
  if (from === to) return "";
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${from.slice(5)} – ${to.slice(5)}`
    : `${from} – ${to}`;
}

function powerText(shown: Shown, { summary, model }: Simulation): string {
  const { terminal, language } = shown;
  const word = simulationWords(language);
  const last = summary.times.length - 1;
  const digest = powerDigest(summary, [0, troughIndex(summary), last], {
    scenario: model.scenario,
    language,
  });
  const rows = digest.rows.slice(0, MOST_SITES);
  const cells = rows.map((row) => [
    row.name,
    ...row.median.flatMap((value, index) => [
      atPlace(value, row.place),
      styled(terminal, "quiet", bandText(row.low[index] ?? NaN, row.high[index] ?? NaN, row.place)),
    ]),
  ]);
  const right = "right" as const;
  const names = [word.start, word.trough, word.end];
  const columns = [
    { title: word.site, align: "left" as const },
    ...digest.times.flatMap((time, index) => [
      { title: names[index] ?? "", align: right },
      { title: day(unixSeconds(time)), align: right },
    ]),
  ];
  const left = digest.rows.length - rows.length;
  const more = left > 0 ? `${styled(terminal, "quiet", word.others(left))}\n` : "";
  return `${styled(terminal, "strong", word.power)}\n${table(terminal, columns, cells)}${more}`;
}
