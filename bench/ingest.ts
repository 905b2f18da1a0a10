// Prints what reading a chain costs: headers, block files, a node's REST, the store. Each part asserts
// that the result is right before it is timed, and runs the physical limit or the peer beside it.
import { blockFileBench } from "./block-files.ts";
import { headerBench } from "./headers.ts";
import { printMachine } from "./machine.ts";
import { restBench } from "./rest.ts";
import { storeBench } from "./store.ts";

const PARTS = ["headers", "rest", "files", "store"] as const;
const chosen = process.argv.slice(2);
const wanted = (part: (typeof PARTS)[number]): boolean =>
  chosen.length === 0 || chosen.includes(part);

printMachine();

if (wanted("headers")) {
  for (const { name, perSecond } of headerBench().rows) {
    print(`${(perSecond / 1e6).toFixed(2)} million headers/s`, name);
  }
}

if (wanted("rest")) {
  const { bare, source, medianShare } = await restBench();
  print(`${bare.perSecond.toFixed(0)} requests/s`, "bare keep-alive client, answers thrown away");
  print(`${source.perSecond.toFixed(0)} requests/s`, "coinbases over REST, read and checked");
  const share = (100 * source.perSecond) / bare.perSecond;
  print(`${share.toFixed(0)} %`, "of the bare client, fastest rounds");
  print(`${(100 * medianShare).toFixed(0)} %`, "of the bare client, median of rounds");
}

if (wanted("files")) {
  for (const line of await blockFileBench()) process.stdout.write(`${line}\n`);
}

if (wanted("store")) {
  for (const { name, value, unit, atMost } of (await storeBench()).rows) {
    const bound = atMost === null ? "" : ` (at most ${atMost})`;
    print(`${value.toFixed(unit === "s" ? 2 : 1)} ${unit}`, `${name}${bound}`);
  }
}

function print(figure: string, name: string): void {
  process.stdout.write(`${figure.padStart(26)}  ${name}\n`);
}
