import { beforeAll, expect, test } from "vitest";
import { type ServedWorkspace, openServedWorkspace } from "../../../src/app/workspace.ts";
import { scenarioRoutes } from "../../../src/app/answers/scenario-routes.ts";
import { ROOT } from "../../shipped.ts";
import type { ScenarioDocumentAnswer, ScenariosAnswer } from "../../../src/api/index.ts";

let workspace: ServedWorkspace;

beforeAll(async () => {
  workspace = await openServedWorkspace({ record: `${ROOT}data` });
});

function answerOf(path: string, raw: Readonly<Record<string, string>>): string {
  const route = scenarioRoutes.find((known) => known.path === path);
  const { document } = route?.make(workspace, raw) ?? { document: {} };
  const sent = JSON.stringify(document);
  const checked = route?.shape.safeParse(JSON.parse(sent));
  expect(checked?.error?.issues ?? []).toEqual([]);
  return sent;
}

test("every shipped scenario is listed with its orders, and no world", () => {
  const { scenarios }: ScenariosAnswer = JSON.parse(answerOf("/api/scenarios", {}));
  const names = scenarios.map(({ name }) => name);
  expect(names).toContain("china-2021");
  expect(names.some((name) => name.startsWith("worlds/"))).toBe(false);
});

test("a scenario comes with the orders it names and the course that followed", () => {
  const answer: ScenarioDocumentAnswer = JSON.parse(
    answerOf("/api/scenarios/{name}", { name: "china-2021" }),
  );
  expect(answer.orders.length).toBeGreaterThan(10);
  expect(answer.course.retarget_s.length).toBe(answer.course.ln_difficulty.length);
  expect(answer.course.retarget_s.length).toBeGreaterThan(15);
});

test("a fall of a place takes that part of its load that makes the fall of the network", () => {
  const question = { place: "CN/Sichuan", from: "2021-06-20", to: "2021-12-09", size_pct: "-10" };
  const { stretch, facts }: ScenarioDocumentAnswer = JSON.parse(answerOf("/api/what-if", question));
  const { depth_pct: depth = NaN, place_share_pct: share = NaN } = stretch ?? {};
  expect((depth * share) / 100).toBeCloseTo(10, 6);
  const lastPrice_s = (facts.priceFirstDay + facts.price_USD.length) * 86_400;
  expect(lastPrice_s).toBeLessThanOrEqual(Date.UTC(2021, 5, 21) / 1000);
});

test("a stretch before the earliest map of the world is refused with that map's day", () => {
  const question = { from: "2018-01-05", to: "2018-02-01" };
  expect(() => answerOf("/api/what-if", question)).toThrow(/earliest map/u);
});
