import type { ShocksAnswer } from "../api/index.ts";
import { formatNumber, formatSigned } from "../report/index.ts";
import type { Shown } from "./simulation-text.ts";
import { simulationWords } from "./simulation-words.ts";
import { styled, table } from "./terminal.ts";

const RIGHT = "right" as const;
const LEFT = "left" as const;

/** Each shock left out of the fit and then forecast, and the scores of all. */
export function shocksText({ terminal, language }: Shown, answer: ShocksAnswer): string {
  const word = simulationWords(language);
  const { scores, shocks } = answer;
  const rows = shocks.flatMap(({ id, as_of: asOf, skill_pct: skill, epochs }) =>
    epochs.map((epoch, k) => {
      const { value, lo80, hi80 } = epoch.forecast_change_pct;
      return [
        k === 0 ? id : "",
        k === 0 ? asOf.slice(0, 10) : "",
        String(k + 1),
        `${formatSigned(epoch.actual_change_pct, 1)} %`,
        `${formatSigned(value, 1)} %`,
        `[${formatSigned(lo80, 1)}, ${formatSigned(hi80, 1)}]`,
        epoch.inside_80 ? word.yes : styled(terminal, "accent", word.no),
        `${formatSigned(epoch.persistence_change_pct, 1)} %`,
        k === 0 ? `${formatSigned(skill, 0)} %` : "",
      ];
    }),
  );
  const columns = [
    { title: word.shock, align: LEFT },
    { title: word.asOfColumn, align: LEFT },
    { title: word.epoch, align: RIGHT },
    { title: word.actual, align: RIGHT },
    { title: word.said, align: RIGHT },
    { title: word.band, align: RIGHT },
    { title: word.inside, align: LEFT },
    { title: word.persistence, align: RIGHT },
    { title: word.skillColumn, align: RIGHT },
  ];
  const { persistence } = scores.skill_against_pct;
  const interval = `[${formatSigned(persistence.lo95)}, ${formatSigned(persistence.hi95)}]`;
  const held = [scores.coverage_50_pct, scores.coverage_80_pct, scores.coverage_95_pct];
  return [
    styled(terminal, "strong", word.shocksTitle),
    styled(terminal, "quiet", word.shocksNote),
    "",
    table(terminal, columns, rows),
    styled(terminal, "strong", `${word.skill(formatSigned(scores.skill_pct))} ${interval}`),
    `${word.heldAll}: ${held.map((pct) => `${formatNumber(pct)} %`).join(", ")} (n = ${scores.n})`,
    "",
  ].join("\n");
}
