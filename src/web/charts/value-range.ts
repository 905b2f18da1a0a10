import type { ChartContent, Layer, Stretch, Values } from "./layers.ts";

/** Share of the height left free above and below. */
const MARGIN = 0.05;

/** Lowest and highest value of the axis for what is in view. A linear one starts at 0 when it is near. */
export function valueRange(
  { layers, claims = [], time_s, scale }: ChartContent,
  { first, last }: { readonly first: number; readonly last: number },
  view: Stretch,
): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  const widen = (value: number | null | undefined): void => {
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    if (scale === "log" && value <= 0) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const column of layers.flatMap(columnsOf)) {
    for (let index = first; index <= last; index += 1) widen(column[index]);
  }
  for (const { at_s, value } of claims) if (at_s >= view.from_s && at_s <= view.to_s) widen(value);
  if (low > high) return scale === "log" ? [1, 10] : [0, 1];
  return scale === "log" ? logRange(low, high) : linearRange(low, high, time_s.length);
}

function columnsOf(layer: Layer): readonly Values[] {
  if (layer.kind === "fact") return [layer.values];
  return [layer.values, layer.band95.low, layer.band95.high];
}

function linearRange(low: number, high: number, points: number): readonly [number, number] {
  const isNearZero = low >= 0 && (low < 0.4 * high || points < 2);
  const bottom = isNearZero ? 0 : low;
  const margin = (high - bottom) * MARGIN || Math.abs(high) * MARGIN || 1;
  return [isNearZero ? 0 : bottom - margin, high + margin];
}

function logRange(low: number, high: number): readonly [number, number] {
  const margin = Math.max(high / low, 1.1) ** MARGIN;
  return [low / margin, high * margin];
}
