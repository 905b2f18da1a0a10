import { PAINTS, type Paint, type Role } from "./palette.ts";
import type { Scene, Shape } from "./scene.ts";
import type { Edge, Point } from "./thinned.ts";

type Context = CanvasRenderingContext2D;

/** Colours and type of the page as they stand now. */
export interface Ink {
  readonly colours: ReadonlyMap<Role, string>;
  readonly font: string;
}

const ROLES: readonly Role[] = [
  "paper",
  "ink",
  "soft",
  "hair",
  "river",
  "copper",
  "ochre",
  "violet",
  "red",
];

/** Reads the colours that the page has at an element: light, dark, or as printed. */
export function inkOf(place: Element): Ink {
  const style = getComputedStyle(place);
  const colours = ROLES.map((role) => [role, style.getPropertyValue(`--${role}`).trim()] as const);
  return { colours: new Map(colours), font: style.getPropertyValue("--sans").trim() };
}

/** Paints a scene on a canvas that is `scale` device pixels to one of the page. */
export function paintScene(context: Context, scene: Scene, ink: Ink, scale: number): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  for (const shape of scene.behind) paintShape(context, shape, ink);
  const { left, right, top, bottom } = scene.plot;
  context.save();
  context.beginPath();
  context.rect(left, top - 8, right - left, bottom - top + 8);
  context.clip();
  for (const shape of scene.inside) paintShape(context, shape, ink);
  context.restore();
  for (const shape of scene.front) paintShape(context, shape, ink);
}

function paintShape(context: Context, shape: Shape, ink: Ink): void {
  const paint: Paint = PAINTS[shape.style];
  const colour = ink.colours.get(paint.role) ?? "";
  context.globalAlpha = paint.alpha ?? 1;
  context.fillStyle = colour;
  context.strokeStyle = colour;
  switch (shape.kind) {
    case "area":
      paintArea(context, shape.edges);
      break;
    case "line":
      trace(context, shape.points);
      stroke(context, paint);
      break;
    case "polygon":
      if (paint.hollow === true) context.fillStyle = ink.colours.get("paper") ?? "";
      paintPolygon(context, shape.points, paint);
      break;
    case "dots":
      paintDots(context, shape.points);
      break;
    case "text":
      context.font = `${paint.bold === true ? 600 : 400} 13px ${ink.font}`;
      context.textAlign = shape.anchor === "middle" ? "center" : shape.anchor;
      context.fillText(shape.text, ...shape.at);
      break;
    default:
      shape satisfies never;
  }
  context.globalAlpha = 1;
}

function paintArea(context: Context, edges: readonly Edge[]): void {
  context.beginPath();
  for (const [x, low] of edges) context.lineTo(x, low);
  for (const [x, , high] of edges.toReversed()) context.lineTo(x, high);
  context.fill();
}

function paintPolygon(context: Context, points: readonly Point[], paint: Paint): void {
  trace(context, points);
  context.closePath();
  context.fill();
  if (paint.stroke !== undefined) stroke(context, paint);
}

function trace(context: Context, points: readonly Point[]): void {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
}

function stroke(context: Context, { stroke: width = 1, dash = [] }: Paint): void {
  context.lineWidth = width;
  context.lineJoin = "round";
  context.setLineDash([...dash]);
  context.stroke();
  context.setLineDash([]);
}

function paintDots(context: Context, points: readonly Point[]): void {
  context.beginPath();
  for (const [x, y] of points) {
    context.moveTo(x + 1.9, y);
    context.arc(x, y, 1.9, 0, 2 * Math.PI);
  }
  context.fill();
}
