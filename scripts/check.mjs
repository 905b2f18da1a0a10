// Runs every check, whatever the ones before it said, and ends with how many passed.
import { spawnSync } from "node:child_process";

const checks = ["format:check", "lint", "types", "deadcode", "gates"];
const failed = checks.filter((check) => {
  process.stdout.write(`\n== ${check}\n`);
  return spawnSync("npm", ["run", "--silent", check], { stdio: "inherit" }).status !== 0;
});
for (const check of checks) {
  process.stdout.write(`${failed.includes(check) ? "failed" : "passed"}  ${check}\n`);
}
process.exitCode = failed.length === 0 ? 0 : 1;
