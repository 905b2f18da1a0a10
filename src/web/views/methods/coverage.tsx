import type { JSX } from "preact";
import type { ScoreSeriesAnswer } from "../../../api/index.ts";
import { formatNumber } from "../../../report/index.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { useSpeech } from "../../shell/language.ts";
import { METHODS } from "./messages.ts";

/** How often what came lay inside the intervals of the forecasts, beside formulas that give none. */
export function Coverage(): JSX.Element {
  const { tell } = useSpeech();
  const score = useAnswer("/api/score", {});
  return (
    <section class="methods-coverage">
      <h2>{tell(METHODS.coverage)}</h2>
      <p class="methods-sub">{tell(METHODS.coverageSub)}</p>
      <Answered asked={score} what={tell(METHODS.coverageWait)} height={300}>
        {(answer) => <Held score={answer} />}
      </Answered>
    </section>
  );
}

function Held({ score }: { readonly score: ScoreSeriesAnswer }): JSX.Element {
  const { language, tell } = useSpeech();
  const { hashfall, mempool, brk, no_change: noChange } = score.methods;
  const rows = [
    { name: "Hashfall", made: hashfall },
    { name: "mempool", made: mempool },
    { name: "BRK", made: brk },
    { name: tell(METHODS.noChange), made: noChange },
  ];
  const share = (value: number | null): string => {
    if (value === null) return tell(METHODS.gives);
    return `${formatNumber(value, 1)}${language === "zh" ? "%" : "\u00a0%"}`;
  };
  const columns = [
    { label: tell(METHODS.error), cell: (of: Made) => formatNumber(of.mae_pp, 2) },
    { label: tell(METHODS.held50), cell: (of: Made) => share(of.coverage_50_pct) },
    { label: tell(METHODS.held80), cell: (of: Made) => share(of.coverage_80_pct) },
    { label: tell(METHODS.held95), cell: (of: Made) => share(of.coverage_95_pct) },
  ];
  return (
    <table class="people">
      <caption>{tell(METHODS.board, { n: formatNumber(score.n), epochs: score.epochs })}</caption>
      <thead>
        <tr>
          <th scope="col">{tell(METHODS.method)}</th>
          {columns.map(({ label }) => (
            <th scope="col" class="n" key={label}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, made }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columns.map(({ label, cell }) => (
              <td class="n" data-label={label} key={label}>
                {cell(made)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Made = ScoreSeriesAnswer["methods"]["hashfall"];
