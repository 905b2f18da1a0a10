import { z } from "zod";
import {
  type DaySpan,
  type UnixDay,
  formatDate,
  mapEstimate,
  middleDay,
  monthParts,
  startOfDay,
  unixDay,
} from "../../base/index.ts";
import { type PlacesSeriesAnswer, estimateColumns } from "../../api/index.ts";
import { placeTitle } from "../../policy/index.ts";
import { COUNTRIES, PROVINCES, placeMap, shareDraws, sumOverPlaces } from "../../energy/index.ts";
import { estimateOfSample } from "../../statistics/index.ts";
import { pricedDays, requireMainnet } from "../energy/required.ts";
import type { Workspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { placesSeriesShape } from "./shapes-energy.ts";
import { SERIES_DRAWS } from "./shared-power.ts";

/** China first as one, then by province, then the rest of the world. */
const SHOWN: readonly string[] = [...COUNTRIES, ...PROVINCES];

const placesSeries = answerRoute({
  path: "/api/places/series",
  summary: "Where the hashrate was, month by month: countries and Chinese provinces",
  question: z.strictObject({ ...asOfField }),
  shape: placesSeriesShape,
  costly: true,
  make: (workspace) => ({ document: placesOf(workspace) }),
});

/** Where the machines are. */
export const placeRoutes: readonly AnswerRoute[] = [placesSeries];

function placesOf(workspace: Workspace): PlacesSeriesAnswer {
  requireMainnet(workspace.record);
  const { shares } = workspace.record.energy;
  const days = shares.map(({ day }) => day);
  const last = Math.max(...days);
  const months = monthsOf(unixDay(Math.min(...days)), pricedDays(workspace).to);
  const drawn = months.map((month) => drawsOf(workspace, middleDay(month)));
  return {
    months: months.map(({ from }) => formatDate(startOfDay(from))),
    last_published: formatDate(startOfDay(unixDay(last))),
    places: SHOWN.map((place) => ({
      place,
      title: placeTitle(place),
      share_pct: estimateColumns(
        drawn.map((all) => {
          const sum = sumOverPlaces(all, (own) => own === place || own.startsWith(`${place}/`));
          return mapEstimate(estimateOfSample(sum), (part) => 100 * part);
        }),
      ),
    })),
    sources: [...new Set(shares.map(({ source }) => source))],
    ...SERIES_DRAWS,
    method: "docs/methods/places.md",
  };
}

/** Whole months, from that of a day up to another. */
function monthsOf(from: UnixDay, to: UnixDay): DaySpan[] {
  return monthParts({ from, to }).map(({ whole }) => whole);
}

function drawsOf({ record }: Workspace, day: UnixDay): Float64Array {
  const map = placeMap(record.energy, day);
  return map === null
    ? new Float64Array(0)
    : shareDraws(map, SERIES_DRAWS.draws, SERIES_DRAWS.seed);
}
