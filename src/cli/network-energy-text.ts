import type { BoundsAnswer, EnergyAnswer, OtherEnergyAnswer } from "../api/index.ts";
import { type Estimate, SECONDS_PER_DAY, earlier, formatDate, parseTime } from "../base/index.ts";
import { placeTitle } from "../policy/index.ts";
import { type Language, formatNumber } from "../report/index.ts";
import type { Context } from "./context.ts";
import { type EnergyWords, energyWords } from "./energy-words.ts";
import { fittedTable } from "./fitted-table.ts";
import { type Terminal, styled, table } from "./terminal.ts";
import { wrapped } from "./wrapping.ts";

const RIGHT = "right" as const;
const LEFT = "left" as const;
/** Places with less than this are only named, per cent; `--json` has them. */
const LEAST_SHARE = 0.5;
/** Inputs that make less of the width are left to `--json`, per cent of the variance. */
const LEAST_CAUSE = 1;

/** Our own estimate: the network, its places, and what makes the width. */
export function energyText({ terminal, language }: Context, answer: EnergyAnswer): string {
  const word = energyWords(language);
  const title = `${word.power} ${estimate(answer.power_GW, 2)} GW   ${daysText(answer)}`;
  return [
    styled(terminal, "strong", title),
    styled(
      terminal,
      "quiet",
      word.medianAnd95(word.drawsNote(formatNumber(answer.draws), String(answer.seed))),
    ),
    "",
    quantities(terminal, word, answer),
    placeTable(terminal, word, { answer, language }),
    ...(answer.sensitivity.causes.length > 0 ? [causeTable(terminal, word, answer)] : []),
  ].join("\n");
}

function quantities(terminal: Terminal, word: EnergyWords, answer: EnergyAnswer): string {
  const rows: (readonly [string, Estimate | null, string, number])[] = [
    [energyName(word, answer), answer.energy_TWh_y, "TWh", 1],
    [word.efficiency, answer.efficiency_J_TH, "J/TH", 1],
    [word.emissions, answer.emissions_Mt_y, "Mt CO2/y", 1],
    [word.marginal, answer.marginal_emissions_Mt_y, "Mt CO2/y", 1],
    [word.embodied, answer.embodied_Mt_y, "Mt CO2/y", 1],
    [word.intensity, answer.intensity_g_kWh, "g/kWh", 0],
    [word.renewable, answer.renewable_pct, "%", 0],
  ];
  return table(
    terminal,
    [
      { title: word.quantity, align: LEFT },
      { title: word.likely, align: RIGHT },
      { title: word.interval95, align: RIGHT },
      { title: "", align: LEFT },
    ],
    rows.flatMap(([name, value, unit, digits]) =>
      value === null
        ? []
        : [[name, formatNumber(value.value, digits), bounds(value, digits), unit]],
    ),
  );
}

function placeTable(
  terminal: Terminal,
  word: EnergyWords,
  { answer, language }: { readonly answer: EnergyAnswer; readonly language: Language },
): string {
  const places = answer.places.filter(({ share_pct: share }) => share.value >= LEAST_SHARE);
  if (places.length === 0) return `${styled(terminal, "quiet", word.noPlaces)}\n`;
  const rows = fittedTable(terminal, {
    keys: 1,
    columns: [
      { title: word.place, align: LEFT },
      { title: word.share, align: RIGHT },
      { title: `${word.power} GW`, align: RIGHT },
      { title: `${word.emissions} Mt/y`, align: RIGHT },
      { title: `${word.renewableShort} %`, align: RIGHT },
    ],
    cells: places.map((place) => [
      placeTitle(place.place)[language],
      estimate(place.share_pct, 1),
      estimate(place.power_GW, 2),
      estimate(place.emissions_Mt_y, 1),
      estimate(place.renewable_pct, 0),
    ]),
  });
  const small = answer.places.filter((place) => !places.includes(place));
  const names = small.map(({ place }) => placeTitle(place)[language]);
  const notes = [word.medians, ...(names.length === 0 ? [] : [word.smallPlaces(names)])];
  const lines = notes.flatMap((note) => wrapped(note, terminal.width));
  return `${rows}${lines.map((line) => styled(terminal, "quiet", line)).join("\n")}\n`;
}

function causeTable(terminal: Terminal, word: EnergyWords, { sensitivity }: EnergyAnswer): string {
  const shown = sensitivity.causes.filter(({ variance_pct: share }) => share >= LEAST_CAUSE);
  const rest = 100 - shown.reduce((sum, { variance_pct: share }) => sum + share, 0);
  return table(
    terminal,
    [
      { title: word.width, align: LEFT },
      { title: "%", align: RIGHT },
    ],
    [
      ...shown.map(({ input, variance_pct: share }) => [
        word.causes[input] ?? input,
        formatNumber(share),
      ]),
      [word.rest, formatNumber(rest)],
    ],
  );
}

/** Bounds of a model of others. */
export function otherEnergyText(
  { terminal, language }: Context,
  answer: OtherEnergyAnswer,
): string {
  const word = energyWords(language);
  return [
    styled(terminal, "strong", `${answer.model}   ${daysText(answer)}`),
    styled(terminal, "quiet", word.priceNote(String(answer.price_USD_kWh))),
    "",
    table(
      terminal,
      [
        { title: word.quantity, align: LEFT },
        { title: word.lower, align: RIGHT },
        { title: word.best, align: RIGHT },
        { title: word.upper, align: RIGHT },
        { title: "", align: LEFT },
      ],
      [
        [word.power, ...boundCells(answer.power_GW, 3), "GW"],
        [energyName(word, answer), ...boundCells(answer.energy_TWh_y, 1), "TWh"],
        ...(answer.emissions_Mt_y === null
          ? []
          : [[word.emissions, ...boundCells(answer.emissions_Mt_y, 1), "Mt CO2/y"]]),
      ],
    ),
    ...(answer.emissions_Mt_y === null
      ? []
      : wrapped(word.emissionsNote, terminal.width).map((line) => styled(terminal, "quiet", line))),
  ].join("\n");
}

function boundCells({ lower, best, upper }: BoundsAnswer, digits: number): string[] {
  return [lower, best, upper].map((bound) => (bound === null ? "–" : formatNumber(bound, digits)));
}

/** Of a year, or at the rate of some days. */
function energyName(word: EnergyWords, { from, to }: DayNames): string {
  return isYear({ from, to }) ? word.energyOfYear : word.energyAtRate;
}

/** A day, and the day after the last. */
interface DayNames {
  readonly from: string;
  readonly to: string;
}

function isYear({ from, to }: DayNames): boolean {
  return from.endsWith("-01-01") && to.endsWith("-01-01");
}

/** First and last day of a span whose `to` is the day after the last; a year is its number. */
export function daysText({ from, to }: DayNames): string {
  if (isYear({ from, to })) return from.slice(0, 4);
  return `${from} – ${formatDate(earlier(parseTime(to, "to"), SECONDS_PER_DAY))}`;
}

/** `6.2 [4.8, 7.6]`: median and 95 % interval. */
export function estimate(value: Estimate, digits: number): string {
  return `${formatNumber(value.value, digits)} ${bounds(value, digits)}`;
}

function bounds({ lo95, hi95 }: Estimate, digits: number): string {
  return `[${formatNumber(lo95, digits)}, ${formatNumber(hi95, digits)}]`;
}
