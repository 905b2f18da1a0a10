import { toBitsLossy } from "../../src/bitcoin/retarget.ts";

export { RETARGET_INTERVAL } from "../../src/bitcoin/index.ts";

/** Packed form of a target, hexadecimal. */
export function toBitsOf(target: bigint): string {
  return toBitsLossy(target).toString(16).padStart(8, "0");
}
