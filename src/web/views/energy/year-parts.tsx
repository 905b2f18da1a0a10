import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { EnergyYear } from "../../../api/index.ts";
import type { Estimate } from "../../../base/index.ts";
import { causeFigure, formatEstimate, formatNumber } from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { Answered } from "../../client/answers.ts";
import { useSpeech } from "../../shell/language.ts";
import { CAUSES, ENERGY } from "./messages.ts";

type Years = Answered<"/api/energy/years">;
/** Causes that are told one by one; what they leave is told as the rest. */
const MOST_CAUSES = 7;

/** Each calendar year, latest first, and what makes the width of the last. */
export function YearParts({ years: answer }: { readonly years: Years }): JSX.Element {
  const { tell } = useSpeech();
  const heads = ["energy", "cambridge", "emissions", "intensity", "renewable"] as const;
  return (
    <>
      <table class="people">
        <caption class="hidden">{tell(ENERGY.years)}</caption>
        <thead>
          <tr>
            <th scope="col">{tell(ENERGY.year)}</th>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {tell(ENERGY[head])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.years.toReversed().map((year) => (
            <YearRow key={year.year} year={year} />
          ))}
        </tbody>
      </table>
      <Width answer={answer} />
    </>
  );
}

function YearRow({ year }: { readonly year: EnergyYear }): JSX.Element {
  const { tell } = useSpeech();
  const {
    energy_TWh: energy,
    energy_lo90_TWh: low,
    energy_hi90_TWh: high,
    cambridge_TWh: others,
  } = year;
  const told = (estimate: Estimate | null, digits: number): string =>
    estimate === null ? tell(ENERGY.none) : formatEstimate(estimate, digits);
  const bounds =
    others === null
      ? tell(ENERGY.none)
      : `${formatNumber(others.best ?? NaN, 1)} (${formatNumber(others.lower ?? NaN)}–${formatNumber(others.upper ?? NaN)})`;
  return (
    <tr>
      <th scope="row">{year.year}</th>
      <td data-label={tell(ENERGY.energy)}>
        {`${formatNumber(energy.value, 1)} [${formatNumber(low, 1)}, ${formatNumber(high, 1)}]`}
      </td>
      <td data-label={tell(ENERGY.cambridge)}>{bounds}</td>
      <td data-label={tell(ENERGY.emissions)}>{told(year.emissions_Mt, 0)}</td>
      <td data-label={tell(ENERGY.intensity)}>{told(year.intensity_g_kWh, 0)}</td>
      <td data-label={tell(ENERGY.renewable)}>{told(year.renewable_pct, 0)}</td>
    </tr>
  );
}

function Width({ answer }: { readonly answer: Years }): JSX.Element {
  const { language, tell } = useSpeech();
  const { year, causes, rest_pct, deviation_TWh } = answer.sensitivity;
  const told = causes.slice(0, MOST_CAUSES);
  const others = causes
    .slice(MOST_CAUSES)
    .reduce((sum, { variance_pct }) => sum + variance_pct, rest_pct);
  const rows = [
    ...told.map(({ input, variance_pct }) => ({
      name: CAUSES[input]?.[language] ?? input,
      share_pct: variance_pct,
    })),
    { name: tell(ENERGY.rest), share_pct: others },
  ];
  const name = rows[0]?.name ?? "";
  const first = name.slice(0, 1).toUpperCase() + name.slice(1);
  const title = tell(ENERGY.widthTitle, { first, year });
  const sub = tell(ENERGY.widthSub, { deviation: formatNumber(deviation_TWh, 1) });
  const key = JSON.stringify(rows);
  const draw = useMemo(() => {
    const kept: typeof rows = JSON.parse(key);
    return (width: number): string =>
      causeFigure({ id: "energy-width", title, description: sub, causes: kept }, language, width);
  }, [key, title, sub, language]);
  return (
    <Figure
      title={title}
      sub={sub}
      caption={tell(ENERGY.draws, { draws: answer.draws, seed: answer.seed })}
      provenance={answer.provenance}
      table={{
        name: `energy-width-${year}`,
        title,
        header: ["input", "variance_pct"],
        rows: [
          ...causes.map(({ input, variance_pct }) => [input, variance_pct]),
          ["rest", rest_pct],
        ],
      }}
      method="power"
      draw={draw}
    />
  );
}
