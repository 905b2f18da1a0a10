// Reads a folder of facts and writes the record: data/ with its manifest, and DATA_SOURCES.md.
//
//   npm run build-record -- FOLDER [OUT]
//
// The folder's layout is the one that `SOURCES` names. Equal inputs give equal bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ManifestFile, pieceFingerprints, sha256 } from "../../src/store/index.ts";
import { blockFile } from "./blocks.ts";
import { checkpointFile, retargetFile } from "./checkpoints.ts";
import { dataSources } from "./data-sources.ts";
import { energyFiles } from "./energy/energy.ts";
import type { BuiltFile } from "./facts.ts";
import { marketFile } from "./market.ts";
import { orderFile } from "./orders.ts";
import { poolFile } from "./pools.ts";

const [folder, out = "data"] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: npm run build-record -- FOLDER [OUT]");

const built: BuiltFile[] = [
  blockFile(folder),
  retargetFile(folder),
  checkpointFile(folder),
  marketFile(folder),
  poolFile(folder),
  orderFile(folder),
  ...energyFiles(),
];
mkdirSync(out, { recursive: true });
const files: ManifestFile[] = built.map(({ content, ...description }) => {
  writeFileSync(join(out, description.path), content);
  const prints = { sha256: sha256(content), pieces: pieceFingerprints(content) };
  return Object.assign(description, { bytes: content.length }, prints);
});
writeFileSync(
  join(out, "manifest.json"),
  `${JSON.stringify({ schema: "hashfall-record/1", files }, null, 1)}\n`,
);
writeFileSync(join(out, "..", "DATA_SOURCES.md"), dataSources(files));
const total = files.reduce((sum, file) => sum + file.bytes, 0);
process.stdout.write(`${files.length} files, ${(total / 1e6).toFixed(2)} MB in ${out}\n`);
