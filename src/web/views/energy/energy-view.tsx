import type { JSX } from "preact";
import type { EnergySeriesAnswer, EnergyYearsAnswer } from "../../../api/index.ts";
import { unixSeconds } from "../../../base/index.ts";
import { formatEstimate, formatFullDay, formatNumber, withUnit } from "../../../report/index.ts";
import type { AnswerTypes } from "../../client/answer-types.ts";
import type { Answered as AnswerOf } from "../../client/answers.ts";
import { type Asked, shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { type KeyFigure, KeyFigures } from "../../parts/key-figures.tsx";
import { Answered } from "../../parts/states.tsx";
import { useSpeech } from "../../shell/language.ts";
import "./energy.css";
import { ENERGY } from "./messages.ts";
import { PlacesPart } from "./places-part.tsx";
import { BandedChart, PowerChart, estimateAt } from "./series-parts.tsx";
import { WaterPart } from "./water-part.tsx";
import { YearParts } from "./year-parts.tsx";

interface AskedOf<Path extends keyof AnswerTypes> {
  readonly asked: Asked<AnswerOf<Path>>;
}

/** What mining draws, emits and spills, and where it stands. */
export function EnergyView(): JSX.Element {
  const { language, tell } = useSpeech();
  const series = useAnswer("/api/energy/series", { step: "7d" });
  const years = useAnswer("/api/energy/years", {});
  const carbon = useAnswer("/api/energy/carbon", {});
  const places = useAnswer("/api/places/series", {});
  const water = useAnswer("/api/spill", { draws: "400" });
  const now = shownAnswer(series);
  const power = now === null ? null : estimateAt(now.power_GW, now.at_s.length - 1);
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(ENERGY.kicker)}</p>
        <h1>
          {power === null
            ? tell(ENERGY.titleWait)
            : tell(ENERGY.title, { power: withUnit(formatEstimate(power, 1), "GW", language) })}
        </h1>
        <p class="lede">{tell(ENERGY.lede)}</p>
      </header>
      <Keys series={now} years={shownAnswer(years)} />
      <section>
        <h2>{tell(ENERGY.power)}</h2>
        <Answered asked={series} what={tell(ENERGY.wait)} height={560}>
          {(answer) => <PowerChart series={answer} />}
        </Answered>
      </section>
      <section>
        <h2>{tell(ENERGY.places)}</h2>
        <Answered asked={places} what={tell(ENERGY.waitPlaces)} height={760}>
          {(answer) => <PlacesPart places={answer} />}
        </Answered>
      </section>
      <section>
        <h2>{tell(ENERGY.years)}</h2>
        <p>{tell(ENERGY.yearsText)}</p>
        <Answered asked={years} what={tell(ENERGY.waitYears)} height={900}>
          {(answer) => <YearParts years={answer} />}
        </Answered>
      </section>
      <FleetSection asked={series} />
      <CarbonSection asked={carbon} />
      <section>
        <h2>{tell(ENERGY.water)}</h2>
        <Answered asked={water} what={tell(ENERGY.waitWater)} height={560}>
          {(answer) => <WaterPart spill={answer} />}
        </Answered>
      </section>
    </>
  );
}

/** What a hash takes, over time. */
function FleetSection({ asked }: AskedOf<"/api/energy/series">): JSX.Element {
  const { language, tell } = useSpeech();
  return (
    <section>
      <h2>{tell(ENERGY.fleet)}</h2>
      <Answered asked={asked} what={tell(ENERGY.wait)} height={520}>
        {({ at_s, efficiency_J_TH: columns, draws, seed, provenance }) => (
          <BandedChart
            time_s={at_s}
            columns={columns}
            unit="J/TH"
            digits={0}
            title={tell(ENERGY.fleetTitle, {
              before: formatEstimate(estimateAt(columns, 0), 0),
              after: formatEstimate(estimateAt(columns, columns.value.length - 1), 0),
              first: formatFullDay(unixSeconds(at_s[0] ?? 0), language),
              last: formatFullDay(unixSeconds(at_s.at(-1) ?? 0), language),
            })}
            sub={tell(ENERGY.fleetSub)}
            caption={tell(ENERGY.draws, { draws, seed })}
            name="efficiency"
            method="fleet"
            provenance={provenance}
          />
        )}
      </Answered>
    </section>
  );
}

/** What a kilowatt-hour of mining emits, over time. */
function CarbonSection({ asked }: AskedOf<"/api/energy/carbon">): JSX.Element {
  const { tell } = useSpeech();
  return (
    <section>
      <h2>{tell(ENERGY.carbon)}</h2>
      <Answered asked={asked} what={tell(ENERGY.waitCarbon)} height={520}>
        {({ at_s, intensity_g_kWh: columns, draws, seed, provenance }) => (
          <BandedChart
            time_s={at_s}
            columns={columns}
            unit="g/kWh"
            digits={0}
            title={tell(ENERGY.carbonTitle, {
              now: formatEstimate(estimateAt(columns, columns.value.length - 1), 0),
            })}
            sub={tell(ENERGY.carbonSub)}
            caption={tell(ENERGY.draws, { draws, seed })}
            name="carbon-intensity"
            method="carbon"
            provenance={provenance}
          />
        )}
      </Answered>
    </section>
  );
}

/** The last week's power and fleet, the last year's energy and carbon. */
function Keys({
  series,
  years,
}: {
  readonly series: EnergySeriesAnswer | null;
  readonly years: EnergyYearsAnswer | null;
}): JSX.Element {
  const { language, tell } = useSpeech();
  const last = years?.years.at(-1);
  if (series === null || last === undefined) return <div class="energy-keys" />;
  const row = series.at_s.length - 1;
  const power = estimateAt(series.power_GW, row);
  const fleet = estimateAt(series.efficiency_J_TH, row);
  const {
    energy_TWh: energy,
    energy_lo90_TWh: low,
    energy_hi90_TWh: high,
    emissions_Mt: carbon,
  } = last;
  const figures = [
    figure({
      name: "power",
      big: withUnit(formatNumber(power.value, 1), "GW", language),
      range: range(power.lo95, power.hi95, 1),
      meaning: tell(ENERGY.keyPower),
    }),
    figure({
      name: "energy",
      big: withUnit(formatNumber(energy.value), "TWh", language),
      range: range(low, high, 0),
      meaning: tell(ENERGY.keyEnergy, { year: last.year }),
    }),
    figure({
      name: "carbon",
      big: carbon === null ? "–" : withUnit(formatNumber(carbon.value), "Mt", language),
      range: carbon === null ? "" : range(carbon.lo95, carbon.hi95, 0),
      meaning: tell(ENERGY.keyCarbon, { year: last.year }),
    }),
    figure({
      name: "fleet",
      big: withUnit(formatNumber(fleet.value), "J/TH", language),
      range: range(fleet.lo95, fleet.hi95, 0),
      meaning: tell(ENERGY.keyFleet),
    }),
  ];
  return <KeyFigures figures={figures} />;
}

function range(from: number, to: number, digits: number): string {
  return `[${formatNumber(from, digits)}, ${formatNumber(to, digits)}]`;
}

function figure(own: Omit<KeyFigure, "kind">): KeyFigure {
  return { ...own, kind: "estimate" };
}
