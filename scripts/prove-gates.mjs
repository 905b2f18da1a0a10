// Proves that the gates bite: plants one violation at a time and demands that the named gate fails
// on the planted file. A gate that stops looking (wrong glob, tool upgrade) passes everything in
// silence; this does not.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";

const TYPES = ["tsc", "-b"];
const LINT = ["oxlint", "--type-aware", "--deny-warnings", "src"];
const FORMAT = ["biome", "format", "src"];
const DEAD = ["knip"];

const cases = [
  {
    gate: TYPES,
    why: "upward import",
    file: "src/statistics/zz-planted.ts",
    code: 'export { hashrateAt as planted } from "../observe/index.ts";\n',
  },
  {
    gate: TYPES,
    why: "host interface in a pure folder",
    file: "src/observe/zz-planted.ts",
    code: "export const planted: unknown = process.env;\n",
  },
  {
    gate: TYPES,
    why: "one unit given for another",
    file: "src/observe/zz-planted.ts",
    code: 'import { type Watts, hours } from "../base/index.ts";\nexport const planted: Watts = hours(1);\n',
  },
  {
    gate: LINT,
    why: "package in a pure folder",
    file: "src/observe/zz-planted.ts",
    code: 'import { z } from "zod";\n\nexport const planted: unknown = z;\n',
  },
  {
    gate: LINT,
    why: "hidden randomness",
    file: "src/observe/zz-planted.ts",
    code: "export const planted: number = Math.random();\n",
  },
  {
    gate: LINT,
    why: "hidden clock",
    file: "src/report/zz-planted.ts",
    code: "export const planted: number = Date.now();\n",
  },
  {
    gate: LINT,
    why: "lost promise",
    file: "src/app/zz-planted.ts",
    code: "async function planted(): Promise<void> {}\n\nexport function lost(): void {\n  planted();\n}\n",
  },
  {
    gate: LINT,
    why: "type assertion",
    file: "src/app/zz-planted.ts",
    code: "export const planted: (value: unknown) => string = (value) => value as string;\n",
  },
  {
    gate: FORMAT,
    why: "unformatted file",
    file: "src/app/zz-planted.ts",
    code: "export const planted:number=1\n",
  },
  {
    gate: DEAD,
    why: "file that nobody uses",
    file: "src/app/zz-planted.ts",
    code: "export const planted: number = 1;\n",
  },
];

let failures = 0;
for (const { gate, why, file, code } of cases) {
  writeFileSync(file, code);
  const { status, stdout, stderr } = spawnSync("npx", gate, { encoding: "utf8" });
  rmSync(file);
  const caught = status !== 0 && status !== null && `${stdout}${stderr}`.includes("zz-planted");
  if (!caught) failures += 1;
  process.stdout.write(`${caught ? "caught" : "MISSED"}  ${gate[0]}: ${why}\n`);
}
process.stdout.write(`${cases.length - failures} of ${cases.length} planted faults caught\n`);
process.exitCode = failures === 0 ? 0 : 1;
