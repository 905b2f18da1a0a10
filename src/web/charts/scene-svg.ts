import { LIGHT, element, escapeText } from "../../report/index.ts";
import { PAINTS, type Paint, type Role } from "./palette.ts";
import type { Scene, Shape } from "./scene.ts";
import type { Point } from "./thinned.ts";

/** A scene as an SVG that stands alone, in light colours: for a file, and for paper. */
export function sceneSvg(scene: Scene, title: string, id: string): string {
  const { left, right, top, bottom } = scene.plot;
  const clip = `${id}-plot`;
  return element(
    "svg",
    {
      class: "fig w-wide",
      viewBox: `0 0 ${scene.width} ${scene.height}`,
      width: scene.width,
      height: scene.height,
      role: "img",
      "aria-label": title,
    },
    element(
      "clipPath",
      { id: clip },
      element("rect", { x: left, y: top - 8, width: right - left, height: bottom - top + 8 }),
    ),
    ...scene.behind.map(shapeSvg),
    element("g", { "clip-path": `url(#${clip})` }, ...scene.inside.map(shapeSvg)),
    ...scene.front.map(shapeSvg),
  );
}

/** Classes of `FIGURE_STYLE` for words, since the page forbids styles written into markup. */
const TEXT_CLASSES: Readonly<Partial<Record<Role, string>>> = {
  river: "t-river",
  ochre: "t-ochre",
  violet: "t-violet",
  copper: "num",
};

function shapeSvg(shape: Shape): string {
  const paint: Paint = PAINTS[shape.style];
  const colour = LIGHT[paint.role];
  const filled = { fill: colour, "fill-opacity": written(paint.alpha) };
  switch (shape.kind) {
    case "area": {
      const low = shape.edges.map(([x, y]): Point => [x, y]);
      const high = shape.edges.toReversed().map(([x, , y]): Point => [x, y]);
      return element("path", { d: `${pathOf([...low, ...high])}Z`, ...filled });
    }
    case "line":
      return element("path", { d: pathOf(shape.points), fill: "none", ...stroked(paint) });
    case "polygon": {
      const fill = paint.hollow === true ? LIGHT["paper"] : colour;
      return element("path", { d: `${pathOf(shape.points)}Z`, fill, ...stroked(paint) });
    }
    case "dots":
      return element("path", {
        d: shape.points.map(([x, y]) => `M${x.toFixed(1)},${y.toFixed(1)}h0`).join(""),
        fill: "none",
        stroke: colour,
        "stroke-opacity": written(paint.alpha),
        "stroke-width": "3.8",
        "stroke-linecap": "round",
      });
    case "text":
      return element(
        "text",
        {
          x: shape.at[0],
          y: shape.at[1],
          class: TEXT_CLASSES[paint.role] ?? "soft",
          fill: colour,
          "text-anchor": shape.anchor,
        },
        escapeText(shape.text),
      );
    default:
      return shape satisfies never;
  }
}

function stroked({ role, stroke, dash }: Paint): Readonly<Record<string, string | undefined>> {
  if (stroke === undefined) return {};
  return {
    stroke: LIGHT[role],
    "stroke-width": String(stroke),
    "stroke-dasharray": dash?.join(" "),
    "stroke-linejoin": "round",
  };
}

function pathOf(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
}

const written = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : String(value);
