import { unixSeconds } from "../../base/index.ts";
import { type Language, formatFullDay, formatInstant } from "../../report/index.ts";
import type { ChartContent, Layer, Stretch } from "./layers.ts";
import { writeValue } from "./scene.ts";

const DAY = 86_400;

/** What a chart says at one of its instants: the value of each layer, with its 95 % interval. */
export interface Reading {
  readonly when: string;
  readonly values: readonly { readonly kind: Layer["kind"]; readonly text: string }[];
}

export function readingAt(content: ChartContent, index: number, language: Language): Reading {
  const at_s = content.time_s[index] ?? 0;
  return {
    when: instantWord(at_s, language),
    values: content.layers.flatMap((layer) => {
      const text = layerWord(content, layer, index);
      return text === null ? [] : [{ kind: layer.kind, text }];
    }),
  };
}

/** A day where the instant is one, else with its time of day. */
function instantWord(at_s: number, language: Language): string {
  const at = unixSeconds(at_s);
  const day = formatFullDay(at, language);
  if (at_s % DAY === 0) return day;
  const clock = formatInstant(at, language).match(/\d{2}:\d{2} UTC$/u)?.[0] ?? "";
  return `${day} ${clock}`;
}

/** First and last day of a stretch. */
export function stretchWord({ from_s, to_s }: Stretch, language: Language): string {
  const [from, to] = [from_s, to_s].map((at) =>
    formatFullDay(unixSeconds(Math.round(at)), language),
  );
  return language === "zh" ? `${from}至${to}` : `${from} to ${to}`;
}

function layerWord(content: ChartContent, layer: Layer, index: number): string | null {
  const value = layer.values[index];
  if (value === null || value === undefined) return null;
  const unit = content.write === undefined ? `\u00a0${content.unit}` : "";
  const number = writeValue(content, value);
  if (layer.kind === "fact") return `${layer.label}: ${number}${unit}`;
  const [low, high] = [layer.band95.low[index], layer.band95.high[index]];
  const end = (bound: number | null | undefined): string =>
    bound === null || bound === undefined ? "∞" : writeValue(content, bound);
  return `${layer.label}: ${number} [${end(low)},\u00a0${end(high)}]${unit}`;
}
