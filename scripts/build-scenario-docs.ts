// Writes docs/scenario-parameters.md and scenarios/scenario.schema.json from the parameter table.
import { writeFileSync } from "node:fs";
import { referencePage, scenarioSchema } from "../src/simulate/index.ts";

const ROOT = new URL("../", import.meta.url);
writeFileSync(new URL("docs/scenario-parameters.md", ROOT), referencePage());
writeFileSync(
  new URL("scenarios/scenario.schema.json", ROOT),
  `${JSON.stringify(scenarioSchema(), null, 1)}\n`,
);
