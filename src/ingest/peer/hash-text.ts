import { bytesFromHex, displayHash } from "../../bitcoin/index.ts";

/**
 * A hash in hexadecimal with its bytes in reverse: from as serialised to as displayed, and back.
 *
 * Here hashes are texts as serialised, so that they can be compared and looked up.
 */
export function flipped(hash: string): string {
  return displayHash(bytesFromHex(hash));
}
