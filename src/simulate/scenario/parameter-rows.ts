import { GROWTH_ROWS } from "./growth-rows.ts";
import { MODEL_ROWS } from "./model-rows.ts";
import { NETWORK_ROWS } from "./network-rows.ts";
import { ORDER_ROWS } from "./order-rows.ts";
import type { ParameterRow } from "./parameter-table.ts";
import { PLACE_ROWS } from "./place-rows.ts";

/** Every number a scenario can hold: the single source of defaults, checks, schema and reference. */
export const PARAMETER_ROWS: readonly ParameterRow[] = [
  ...MODEL_ROWS,
  ...GROWTH_ROWS,
  ...NETWORK_ROWS,
  ...PLACE_ROWS,
  ...ORDER_ROWS,
];

const BY_PATTERN: ReadonlyMap<string, ParameterRow> = new Map(
  PARAMETER_ROWS.map((row) => [row.path, row]),
);
const PATTERNS = PARAMETER_ROWS.map((row) => ({ row, parts: row.path.split(".") }));

/** Row of a pattern such as `regions.*.share`. */
export function rowOfPattern(pattern: string): ParameterRow | undefined {
  return BY_PATTERN.get(pattern);
}

/** Row of a path of a scenario such as `regions.sichuan.share`. */
export function rowOfPath(path: string): ParameterRow | undefined {
  const segments = path.split(".");
  return PATTERNS.find(
    ({ parts }) =>
      parts.length === segments.length &&
      parts.every((part, index) => part === "*" || part === segments[index]),
  )?.row;
}
