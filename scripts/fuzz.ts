import { run } from "../test/fuzz/run.ts";
import { TARGETS } from "../test/fuzz/targets.ts";
const [cases = "20000", seed = "1", only] = process.argv.slice(2);
const targets = TARGETS.filter((t) => only === undefined || t.name === only);
const r = await run({ targets, cases: Number(cases), seed: Number(seed) });
for (const t of r.tallies) process.stdout.write(`${t.name} ${t.cases} ${t.seconds.toFixed(2)} s ${(1e6*t.seconds/t.cases).toFixed(1)} us slowest ${t.slowest.milliseconds.toFixed(0)} ms ${t.name}:${t.slowest.number}\n   ${[...t.outcomes].map(([k,v])=>`${k} ${v}`).join(", ")}\n`);
for (const f of r.findings) process.stdout.write(`FINDING ${f.target}:${f.number} ${f.reason}\n${Buffer.from(f.input).toString("hex").slice(0,400)}\n`);
process.stdout.write(`${JSON.stringify([r.warm, r.end, process.resourceUsage().maxRSS])}\n`);
