import type { Estimate } from "../../base/index.ts";

type Sent = { readonly [Part in keyof Estimate]: number | null };

/** JSON has no infinity: an upper end, or a value, that nothing bounds arrives as null. */
export function unbounded(sent: Sent): Estimate {
  return {
    value: up(sent.value),
    lo50: up(sent.lo50),
    hi50: up(sent.hi50),
    lo80: up(sent.lo80),
    hi80: up(sent.hi80),
    lo95: up(sent.lo95),
    hi95: up(sent.hi95),
  };
}

function up(value: number | null): number {
  return value ?? Infinity;
}
