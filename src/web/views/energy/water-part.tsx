import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { dayOf, mapEstimate, parseTime } from "../../../base/index.ts";
import { drawing, formatEstimate, formatNumber, spillDrawing } from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import type { Answered } from "../../client/answers.ts";
import { linkTo } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { ENERGY } from "./messages.ts";

type Spill = Answered<"/api/spill">;
const HEIGHT = 400;
const COLUMNS = ["spilled_GWh", "absorbed_GWh", "spilled_again_GWh"] as const;

/** Sichuan's water in 2021: what was spilled, what mines took, what their closing spilled again. */
export function WaterPart({ spill }: { readonly spill: Spill }): JSX.Element {
  const { language, tell } = useSpeech();
  const title = tell(ENERGY.waterTitle, {
    again: formatEstimate(mapEstimate(spill.total.spilled_again_GWh, inTerawattHours), 1),
  });
  const sub = tell(ENERGY.waterSub);
  const draw = useMemo(() => {
    const months = spill.months.map(({ month, ...rest }) =>
      Object.assign({ month: dayOf(parseTime(month, "month")) }, rest),
    );
    return (width: number): string =>
      drawing(
        spillDrawing(months, { language, width, height: HEIGHT, title, description: sub }),
        "energy-spill",
      );
  }, [spill, language, title, sub]);
  return (
    <>
      <Figure
        title={title}
        sub={sub}
        caption={tell(ENERGY.draws, { draws: spill.draws, seed: spill.seed })}
        provenance={spill.provenance}
        table={{
          name: "spill-sichuan-2021",
          title,
          header: ["month", ...COLUMNS.flatMap((name) => [name, `${name}_lo95`, `${name}_hi95`])],
          rows: spill.months.map((month) => [
            month.month,
            ...COLUMNS.flatMap((name) => [month[name].value, month[name].lo95, month[name].hi95]),
          ]),
        }}
        method="water"
        whatIf={linkTo("what-if", {
          place: spill.place,
          from: spill.closing,
          to: spill.to,
          size_pct: "-100",
        })}
        draw={draw}
      />
      <p>
        {tell(ENERGY.waterWho, {
          mining: formatEstimate(mapEstimate(spill.mining_GWh, inTerawattHours), 1),
          surplus: formatEstimate(spill.surplus_pct, 0),
          contracted: formatEstimate(spill.contracted_pct, 0),
          other: formatEstimate(spill.other_pct, 0),
        })}
      </p>
      <Published published={spill.published_TWh} />
    </>
  );
}

function Published({ published }: { readonly published: Spill["published_TWh"] }): JSX.Element {
  const { tell } = useSpeech();
  return (
    <p class="record">
      {tell(ENERGY.waterPublished)}{" "}
      {published.map(({ value, from, source }) => (
        <span key={`${from} ${source}`}>
          {from.slice(0, 4)}: {formatNumber(value, 1)} TWh (
          {source.startsWith("http") ? <a href={source}>{new URL(source).host}</a> : source}){" "}
        </span>
      ))}
    </p>
  );
}

function inTerawattHours(gigawattHours: number): number {
  return gigawattHours / 1000;
}
