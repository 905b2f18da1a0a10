import { z } from "zod";
import { type UnixDay, dayOf, unixDay } from "../../base/index.ts";
import { energyAnswer, otherEnergyAnswer, spillReport } from "../../api/index.ts";
import { CAMBRIDGE_PRICE } from "../../energy/index.ts";
import { calendarYear, networkEnergy, weekTo } from "../energy/network-energy.ts";
import { OTHER_MODELS, lastDayAsOthers, powerAsOthers } from "../energy/power-as-others.ts";
import { pricedDays } from "../energy/required.ts";
import { spillOf } from "../energy/spill-of.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField, numberField, refuse, timeField, wholeField } from "./query-fields.ts";
import { energyShapes, spillShape } from "./shapes.ts";

/** Fewer than the command line's, since a server has others to answer. */
const DRAWS = [20, 1000] as const;
const PRICES = [0.01, 0.2] as const;
const YEARS = [2016, 2100] as const;
const OWN_MODEL = "hashfall";

const drawFields = {
  ...asOfField,
  draws: wholeField(DRAWS, "a number of draws of everything uncertain").default(DRAWS[1]),
  seed: wholeField([0, Number.MAX_SAFE_INTEGER], "a seed of the draws").default(1),
};

const energy = answerRoute({
  path: "/api/energy",
  summary: "Network power, energy, places and carbon of a day or a year, with the error on each",
  question: z
    .strictObject({
      ...drawFields,
      at: timeField.optional(),
      year: wholeField(YEARS, "a calendar year").optional(),
      model: z.enum([OWN_MODEL, ...OTHER_MODELS]).default(OWN_MODEL),
      price: numberField(PRICES, "a power price in models of others, USD/kWh").optional(),
    })
    .superRefine(({ at, year, model, price }, context) => {
      if (price !== undefined && model === OWN_MODEL) {
        const reason = "our own model draws what owners pay";
        refuse(context, "price", [reason, "name a model of others"]);
      }
      if (at === undefined || year === undefined) return;
      refuse(context, "year", ["given with at", "leave one of them out"]);
    }),
  shape: z.union(energyShapes),
  costly: true,
  make: (workspace, { at, year, model, price, draws, seed }) => {
    const other = OTHER_MODELS.find((name) => name === model);
    const last = (): UnixDay =>
      other === undefined
        ? unixDay(pricedDays(workspace).to - 1)
        : lastDayAsOthers(workspace, other);
    const span =
      year === undefined ? weekTo(at === undefined ? last() : dayOf(at)) : calendarYear(year);
    const head = { model, ...span, record: workspace.record.fingerprint };
    if (other === undefined) {
      const estimated = networkEnergy(workspace, { draws, seed, span });
      return { document: energyAnswer(estimated, { ...head, draws, seed }) };
    }
    const priced = { price_USD_kWh: price ?? CAMBRIDGE_PRICE };
    const bounds = powerAsOthers(workspace, { span, model: other, ...priced });
    return { document: otherEnergyAnswer(bounds, { ...head, ...priced }) };
  },
});

const spill = answerRoute({
  path: "/api/spill",
  summary: "What mines take of a place's surplus water, and what closing them spills again",
  question: z
    .strictObject({
      ...drawFields,
      place: nameField("a province, such as CN/Sichuan").default("CN/Sichuan"),
      from: timeField.prefault("2021-06-20"),
      to: timeField.prefault("2021-12-01"),
      closing: timeField.optional(),
    })
    .superRefine(({ from, to }, context) => {
      if (from < to) return;
      refuse(context, "from", ["not before to", "give an earlier time"]);
    }),
  shape: spillShape,
  costly: true,
  make: (workspace, { place, from, to, closing, draws, seed }) => {
    const span = { from: dayOf(from), to: dayOf(to) };
    const closed: UnixDay | undefined = closing === undefined ? undefined : dayOf(closing);
    const answer = spillOf(workspace, { draws, seed, place, span, closing: closed });
    const head = { ...span, draws, seed, record: workspace.record.fingerprint };
    return { document: spillReport(answer, head) };
  },
});

/** Power, carbon and water. */
export const energyRoutes: readonly AnswerRoute[] = [energy, spill];
