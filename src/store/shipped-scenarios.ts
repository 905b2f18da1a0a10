import { join } from "node:path";
import { readdir } from "node:fs/promises";
import type { ShippedScenario } from "../simulate/index.ts";
import { readDraws } from "./draw-file.ts";
import { readScenarioLayers } from "./scenario-file.ts";

const WORLDS = "worlds";
/** What the worlds have in common, and no world by itself. */
const COMMON = "places";

/** Every shipped scenario, and the worlds that they rest on, as plain data. */
export async function readShippedScenarios(folder: string): Promise<readonly ShippedScenario[]> {
  const [own, worlds] = await Promise.all([namesIn(folder), namesIn(join(folder, WORLDS))]);
  return Promise.all([
    ...own.map(async (name) => readOne(folder, name)),
    ...worlds
      .filter((name) => name !== COMMON)
      .map(async (name) => readOne(folder, `${WORLDS}/${name}`)),
  ]);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml"));
  return names.map((name) => name.slice(0, -".yaml".length)).toSorted();
}

async function readOne(folder: string, name: string): Promise<ShippedScenario> {
  const { posterior, ...layers } = await readScenarioLayers(join(folder, `${name}.yaml`), folder);
  const draws =
    posterior === null ? null : await readDraws(join(folder, "posteriors", `${posterior}.json`));
  return { ...layers, name, is_world: name.startsWith(`${WORLDS}/`), draws };
}
