import { coinbaseHeight, type Network } from "../../bitcoin/index.ts";
import type { BlockFolder } from "./block-folder.ts";
import { FileFaults } from "./file-faults.ts";
import { FileScanner } from "./file-scanner.ts";

/** Blocks of the last file looked at, at most. */
const MAX_LOOKED_AT = 16_384;
/** Two centuries of blocks; the first block's script reads as a height of 486,604,799. */
const MAX_HEIGHT = 10_000_000;

/**
 * Highest height that a coinbase in the last file states (BIP 34); null when none states one.
 *
 * The share of bytes read would not do instead: the first file of mainnet holds 120,000 blocks, the
 * last ones fewer than 100 each.
 */
export function heightOfLastFile(folder: BlockFolder, network: Network): number | null {
  const file = folder.open(folder.last);
  try {
    const options = { network, from: 0, growing: true, faults: new FileFaults() };
    const scanner = new FileScanner(file.window, options);
    let highest: number | null = null;
    for (let looked = 0; looked < MAX_LOOKED_AT; looked += 1) {
      const found = scanner.next();
      if (typeof found === "string") break;
      const height = statedHeight(found.body?.coinbase ?? null, network);
      if (height !== null && height > (highest ?? 0)) highest = height;
    }
    return highest;
  } finally {
    file.close();
  }
}

/** Height that a coinbase states; null where the rule did not hold yet: a script may look like it. */
export function statedHeight(
  body: { readonly script: Uint8Array } | null,
  network: Network,
): number | null {
  const height = body === null ? null : coinbaseHeight(body.script);
  return height === null || height < network.bip34Height || height > MAX_HEIGHT ? null : height;
}
