import { textWidth } from "../../report/index.ts";
import type { BandedLayer, Layer } from "./layers.ts";
import type { Style } from "./palette.ts";
import type { Plot, Shape } from "./scene.ts";
import { type Placed, type Point, bandRuns, lineRuns } from "./thinned.ts";

/** Bands of all layers, widest first, under every line. */
export function bandShapes(layers: readonly Layer[], placed: Placed): Shape[] {
  const banded = layers.filter((layer): layer is BandedLayer => layer.kind !== "fact");
  return banded.flatMap(({ kind, band95, band50 }) =>
    kind === "compared"
      ? outline(band95, placed)
      : areas(band95, placed, `${kind}95`).concat(areas(band50, placed, `${kind}50`)),
  );
}

/** Two lines in place of an area, so that the area of another run stays in view below. */
function outline({ low, high }: BandedLayer["band95"], placed: Placed): Shape[] {
  return [low, high].flatMap((values) =>
    lineRuns(values, placed).map(
      (points): Shape => ({ kind: "line", points, style: "compared95" }),
    ),
  );
}

function areas(band: BandedLayer["band50"], placed: Placed, style: Style): Shape[] {
  if (band === undefined) return [];
  return bandRuns(band.low, band.high, placed).map((edges) => ({ kind: "area", edges, style }));
}

/** Lines, steps and dots of the layers; facts first, so that an estimate lies over them. */
export function layerShapes(layers: readonly Layer[], placed: Placed, plot: Plot): Shape[] {
  const order = layers.toSorted((a, b) => Number(a.kind !== "fact") - Number(b.kind !== "fact"));
  return order.flatMap((layer): Shape[] => {
    if (layer.kind === "fact") return factShapes(layer, placed);
    const lines = lineRuns(layer.values, placed).map(
      (points): Shape => ({ kind: "line", points, style: layer.kind }),
    );
    if (layer.made_s === undefined) return lines;
    const at = placed.x(layer.made_s);
    const made: Shape = {
      kind: "line",
      points: [
        [at, plot.top],
        [at, plot.bottom],
      ],
      style: "made",
    };
    return lines.concat(made);
  });
}

function factShapes({ values, shape }: Layer & { readonly kind: "fact" }, placed: Placed): Shape[] {
  const runs = lineRuns(values, placed);
  switch (shape) {
    case "dots":
      return [{ kind: "dots", points: runs.flat(), style: "dots" }];
    case "line":
      return runs.map((points) => ({ kind: "line", points, style: "fact" }));
    case "model":
      return runs.map((points) => ({ kind: "line", points, style: "model" }));
    case "step":
      return runs.map((points) => ({ kind: "line", points: steps(points), style: "fact" }));
    default:
      return shape satisfies never;
  }
}

/** Each value holds until the next. */
function steps(points: readonly Point[]): Point[] {
  return points.flatMap((point, index): Point[] => {
    const before = points[index - 1];
    return before === undefined ? [point] : [[point[0], before[1]], point];
  });
}

const LABEL_HEIGHT = 17;

/** Names the layers at the end of their lines; in one row above where there is no room beside. */
export function labelShapes(
  layers: readonly Layer[],
  placed: Placed,
  { plot, isWide }: { readonly plot: Plot; readonly isWide: boolean },
): Shape[] {
  return isWide ? besideEnds(layers, placed, plot) : inRow(layers, plot);
}

function besideEnds(layers: readonly Layer[], placed: Placed, plot: Plot): Shape[] {
  const wanted = layers
    .map((layer) => ({ layer, y: endHeight(layer, placed, plot) }))
    .toSorted((a, b) => a.y - b.y);
  let free = plot.top;
  return wanted.map(({ layer, y }): Shape => {
    const at = Math.max(free, Math.min(y, plot.bottom));
    free = at + LABEL_HEIGHT;
    return {
      kind: "text",
      at: [plot.right + 8, at + 4.5],
      text: layer.label,
      anchor: "start",
      style: `${layer.kind}Word`,
    };
  });
}

/** Height of the last value in view. */
function endHeight(layer: Layer, { first, last, time_s, x, y }: Placed, plot: Plot): number {
  for (let index = last; index >= first; index -= 1) {
    const value = layer.values[index];
    if (typeof value === "number" && x(time_s[index] ?? 0) <= plot.right + 1) return y(value);
  }
  return plot.bottom;
}

function inRow(layers: readonly Layer[], plot: Plot): Shape[] {
  let at = plot.left;
  return layers.map((layer): Shape => {
    const place = at;
    at += textWidth(layer.label, 13) + 18;
    return {
      kind: "text",
      at: [place, 33],
      text: layer.label,
      anchor: "start",
      style: `${layer.kind}Word`,
    };
  });
}
