import { type Issue, shown } from "./issue.ts";
import type { ParameterRow } from "./parameter-table.ts";

/** What is wrong with a value as the number of a table row; null where it is right. */
export function numberFault(value: unknown, row: ParameterRow): Omit<Issue, "at"> | null {
  const unit = row.unit === "1" ? "" : ` ${row.unit}`;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return {
      reason: `${shown(value)} is not a number`,
      remedy: `give a number from ${row.min} to ${row.max}${unit}`,
    };
  }
  if (value >= row.min && value <= row.max) return null;
  return {
    reason: `${value}${unit} is outside ${row.min} to ${row.max}`,
    remedy: `give a value from ${row.min} to ${row.max}${unit}`,
  };
}
