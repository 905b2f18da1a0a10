import { expect, test } from "vitest";
import { AnswerDesk } from "../../../src/app/answers/answer-desk.ts";
import { ANSWER_ROUTES } from "../../../src/app/answers/routes.ts";
import { openServedWorkspace } from "../../../src/app/workspace.ts";
import { auditAnswer } from "../../../src/api/index.ts";
import { auditClaims, readSentence, saidEntry } from "../../../src/observe/index.ts";
import { claimReason, poolLabel } from "../../../src/report/index.ts";
import { readClaims } from "../../../src/store/index.ts";
import { ROOT } from "../../shipped.ts";

const workspace = await openServedWorkspace({ record: `${ROOT}data` });
const desk = new AnswerDesk({ places: { record: `${ROOT}data` } });

type Raw = Readonly<Record<string, string>>;

/** The document of a route, as JSON has it, after its shape has held. */
function documentOf(path: string, raw: Raw): unknown {
  const route = ANSWER_ROUTES.find((known) => known.path === path);
  if (route === undefined) throw new Error(`no route ${path}`);
  const document: unknown = JSON.parse(JSON.stringify(route.make(workspace, raw).document));
  return route.shape.parse(document);
}

test.each(["sichuan-2021", "energy"])(
  "the claims of %s are answered as the command audit answers them",
  async (file) => {
    const { timeline, record, poolName } = workspace;
    const claims = await readClaims(`${ROOT}claims/${file}.yaml`);
    const audited = auditClaims(timeline, record, claims);
    const told = auditAnswer(audited, (row) =>
      claimReason(row, "en", (slug) => poolLabel(slug, poolName(slug), "en")),
    );
    expect(documentOf("/api/audit/{file}", { file })).toMatchObject(
      JSON.parse(JSON.stringify(told)),
    );
  },
);

const QUOTED = {
  id: "quoted",
  what: "hashrate",
  where: "network",
  when: "2021-06-20T04:00Z",
  value: 129.5,
  unit: "EH/s",
  says: "the network was at 129.5 EH/s",
  source: { publisher: "-", published: "-", title: "-" },
  measured_by: { windows: ["24h", "7d", "14d"] },
};

test("a pasted claim gets the verdict of the same claim in a file, as JSON and as YAML", () => {
  const json = documentOf("/api/audit", { claim: JSON.stringify(QUOTED) });
  expect(json).toMatchObject({ claims: [{ id: "quoted", verdict: "supported" }] });
  const yaml = [
    "id: quoted",
    "what: hashrate",
    "where: network",
    "when: 2021-06-20T04:00Z",
    "value: 129.5",
    "unit: EH/s",
    "says: the network was at 129.5 EH/s",
    'source: {publisher: "-", published: "-", title: "-"}',
    "measured_by: {windows: [24h, 7d, 14d]}",
  ].join("\n");
  expect(documentOf("/api/audit", { claim: yaml })).toEqual(json);
});

test("the number claimed and the windows measured stand in one unit", () => {
  const { value, unit } = QUOTED;
  expect(documentOf("/api/audit", { claim: JSON.stringify(QUOTED) })).toMatchObject({
    shown: [
      { scale: { claimed: value, unit, measured: [{ window_h: 24 }, { window_h: 168 }, {}] } },
    ],
  });
});

test("a pool's fall read from a sentence is not told from chance in a day", () => {
  const vocabulary = { pools: [{ key: "antpool", names: ["AntPool"] }], places: [] };
  const sentence = "Antpool's hashrate fell 24.5 % in 24 hours on 20 June 2021";
  const entry = saidEntry(readSentence(sentence, vocabulary).said);
  expect(documentOf("/api/audit", { claim: JSON.stringify(entry) })).toMatchObject({
    claims: [{ what: "pool-change", verdict: "not distinguishable from chance" }],
  });
});

test.each([
  ["{", "claim:1"],
  [JSON.stringify({ ...QUOTED, unit: "PH/s" }), "claim:1"],
  [JSON.stringify({ ...QUOTED, what: "pool-change" }), "claim:1"],
])("the claim %j is refused with what is wrong", async (claim, place) => {
  const outcome = await desk.answer({ path: "/api/audit", raw: { claim }, format: "json" });
  expect(outcome).toMatchObject({ kind: "refused", code: "input.invalid" });
  expect(JSON.stringify(outcome)).toContain(place);
});

test("a file of claims that is not there is refused by naming those that are", async () => {
  const raw = { file: "../claims/energy" };
  const outcome = await desk.answer({ path: "/api/audit/{file}", raw, format: "json" });
  expect(outcome).toMatchObject({
    kind: "refused",
    problems: [{ path: "file", remedy: "choose one of: energy, sichuan-2021" }],
  });
});

test("every study has its findings in both languages, and its claims", () => {
  expect(documentOf("/api/studies", {})).toMatchObject({
    studies: [{ name: "sichuan-2021", claims: 26 }],
  });
  const found = documentOf("/api/studies/{name}/findings", { name: "sichuan-2021" });
  expect(JSON.stringify(found)).toMatch(/53\.5\s%.*全网算力/u);
});
