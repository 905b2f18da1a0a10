import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT } from "../../shipped.ts";

const IMPORT =
  /^(?:import|export)\b[^"]*?from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gmu;

test.each(["simulate/ensemble/browser-worker.js", "simulate/index.js"])(
  "a browser can load %s: nothing it imports needs a package or a host",
  (entry) => {
    const seen = new Map<string, readonly string[]>();
    const waiting = [new URL(`file://${ROOT}dist/${entry}`).href];
    for (const module of waiting) {
      if (seen.has(module)) continue;
      const imports = importsOf(module);
      seen.set(module, imports);
      const relative = imports.filter((name) => name.startsWith("."));
      waiting.push(...relative.map((name) => new URL(name, module).href));
    }
    const bare = [...seen].flatMap(([module, imports]) =>
      imports.filter((name) => !/^\.{1,2}\/.*\.js$/u.test(name)).map((name) => [module, name]),
    );
    expect(bare).toEqual([]);
    expect([...seen.keys()].some((module) => module.includes("/dist/statistics/"))).toBe(true);
  },
);

function importsOf(module: string): readonly string[] {
  const text = readFileSync(new URL(module), "utf8");
  return [...text.matchAll(IMPORT)].map(([, named, bare, late]) => named ?? bare ?? late ?? "");
}
