import { readFileSync } from "node:fs";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AnswerDesk } from "../../../src/app/answers/answer-desk.ts";
import { AnswerService } from "../../../src/app/answers/index.ts";
import { ANSWER_ROUTES, answerShape, describeRoutes } from "../../../src/app/answers/routes.ts";
import { answerOf } from "../../cli/program.ts";
import { ROOT } from "../../shipped.ts";

const desk = new AnswerDesk({ places: { record: `${ROOT}data` } });

type Raw = Readonly<Record<string, string>>;

async function bodyOf(path: string, raw: Raw, format: "json" | "csv" = "json"): Promise<string> {
  const outcome = await desk.answer({ path, raw, format });
  if (outcome.kind !== "made") throw new Error(JSON.stringify(outcome));
  return outcome.body;
}

const withProvenance = z.looseObject({ provenance: z.looseObject({ method: z.string().min(10) }) });

async function answerTo(path: string, raw: Raw): Promise<{ answer: object; source: object }> {
  const document = withProvenance.parse(JSON.parse(await bodyOf(path, raw)));
  const { provenance: source, ...answer } = document;
  return { answer, source };
}

const at = "2021-06-20T04:00Z";

describe("an answer of the HTTP interface holds what the command prints", () => {
  test.each<readonly [path: string, raw: Raw, command: readonly string[]]>([
    ["/api/hashrate", { at, window: "24h" }, ["hashrate", "--at", at, "--window", "24h"]],
    ["/api/hashrate", {}, ["hashrate"]],
    [
      "/api/hashrate",
      { as_of: "2022-01-01", window: "3d" },
      ["hashrate", "--as-of", "2022-01-01", "--window", "3d"],
    ],
    [
      "/api/drop",
      { around: at, pool: "antpool", size: "-21" },
      ["drop", "--around", at, "--pool", "antpool", "--size", "-21"],
    ],
    ["/api/pools", { around: at, window: "7d" }, ["pools", "--around", at, "--window", "7d"]],
    ["/api/difficulty", { at: "2023-05-01" }, ["difficulty", "--at", "2023-05-01"]],
    ["/api/difficulty/history", {}, ["difficulty", "--history"]],
    [
      "/api/alarms",
      { from: "2021-05-01", to: "2021-08-01" },
      ["alarms", "--from", "2021-05-01", "--to", "2021-08-01"],
    ],
    [
      "/api/orders",
      { place: "CN/Sichuan", at: "2021-07-01" },
      ["orders", "--place", "CN/Sichuan", "--at", "2021-07-01"],
    ],
    [
      "/api/energy",
      { at: "2021-06-20", draws: "40", seed: "3" },
      ["energy", "--at", "2021-06-20", "--draws", "40", "--seed", "3"],
    ],
    [
      "/api/energy",
      { year: "2021", model: "cambridge-1.4", price: "0.06" },
      ["energy", "--year", "2021", "--model", "cambridge-1.4", "--price", "0.06"],
    ],
    [
      "/api/spill",
      { draws: "40", closing: "2021-07-01" },
      ["spill", "--draws", "40", "--closing", "2021-07-01"],
    ],
  ])("%s %j", async (path, raw, command) => {
    const { answer } = await answerTo(path, raw);
    expect(answer).toEqual(answerOf(...command));
  });
});

test("an answer says from which blocks and which record it comes, and what was known", async () => {
  const { source } = await answerTo("/api/hashrate", { as_of: "2021-06-20T04:00Z" });
  expect(source).toMatchObject({
    network: "mainnet",
    first_height: 610_683,
    known_until: "2021-06-20T04:00:00Z",
    as_of: "2021-06-20T04:00:00Z",
    record: expect.stringMatching(/^[0-9a-f]{16}$/u),
  });
});

test("what was not known then is in no answer: the cut of June 2021 by the end of May", async () => {
  const raw = { place: "CN/Sichuan", as_of: "2021-05-31" };
  const { answer } = await answerTo("/api/orders", raw);
  const order = z.object({ known_at: z.string().nullable(), effective_at: z.string().nullable() });
  const { orders } = z.object({ orders: z.array(order) }).parse(answer);
  const times = orders.map((known) => known.known_at ?? known.effective_at ?? "");
  expect(times.length).toBeGreaterThan(0);
  expect(times.every((time) => time <= "2021-05-31")).toBe(true);
});

/** A question of each route that asks for something, or is quicker so. */
const EXAMPLES: Readonly<Record<string, Raw>> = {
  "/api/energy": { draws: "20" },
  "/api/spill": { draws: "20" },
  "/api/audit": {
    claim: JSON.stringify({
      id: "week",
      what: "hashrate",
      where: "network",
      when: "2021-06-20T12:00+08:00",
      says: { en: "The network ran at 129.5 EH/s.", zh: "全网算力为129.5 EH/s。" },
      source: { publisher: "The Paper", published: "2021-06-21", title: "Report" },
      value: 129.5,
      unit: "EH/s",
      measured_by: { windows: ["24h", "14d"] },
    }),
  },
  "/api/audit/{file}": { file: "sichuan-2021" },
  "/api/studies/{name}/findings": { name: "sichuan-2021" },
  "/api/orders/{id}": { id: "cn-sichuan-2021-06-20-power-cut" },
  "/api/scenarios/{name}": { name: "sichuan-cut" },
  "/api/what-if": { place: "CN/Sichuan", from: "2021-06-20", to: "2021-09-20", size_pct: "-25" },
  "/api/data/{name}": { name: "machines" },
};

function exampleFor(path: string): Raw {
  return EXAMPLES[path] ?? (path.includes("{interval}") ? { interval: "1m" } : {});
}

describe("the document describes what is answered", () => {
  test.each(ANSWER_ROUTES.map((route) => [route.path, route] as const))(
    "%s has the shape that it says",
    async (path, route) => {
      const answer: unknown = JSON.parse(await bodyOf(path, exampleFor(path)));
      expect(answerShape(route).safeParse(answer).error).toBeUndefined();
    },
  );

  test("as OpenAPI 3.1, with every parameter that a question may have", () => {
    const parameter = z.object({ name: z.string(), in: z.string(), schema: z.looseObject({}) });
    const operation = z.object({ get: z.looseObject({ parameters: z.array(parameter) }) });
    const { openapi, paths } = z
      .object({ openapi: z.string(), paths: z.record(z.string(), operation) })
      .parse(describeRoutes());
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toEqual(ANSWER_ROUTES.map(({ path }) => path));
    const energy = paths["/api/energy"]?.get.parameters ?? [];
    expect(energy.map(({ name }) => name)).toEqual([
      "as_of",
      "draws",
      "seed",
      "at",
      "year",
      "model",
      "price",
    ]);
    expect(energy.find(({ name }) => name === "draws")?.schema).toMatchObject({
      type: "integer",
      minimum: 20,
      maximum: 1000,
    });
    const [, interval] = paths["/api/v1/mining/pools/{interval}"]?.get.parameters ?? [];
    expect(interval).toMatchObject({ name: "interval", in: "path" });
  });
});

/** Media types of a route's answer. */
const content = z.object({ content: z.record(z.string(), z.unknown()) });
const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const answered = z.looseObject({ responses: z.object({ "200": content }) });

describe("the whole interface, with simulations and events,", () => {
  const service = new AnswerService({
    places: { record: `${ROOT}data` },
    trouble: () => undefined,
  });
  const { paths } = described.parse(service.describe());
  const mediaOf = (path: string): string[] =>
    Object.keys(answered.parse(paths[path]?.["get"]).responses["200"].content);

  test.each(ANSWER_ROUTES.map((route) => [route.path, route] as const))(
    "tells in which media types %s comes, and how each is asked for",
    (path, { formats, parameters }) => {
      const media = {
        json: "application/json",
        csv: "text/csv",
        parquet: "application/vnd.apache.parquet",
      };
      expect(mediaOf(path)).toEqual(formats.map((format) => media[format]));
      const format = parameters.find(({ name }) => name === "format");
      expect(format?.schema["enum"] ?? ["json"]).toEqual(formats);
    },
  );

  test("tells which answers are streams of events", () => {
    const streams = Object.keys(paths).filter((path) => path.endsWith("/events"));
    expect(streams).toEqual(["/api/events", "/api/simulations/{id}/events"]);
    for (const path of streams) expect(mediaOf(path)).toEqual(["text/event-stream"]);
  });

  test("is listed in docs/http.md route by route, and nothing else is", () => {
    const text = readFileSync(`${ROOT}docs/http.md`, "utf8");
    const named = [...text.matchAll(/(?:^ {4}|`)(?:[A-Z]+ )?(\/api\/[\w/{}.-]+)/gmu)];
    const listed = new Set(named.map(([, path]) => path));
    expect(listed).toEqual(new Set([...Object.keys(paths), "/api/openapi.json"]));
  });
});

test("a table as Parquet holds the rows of the same table as JSON, as of the same time", async () => {
  const raw = { name: "orders", as_of: "2021-06-01" };
  const outcome = await desk.answer({ path: "/api/data/{name}", raw, format: "parquet" });
  if (outcome.kind !== "file") throw new Error(JSON.stringify(outcome));
  const { rows } = z
    .object({ rows: z.array(z.looseObject({})) })
    .parse(JSON.parse(await bodyOf("/api/data/{name}", raw)));
  expect(rows.length).toBeGreaterThan(5);
  expect(await parquetReadObjects({ file: outcome.bytes.buffer })).toEqual(rows);
  const again = await desk.answer({ path: "/api/data/{name}", raw, format: "parquet" });
  expect(again).toEqual(outcome);
});

describe("a table as CSV", () => {
  test("of pools has the interval of each share beside it", async () => {
    const [header, first] = (await bodyOf("/api/pools", { around: at }, "csv")).split("\r\n");
    const names = header?.split(",") ?? [];
    const cells = first?.split(",") ?? [];
    expect(names.slice(0, 6)).toEqual([
      "pool",
      "name",
      "blocks",
      "blocks_before",
      "share_pct",
      "share_pct_lo50",
    ]);
    const cell = (name: string): number => Number(cells[names.indexOf(name)]);
    expect(cell("share_pct_lo95")).toBeLessThan(cell("share_pct"));
    expect(cell("share_pct_hi95")).toBeGreaterThan(cell("share_pct"));
  });

  test("of retargets begins with genesis and of orders names the sources", async () => {
    const retargets = await bodyOf("/api/difficulty/history", {}, "csv");
    expect(retargets.split("\r\n")[1]).toBe("0,2009-01-03T18:15:05Z,1d00ffff,1,");
    const orders = await bodyOf("/api/orders", { place: "CN/Sichuan" }, "csv");
    expect(orders.split("\r\n")[1]).toMatch(/http/u);
  });
});
