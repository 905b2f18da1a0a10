/** Attributes of an element; `undefined` leaves one out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Text made safe for XML and HTML, between tags and inside quotes. */
export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * Text as it is set: curved apostrophes, no line break inside an interval or after `p =`, and a thin
 * space between a Chinese character and the sign of a number.
 */
export function typeset(text: string): string {
  return text
    .replaceAll(/(?<=\p{L})'/gu, "’")
    .replaceAll(/(?<=\p{Script=Han})(?=[−+]\d)/gu, "\u2009")
    .replaceAll(" × 10", "\u00a0×\u00a010")
    .replaceAll(/\bp = /gu, "p\u00a0=\u00a0")
    .replaceAll(/\[([^\s\],]+), ([^\s\]]+)\]/gu, "[$1,\u00a0$2]");
}

/** An XML element; children are markup already. Numbers are rounded to a tenth of a pixel. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(attributeText(value))}"`)
    .join("");
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join("")}</${name}>`;
}

function attributeText(value: string | number): string {
  return typeof value === "string" ? value : String(Math.round(value * 10) / 10);
}

/** Where and how a label stands. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly class?: string;
  readonly anchor?: "start" | "middle" | "end";
}

/** A text label. */
export function label(text: string, { x, y, anchor, ...rest }: LabelPlace): string {
  return element(
    "text",
    { x, y, class: rest.class, "text-anchor": anchor === "start" ? undefined : anchor },
    escapeText(typeset(text)),
  );
}

/** A straight line. */
export function rule(
  from: readonly [number, number],
  to: readonly [number, number],
  style: string,
): string {
  return element("line", { x1: from[0], y1: from[1], x2: to[0], y2: to[1], class: style });
}

/** A diamond round a point: the mark of a claim. */
export function diamond(x: number, y: number, style: string, radius = 5.5): string {
  const points = [
    [x, y - radius],
    [x + radius, y],
    [x, y + radius],
    [x - radius, y],
  ];
  const written = points.map(([px = 0, py = 0]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" ");
  return element("polygon", { points: written, class: style });
}

/** Rough width of a label in pixels: Latin letters half an em, Chinese characters a whole. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += character > "\u2e80" ? 1 : 0.53;
  return ems * size;
}
