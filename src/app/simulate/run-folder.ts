import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { invalidInput } from "../../base/index.ts";
import { inOutFolder, makeFolders, systemCode } from "./folder-faults.ts";

/** What a run folder says of itself. */
export interface RunManifest {
  /** Of the model with its facts, the seed, the members and the version. */
  readonly fingerprint: string;
  readonly seed: number;
  readonly members: number;
  readonly version: string;
}

const MANIFEST = "manifest.json";

/**
 * Makes the folder of a run, or takes up one that the same run left.
 * @throws HashfallError `input.invalid` where the folder holds anything else.
 */
export async function openRunFolder(folder: string, manifest: RunManifest): Promise<void> {
  await inOutFolder(folder, async () => takeUp(folder, manifest));
}

async function takeUp(folder: string, manifest: RunManifest): Promise<void> {
  await makeFolders(folder);
  const path = join(folder, MANIFEST);
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) {
    await requireEmpty(folder);
    await writeFile(`${path}.tmp`, `${JSON.stringify(manifest, null, 2)}\n`);
    await rename(`${path}.tmp`, path);
    return;
  }
  if (fingerprintIn(text) === manifest.fingerprint) return;
  throw invalidInput(
    folder,
    "holds another run: its scenario, facts, seed, members or version differ",
    "name another folder, or delete this one",
  );
}

async function requireEmpty(folder: string): Promise<void> {
  const name = (await readdir(folder)).find((entry) => entry !== `${MANIFEST}.tmp`);
  if (name === undefined) return;
  throw invalidInput(folder, `holds ${name} and no ${MANIFEST}`, "name a new or empty folder");
}

/** What a damaged manifest says is no fingerprint. */
function fingerprintIn(text: string): unknown {
  try {
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === "object" && manifest !== null && "fingerprint" in manifest
      ? manifest.fingerprint
      : undefined;
  } catch {
    return undefined;
  }
}
