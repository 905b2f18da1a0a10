import type { Change } from "../../simulate/index.ts";

/** Changes as they stand in an address: `parameters.pue:1.2~orders.cut:off`. */
export function writeChanges(changes: readonly Change[]): string {
  return changes.map(([path, value]) => `${path}:${value === null ? "off" : value}`).join("~");
}

/** Reads what `writeChanges` wrote; what is no change is left out. */
export function readChanges(text: string | undefined): readonly Change[] {
  return (text ?? "").split("~").flatMap((part): Change[] => {
    const at = part.indexOf(":");
    if (at < 1) return [];
    return [[part.slice(0, at), valueOf(part.slice(at + 1))]];
  });
}

/** The changes with one more, which takes the place of an earlier one of its path. */
export function withChange(
  changes: readonly Change[],
  path: string,
  value: Change[1] | undefined,
): readonly Change[] {
  const others = changes.filter(([known]) => known !== path);
  return value === undefined ? others : [...others, [path, value]];
}

function valueOf(text: string): Change[1] {
  if (text === "off") return null;
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}
