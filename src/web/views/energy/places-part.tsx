import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { PlacesSeriesAnswer } from "../../../api/index.ts";
import { civilFromDays, dayOf, parseTime } from "../../../base/index.ts";
import {
  type Language,
  type PlaceShare,
  type StudyTable,
  formatEstimate,
  formatMonth,
  placesFigure,
} from "../../../report/index.ts";
import { Figure } from "../../charts/figure.tsx";
import { useWidth } from "../../charts/use-width.ts";
import type { Answered } from "../../client/answers.ts";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { ENERGY } from "./messages.ts";
import { estimateAt } from "./series-parts.tsx";

type Places = Answered<"/api/places/series">;
/** Up to this width the places stand in rows. */
const NARROW = 640;

/** Where the hashrate was in a month; a slider goes through the months. */
export function PlacesPart({ places: answer }: { readonly places: Places }): JSX.Element {
  const { query, change } = useAddress();
  const { language, tell } = useSpeech();
  const [box, width] = useWidth();
  const { months, last_published: last } = answer;
  const asked = months.findIndex((month) => month.slice(0, 7) === query["month"]);
  const at = asked < 0 ? months.length - 1 : asked;
  const name = monthName(months[at] ?? "", language);
  const largest = useMemo(() => largestOf(answer), [answer]);
  const shown = useMemo(() => sharesAt(answer, at, language), [answer, at, language]);
  const first = firstCountry(answer, at);
  const title = tell(ENERGY.placesTitle, {
    month: name,
    first: first === undefined ? "" : withArticle(first.title[language]),
    share: first === undefined ? "" : `${formatEstimate(estimateAt(first.share_pct, at), 0)} %`,
  });
  const sub = tell(width < NARROW ? ENERGY.placesSubNarrow : ENERGY.placesSub);
  const draw = useMemo(() => {
    const plot = { id: "energy-places", title, description: sub, places: shown, largest };
    return (wide: number): string => placesFigure(plot, wide);
  }, [title, sub, shown, largest]);
  return (
    <div ref={box}>
      <div class="energy-month">
        <label for="energy-month">
          {tell(ENERGY.month)} <output for="energy-month">{name}</output>
        </label>
        <input
          id="energy-month"
          type="range"
          min={0}
          max={months.length - 1}
          value={at}
          aria-valuetext={name}
          onInput={({ currentTarget }) =>
            change({ month: months[Number(currentTarget.value)]?.slice(0, 7) })
          }
        />
      </div>
      <Figure
        title={title}
        sub={sub}
        caption={`${tell(ENERGY.placesCaption)} · ${tell(ENERGY.draws, { draws: answer.draws, seed: answer.seed })}`}
        provenance={answer.provenance}
        table={tableOf(answer, title)}
        method="places"
        draw={draw}
      />
      <p>{tell(ENERGY.placesCarried, { last: monthName(last, language) })}</p>
      <Sources sources={answer.sources} />
    </div>
  );
}

function Sources({ sources }: Pick<PlacesSeriesAnswer, "sources">): JSX.Element {
  const { tell } = useSpeech();
  return (
    <details>
      <summary>{tell(ENERGY.sources)}</summary>
      <ul class="energy-sources">
        {sources.map((source) => (
          <li key={source}>{source.startsWith("http") ? <a href={source}>{source}</a> : source}</li>
        ))}
      </ul>
    </details>
  );
}

function monthName(date: string, language: Language): string {
  if (date === "") return "";
  const { year, month } = civilFromDays(dayOf(parseTime(date, "month")));
  return language === "zh" ? `${year}年${month}月` : `${formatMonth(month, "en")} ${year}`;
}

/** China stands in its provinces; as one it would be there twice. */
function isShown(place: string): boolean {
  return place !== "CN";
}

function largestOf({ places }: PlacesSeriesAnswer): number {
  return Math.max(
    ...places.filter(({ place }) => isShown(place)).flatMap(({ share_pct }) => share_pct.hi95),
  );
}

function sharesAt(
  { places }: PlacesSeriesAnswer,
  at: number,
  language: Language,
): readonly PlaceShare[] {
  return places
    .filter(({ place }) => isShown(place))
    .map(({ place, title, share_pct }) =>
      Object.assign(estimateAt(share_pct, at), { place, name: title[language] }),
    );
}

function firstCountry(
  { places }: PlacesSeriesAnswer,
  at: number,
): PlacesSeriesAnswer["places"][number] | undefined {
  return places
    .filter(({ place }) => !place.includes("/") && place !== "other")
    .toSorted((one, other) => (other.share_pct.value[at] ?? 0) - (one.share_pct.value[at] ?? 0))[0];
}

function tableOf({ months, places }: PlacesSeriesAnswer, title: string): StudyTable {
  return {
    name: "places",
    title,
    header: ["month", "place", "share_pct", "share_pct_lo95", "share_pct_hi95"],
    rows: months.flatMap((month, row) =>
      places.map(({ place, share_pct: { value, lo95, hi95 } }) => [
        month.slice(0, 7),
        place,
        value[row] ?? null,
        lo95[row] ?? null,
        hi95[row] ?? null,
      ]),
    ),
  };
}

/** English says "the United States" in a sentence. */
function withArticle(place: string): string {
  return place.startsWith("United ") ? `the ${place}` : place;
}
