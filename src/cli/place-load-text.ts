import type { PlaceLoadAnswer } from "../api/index.ts";
import type { Context } from "./context.ts";
import { placeTitle } from "../policy/index.ts";
import { formatNumber } from "../report/index.ts";
import { type EnergyWords, energyWords } from "./energy-words.ts";
import { daysText, estimate } from "./network-energy-text.ts";
import { type Terminal, styled, table } from "./terminal.ts";
import { wrapped } from "./wrapping.ts";

const TARGETS = [
  ["ofEnergy", "ofEnergy_pct"],
  ["ofIncrease", "ofIncrease_pct"],
  ["ofIntensityTarget", "ofIntensityTarget_pct"],
  ["othersWith", "othersMayGrowWith_pct"],
  ["othersWithout", "othersMayGrowWithout_pct"],
] as const;

/** Mines of a place against its load, its targets for energy, and whether power was short. */
export function placeLoadText({ terminal, language }: Context, answer: PlaceLoadAnswer): string {
  const word = energyWords(language);
  const columns = [
    { title: "", align: "left" as const },
    { title: `${word.likely} [${word.interval95}]`, align: "right" as const },
  ];
  const load = answer.load.map(({ of, share_pct: share }) => [
    word.loadKinds[of] ?? of,
    word.percent(estimate(share, 1)),
  ]);
  const power = [[word.power, `${estimate(answer.mining_GW, 2)} GW`]];
  const targets = answer.targets.flatMap((target) => [
    styled(terminal, "strong", word.targets(word.conventions[target.convention] ?? "")),
    table(
      terminal,
      columns,
      TARGETS.map(([name, field]) => [
        word.loadKinds[name] ?? name,
        word.percent(estimate(target[field], 1)),
      ]),
    ),
  ]);
  const { verdict, cuts } = answer.supply;
  return [
    styled(
      terminal,
      "strong",
      word.loadTitle(placeTitle(answer.place)[language], daysText(answer)),
    ),
    styled(terminal, "quiet", word.drawsNote(formatNumber(answer.draws), String(answer.seed))),
    "",
    table(terminal, columns, [...power, ...load]),
    ...wrapped(word.meanOfDays(answer.closed), terminal.width).map((line) =>
      styled(terminal, "quiet", line),
    ),
    "",
    ...targets,
    ...(targets.length === 0
      ? []
      : wrapped(word.targetsNote(answer.from), terminal.width).map((line) =>
          styled(terminal, "quiet", line),
        )),
    ...sourceLines(terminal, word, answer),
    ...(isUnknown(answer)
      ? wrapped(word.noLoad, terminal.width)
      : wrapped(`${word.supply}${word.supplyVerdicts[verdict] ?? verdict}`, terminal.width)),
    ...cuts.map(({ from, to, source }) =>
      styled(terminal, "quiet", `  ${word.cut}: ${daysText({ from, to })}  ${source}`),
    ),
    "",
  ].join("\n");
}

function isUnknown({ load, targets, supply }: PlaceLoadAnswer): boolean {
  return load.length + targets.length + supply.cuts.length === 0;
}

/** What the shares are of, with the address of each figure. */
function sourceLines(terminal: Terminal, word: EnergyWords, { load }: PlaceLoadAnswer): string[] {
  return load.map(({ of, value, unit, source }) =>
    styled(
      terminal,
      "quiet",
      `  ${word.loadKinds[of] ?? of}  ${formatNumber(value, 1)} ${unit}  ${source}`,
    ),
  );
}
