import { readFileSync } from "node:fs";
import { z } from "zod";
import { type BuiltFile, readFacts, readJson } from "./facts.ts";

/** The merge of the two lists, made by hand and kept in the repository: see its `how` field. */
const MERGED = new URL("orders-merged.json", import.meta.url);

const merged = z.object({
  orders: z.array(
    z.object({ sources: z.array(z.object({ list: z.string(), id: z.string() }).loose()) }).loose(),
  ),
});
const eventList = z.object({ events: z.array(z.object({ id: z.string() }).loose()) });

/**
 * Orders and events, merged by hand from two lists. Fails unless every row of both lists is cited by
 * exactly one order, so a longer list cannot be shortened in silence.
 */
export function orderFile(folder: string): BuiltFile {
  const text = readFileSync(MERGED);
  const { orders } = merged.parse(JSON.parse(text.toString("utf8")));
  const cited = orders.flatMap((order) => [
    ...new Set(order.sources.map(({ list, id }) => `${list}:${id}`)),
  ]);
  const problems = [
    ...listed(folder)
      .filter((row) => !cited.includes(row))
      .map((row) => `${row} is not merged`),
    ...cited
      .filter((row, index) => cited.indexOf(row) !== index)
      .map((row) => `${row} is cited twice`),
  ];
  if (problems.length > 0) throw new Error(`orders-merged.json: ${problems.join("; ")}`);
  return {
    path: "orders.json",
    what: "Orders and events that moved mining or its power, with the time they took effect and the time they became known",
    columns: {
      known_at: "UTC",
      effective_at: "UTC",
      ends_at: "UTC",
      confidence: "A several independent or primary accounts, B one, C weak",
    },
    rows: orders.length,
    period: "see each order",
    source: "public reports and official notices; the address of each stands with the order",
    licence: "our own summaries, MIT",
    content: Buffer.from(`${JSON.stringify(JSON.parse(text.toString("utf8")), null, 1)}\n`),
  };
}

function listed(folder: string): string[] {
  const { events } = eventList.parse(readJson(folder, "events/policy-events.json"));
  const table = readFacts(folder, "events/mining_power_policy_events.csv").toString("utf8");
  const rows = [...table.matchAll(/^(E\d+),/gmu)].map(
    ([, id]) => `mining-power-policy-events:${id}`,
  );
  return [...events.map(({ id }) => `policy-events:${id}`), ...rows];
}
