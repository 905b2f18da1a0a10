import { formatNumber } from "../../../report/index.ts";

const PREFIXES = ["H/s", "kH/s", "MH/s", "GH/s", "TH/s", "PH/s", "EH/s", "ZH/s"] as const;

/** A hashrate, given in EH/s, in the unit that suits its size: three figures. */
export function rateWord(rate_EH_s: number): string {
  const hashes = rate_EH_s * 1e18;
  const power = Math.floor(Math.log10(Math.max(hashes, 1)) / 3 + 1e-9);
  const step = Math.min(power, PREFIXES.length - 1);
  const value = hashes / 1000 ** step;
  return `${threeFigures(value)}\u00a0${PREFIXES[step] ?? ""}`;
}

/** Three figures, no trailing noughts behind the point. */
function threeFigures(value: number): string {
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return formatNumber(value, digits)
    .replace(/(\.\d*?)0+$/u, "$1")
    .replace(/\.$/u, "");
}

/** Hashrate, EH/s, at which a difficulty gives a block every ten minutes. */
export function levelOf(difficulty: number): number {
  return (difficulty * 2 ** 32) / 600 / 1e18;
}

/** A column known at some instants as it held at others: the last before each. */
export function heldAt(
  {
    at_s,
    values,
  }: { readonly at_s: readonly (number | null)[]; readonly values: readonly number[] },
  times: readonly number[],
): (number | null)[] {
  let index = -1;
  return times.map((time) => {
    while (index + 1 < at_s.length && (at_s[index + 1] ?? -Infinity) <= time) index += 1;
    return values[index] ?? null;
  });
}
