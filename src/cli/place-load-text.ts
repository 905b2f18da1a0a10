import type { PlaceLoadAnswer } from "../api/index.ts";
import type { Context } from "./context.ts";
import { energyWords } from "./energy-words.ts";
import { daysText, estimate } from "./network-energy-text.ts";
import { styled, table } from "./terminal.ts";

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
    { title: "", align: "left" as const },
  ];
  const load = answer.load.map(({ of, share_pct: share, source }) => [
    word.loadKinds[of] ?? of,
    `${estimate(share, 1)} %`,
    source,
  ]);
  const power = [[word.power, `${estimate(answer.mining_GW, 2)} GW`, ""]];
  const targets = answer.targets.flatMap((target) => [
    styled(terminal, "strong", word.targets(word.conventions[target.convention] ?? "")),
    table(
      terminal,
      columns,
      TARGETS.map(([name, field]) => [
        word.loadKinds[name] ?? name,
        `${estimate(target[field], 1)} %`,
        "",
      ]),
    ),
  ]);
  const { verdict, cuts } = answer.supply;
  return [
    styled(terminal, "strong", word.loadTitle(answer.place, daysText(answer))),
    "",
    table(terminal, columns, [...power, ...load]),
    ...targets,
    `${word.supply}: ${word.supplyVerdicts[verdict] ?? verdict}`,
    ...cuts.map(({ from, to, source }) =>
      styled(terminal, "quiet", `  ${word.cut}: ${daysText({ from, to })}  ${source}`),
    ),
    "",
  ].join("\n");
}
