import type { JSX } from "preact";
import { mapEstimate, unixSeconds } from "../../../base/index.ts";
import {
  formatDay,
  formatNumber,
  honestEstimate,
  quantityName,
  shownTotals,
  unitName,
} from "../../../report/index.ts";
import { type RunTotal, memberDifferences, runTotals } from "../../../simulate/index.ts";
import { useSpeech } from "../../shell/language.ts";
import { WHAT_IF } from "./messages.ts";
import type { ResultsProps } from "./results.tsx";

/** What a run comes to, beside another and their difference member by member. */
export function Totals({ scenario, result, other, otherName }: ResultsProps): JSX.Element {
  const { tell, language } = useSpeech();
  const rows = shownTotals(runTotals(result.shape, result.numbers));
  const others = other === null ? [] : runTotals(other.shape, other.numbers);
  const changes =
    other === null ? [] : memberDifferences(result.shape, other.numbers, result.numbers);
  const show = (total: Pick<RunTotal, "id" | "unit" | "estimate"> | undefined): string =>
    total === undefined ? "–" : shownTotal(total, language);
  const labels = [tell(WHAT_IF.run), otherName, tell(WHAT_IF.difference)];
  return (
    <section>
      <h2>{tell(WHAT_IF.totals)}</h2>
      <table class="people">
        <thead>
          <tr>
            <th scope="col">{tell(WHAT_IF.quantity)}</th>
            {labels.slice(0, other === null ? 1 : 3).map((label) => (
              <th scope="col" key={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((total) => (
            <tr key={total.id}>
              <th scope="row">{quantityName(total.id, scenario, language)}</th>
              <td data-label={labels[0]}>
                {show(total)}
                {total.reported < 1 && (
                  <> · {tell(WHAT_IF.partly, { share: formatNumber(100 * total.reported) })}</>
                )}
              </td>
              {other !== null && (
                <td data-label={labels[1]}>{show(others.find(({ id }) => id === total.id))}</td>
              )}
              {other !== null && (
                <td data-label={labels[2]}>
                  {differenceOf(
                    changes.find(({ id }) => id === total.id),
                    { days: tell(WHAT_IF.days), language },
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const DAY_S = 86_400;

function differenceOf(
  total: Pick<RunTotal, "id" | "unit" | "estimate"> | undefined,
  { days, language }: { readonly days: string; readonly language: "en" | "zh" },
): string {
  if (total === undefined) return "–";
  if (!total.id.endsWith("_at"))
    return `${honestEstimate(total.estimate)} ${unitName(total.unit, language)}`;
  return `${honestEstimate(mapEstimate(total.estimate, (span) => span / DAY_S))} ${days}`;
}

function shownTotal(
  { id, unit, estimate }: Pick<RunTotal, "id" | "unit" | "estimate">,
  language: "en" | "zh",
): string {
  if (!id.endsWith("_at")) return `${honestEstimate(estimate)} ${unitName(unit, language)}`;
  const day = (time: number): string => formatDay(unixSeconds(time), language);
  return `${day(estimate.value)} [${day(estimate.lo95)}, ${day(estimate.hi95)}]`;
}
