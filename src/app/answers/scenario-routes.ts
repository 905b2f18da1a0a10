import { z } from "zod";
import type { ListedScenario, ScenarioDocumentAnswer, ScenariosAnswer } from "../../api/index.ts";
import { type UnixSeconds, formatTime, invalidInput } from "../../base/index.ts";
import { Timeline } from "../../observe/index.ts";
import { type FactRecord, recordAsOf } from "../../record/index.ts";
import {
  type Scenario,
  type ShippedScenario,
  type StretchWorld,
  composeShipped,
  courseOf,
  scenarioFacts,
  scenarioOfStretch,
} from "../../simulate/index.ts";
import type { ServedWorkspace } from "../workspace.ts";
import { type AnswerRoute, answerRoute, asOfField } from "./answer-route.ts";
import { nameField, numberField, timeField } from "./query-fields.ts";
import { scenarioDocumentShape, scenariosShape } from "./shapes-scenarios.ts";

const METHOD =
  "the shipped scenario files over their bases, with the state of the record at the start";
const STRETCH_METHOD =
  "the last shipped world before the stretch, set to the hashrate, difficulty and price of its first " +
  "instant, with one outage of the place; nothing known later is used";
const UNCHANGED = { overrides: [], set: [] } as const;

const scenarios = answerRoute({
  path: "/api/scenarios",
  summary: "The shipped scenarios: title, story, period, orders and overrides",
  question: z.strictObject(asOfField),
  shape: scenariosShape,
  make: ({ scenarios: shipped, record }) => {
    const document: ScenariosAnswer = {
      scenarios: shipped.filter(({ is_world: isWorld }) => !isWorld).flatMap(listed(record)),
    };
    return { document, method: METHOD };
  },
});

const scenario = answerRoute({
  path: "/api/scenarios/{name}",
  summary:
    "One scenario with all that is needed to run it: documents, draws, orders, facts, course",
  question: z.strictObject({
    ...asOfField,
    name: nameField("the name of a scenario, as /api/scenarios lists them"),
  }),
  shape: scenarioDocumentShape,
  costly: true,
  make: (workspace, { name, as_of: asOf }) => {
    const shipped = shippedNamed(workspace, name);
    return { document: documentOf(workspace, shipped, asOf), method: METHOD };
  },
});

const whatIf = answerRoute({
  path: "/api/what-if",
  summary:
    "A stretch of time as a scenario: place, size and time become an outage, run from what was known",
  question: z.strictObject({
    ...asOfField,
    place: nameField("a place, such as CN/Sichuan; the whole network without it").optional(),
    from: timeField,
    to: timeField,
    size_pct: numberField([-99, 1000], "change of the network's hashrate, per cent").default(-20),
  }),
  shape: scenarioDocumentShape,
  costly: true,
  make: (workspace, asked) => ({ document: stretchOf(workspace, asked), method: STRETCH_METHOD }),
});

/** Scenarios as data for whoever runs them. */
export const scenarioRoutes: readonly AnswerRoute[] = [scenarios, scenario, whatIf];

function listed(record: FactRecord): (shipped: ShippedScenario) => readonly ListedScenario[] {
  return (shipped) => {
    const { scenario: read } = composeShipped(shipped, UNCHANGED, record.orders);
    if (read === null) return [];
    const { name, title, summary, overrides } = shipped;
    return [
      {
        name,
        title,
        summary,
        start: formatTime(read.start),
        end: formatTime(read.end),
        orders: Object.keys(read.orders).length,
        overrides: overrides.map(({ name: override, about }) => ({ name: override, about })),
      },
    ];
  };
}

function shippedNamed({ scenarios: all }: ServedWorkspace, name: string): ShippedScenario {
  const found = all.find((known) => known.name === name && !known.is_world);
  if (found !== undefined) return found;
  const names = all.flatMap((one) => (one.is_world ? [] : [one.name])).join(", ");
  throw invalidInput("name", `"${name}" is no scenario`, `choose among: ${names}`);
}

function documentOf(
  workspace: ServedWorkspace,
  shipped: ShippedScenario,
  asOf: UnixSeconds | undefined,
): ScenarioDocumentAnswer {
  const { record } = workspace;
  const read = readOf(shipped, record);
  if (asOf !== undefined && asOf < read.start) {
    const remedy = `name a time after ${formatTime(read.start)}`;
    throw invalidInput("as_of", "is before the start of the scenario", remedy);
  }
  return {
    scenario: shipped,
    orders: ordersOf(read, record),
    facts: scenarioFacts(workspace, read),
    course: courseOf(workspace, { start: read.start, end: read.end, known: read.start }),
    as_of_s: asOf ?? null,
    stretch: null,
  };
}

/** A shipped scenario without changes; it is checked when it is made. */
function readOf(shipped: ShippedScenario, { orders }: FactRecord): Scenario {
  const { scenario: read, issues } = composeShipped(shipped, UNCHANGED, orders);
  if (read !== null) return read;
  const said = issues.map(({ at, reason }) => `${at.join(".")}: ${reason}`).join("; ");
  throw invalidInput(shipped.name, said, "the record lacks what the scenario names");
}

function ordersOf({ orders }: Scenario, record: FactRecord): ScenarioDocumentAnswer["orders"] {
  const named = new Set(Object.values(orders).map((order) => order.record));
  return record.orders.filter(({ id }) => named.has(id));
}

interface StretchQuestion {
  readonly place?: string | undefined;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  readonly size_pct: number;
}

function stretchOf(workspace: ServedWorkspace, asked: StretchQuestion): ScenarioDocumentAnswer {
  const { record, timeline } = workspace;
  const { from, to, size_pct } = asked;
  requireKnown(workspace, asked);
  const worlds = worldsOf(workspace);
  const made = scenarioOfStretch({ place: asked.place ?? null, from, to, size_pct }, worlds);
  if (made === null) throw noWorld(asked, worlds);
  const { shipped, ...stretch } = made;
  const then = recordAsOf(record, from);
  const read = readOf(shipped, then);
  return {
    scenario: shipped,
    orders: [],
    facts: scenarioFacts({ record: then, timeline: new Timeline(then.blocks, from) }, read),
    course: courseOf({ record, timeline }, { start: from, end: read.end, known: from }),
    as_of_s: null,
    stretch,
  };
}

function requireKnown({ timeline }: ServedWorkspace, { from, to }: StretchQuestion): void {
  const last = timeline.span.to;
  if (from >= to) throw invalidInput("to", "is not after from", "give a later time");
  if (from <= last) return;
  const remedy = "choose a shipped scenario of the time after it";
  throw invalidInput("from", `the record ends on ${formatTime(last)}`, remedy);
}

function worldsOf({ scenarios: all, record }: ServedWorkspace): readonly StretchWorld[] {
  return all
    .filter(({ is_world: isWorld }) => isWorld)
    .map((shipped) => {
      const { start, regions } = readOf(shipped, record);
      const places = Object.values(regions);
      const sum = places.reduce((total, { share }) => total + share, 0);
      const shares = new Map<string, number>();
      for (const { place, share } of places) {
        shares.set(place, (shares.get(place) ?? 0) + share / sum);
      }
      return { shipped, start, shares };
    });
}

function noWorld({ place, from }: StretchQuestion, worlds: readonly StretchWorld[]): Error {
  const starts = worlds.map(({ start }) => start);
  const first = starts.toSorted((a, b) => a - b)[0];
  if (first !== undefined && from < first) {
    const reason = `the earliest map of the mining world is of ${formatTime(first)}`;
    return invalidInput("from", reason, "choose a later time");
  }
  const places = [...(worlds[0]?.shares.keys() ?? [])].join(", ");
  const remedy = `choose among: ${places}, a country of them, or leave it out`;
  return invalidInput("place", `no machines are known in "${place ?? ""}"`, remedy);
}
