import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { HashfallError, invalidInput } from "../../base/index.ts";
import { NETWORK_NAMES, NETWORKS, type Network } from "../../bitcoin/index.ts";
import { BlockFolder, blockFileNumbers, reaching, requireFile } from "./block-folder.ts";
import { Obfuscation } from "./obfuscation.ts";

const KEY_FILE = "xor.dat";
const KEY_BYTES = 8;
/** Files looked into for a network's magic. */
const FILES_TRIED = 16;
const GIVE_FOLDER = "give the folder that holds blk00000.dat, or the node's data directory";

/**
 * Finds the block files in a folder: there, in its `blocks`, or in that of a test network.
 *
 * @throws HashfallError `input.invalid` when there are none, `source.unreachable`, `source.malformed`.
 */
export function findBlockFolder(directory: string, network: Network | undefined): BlockFolder {
  if (!existsSync(directory)) {
    throw invalidInput("--from", `there is no folder ${directory}`, GIVE_FOLDER);
  }
  const places = [directory, join(directory, "blocks")];
  if (network !== undefined) places.push(join(directory, network.name, "blocks"));
  for (const path of places) {
    if (blockFileNumbers(path).length > 0) return new BlockFolder(path, readKey(path));
  }
  throw invalidInput("--from", `${directory} holds no blk*.dat`, GIVE_FOLDER);
}

/**
 * The network whose magic the files begin with.
 *
 * @throws HashfallError `source.other-network` when it is not the wanted one, `source.malformed` when
 * it is none, `source.unreachable`.
 */
export function detectNetwork(folder: BlockFolder, wanted: Network | undefined): Network {
  const found = findNetwork(folder);
  if (found === undefined) {
    const reason = "no file begins with the magic of a known network";
    const remedy = "bring xor.dat along with the blk*.dat: it lies beside them and holds their key";
    throw new HashfallError("source.malformed", `${folder.path}: ${reason}`, {
      problems: [{ path: folder.path, reason, remedy }],
    });
  }
  if (wanted !== undefined && found.name !== wanted.name) {
    throw new HashfallError(
      "source.other-network",
      `the blocks in ${folder.path} are of ${found.name}, not of ${wanted.name}`,
    );
  }
  return found;
}

function findNetwork(folder: BlockFolder): Network | undefined {
  let number = folder.from(0);
  for (let tried = 0; number !== null && tried < FILES_TRIED; tried += 1) {
    const magic = firstWord(folder, number);
    const name = NETWORK_NAMES.find((candidate) => NETWORKS[candidate].magic === magic);
    if (name !== undefined) return NETWORKS[name];
    number = folder.from(number + 1);
  }
  return undefined;
}

function firstWord(folder: BlockFolder, number: number): number | null {
  const file = folder.open(number);
  try {
    return file.window.load(0, 4) < 4 ? null : file.window.u32(0);
  } finally {
    file.close();
  }
}

function readKey(path: string): Obfuscation {
  const name = join(path, KEY_FILE);
  if (!existsSync(name)) return new Obfuscation();
  const key = reaching(name, () => {
    requireFile(statSync(name));
    return readFileSync(name);
  });
  if (key.length === KEY_BYTES) return new Obfuscation(key);
  throw new HashfallError("source.malformed", `${name} holds ${key.length} bytes instead of 8`);
}
