import { formatNumber } from "../text/format.ts";
import { drawing } from "./frame.ts";
import { element, label, rule } from "./svg.ts";

/** A place with its part of the hashrate, per cent. */
export interface PlaceShare {
  readonly place: string;
  readonly name: string;
  readonly value: number;
  readonly lo95: number;
  readonly hi95: number;
  readonly lo50: number;
  readonly hi50: number;
}

export interface PlacesPlot {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly places: readonly PlaceShare[];
  /** Largest share that any month has, so that tiles of all months have one scale. */
  readonly largest: number;
}

/** Column and row of a tile: roughly where the place lies, north above. */
const CELLS: Readonly<Record<string, readonly [column: number, row: number]>> = {
  CA: [0, 0],
  US: [0, 1],
  PY: [0, 2],
  IE: [1, 0],
  DE: [2, 0],
  other: [1, 2],
  RU: [3, 0],
  IR: [2, 1],
  KZ: [3, 1],
  AE: [2, 2],
  OM: [3, 2],
  "CN/Xinjiang": [4, 0],
  "CN/Inner Mongolia": [5, 0],
  "CN/Sichuan": [4, 1],
  "CN/other": [5, 1],
  "CN/Yunnan": [4, 2],
  MY: [5, 2],
};
const COLUMNS = 6;
const ROWS = 3;
const WORDS = 44;
/** From this width on there is room for tiles. */
const TILES_FROM = 640;

/** Tiles where there is room, rows on a phone. */
export function placesFigure(plot: PlacesPlot, width: number): string {
  return width < TILES_FROM ? rows(plot, width) : tiles(plot, width);
}

/** Area by share: full up to the low end of the 95 % interval, pale up to its high end. */
function tiles({ places, largest, id, title, description }: PlacesPlot, width: number): string {
  const cell = width / COLUMNS;
  const side = Math.min(cell - 20, 150);
  const height = ROWS * (side + WORDS + 14);
  const edge = (share: number): number => side * Math.sqrt(Math.min(share / largest, 1));
  const content = places.flatMap((own) => {
    const [column, row] = CELLS[own.place] ?? [];
    if (column === undefined || row === undefined) return [];
    const [x, y] = [column * cell, row * (side + WORDS + 14) + WORDS];
    const square = (share: number, style: string): string =>
      element("rect", {
        x,
        y: y + side - edge(share),
        width: edge(share),
        height: edge(share),
        class: style,
      });
    return [
      rule([x, y + side + 0.5], [x + cell - 14, y + side + 0.5], "grid"),
      square(own.hi95, "band95"),
      square(own.lo95, "band50"),
      square(own.value, "line"),
      label(own.name, { x, y: y + side - edge(own.hi95) - 24, class: "strong halo" }),
      label(shareText(own), { x, y: y + side - edge(own.hi95) - 7, class: "halo" }),
    ];
  });
  return drawing({ title, description, width, height, content }, id);
}

const ROW = 34;

/** Largest first, each with its intervals on one scale. */
function rows({ places, largest, id, title, description }: PlacesPlot, width: number): string {
  const sorted = places.toSorted((a, b) => b.value - a.value);
  const x = (share: number): number => (width * Math.min(share, largest)) / largest;
  const content = sorted.flatMap((own, index) => {
    const y = index * (ROW + 8);
    const box = { y: y + 20, height: 9 };
    const between = (low: number, high: number, style: string): string =>
      element("rect", { ...box, x: x(low), width: x(high) - x(low), class: style });
    return [
      label(own.name, { x: 0, y: y + 13, class: "strong" }),
      label(shareText(own), { x: width, y: y + 13, anchor: "end" }),
      rule([0, y + 24.5], [width, y + 24.5], "grid"),
      between(own.lo95, own.hi95, "band95"),
      between(own.lo50, own.hi50, "band50"),
      rule([x(own.value), y + 17], [x(own.value), y + 32], "line"),
    ];
  });
  return drawing({ title, description, width, height: sorted.length * (ROW + 8), content }, id);
}

function shareText({ value, lo95, hi95 }: PlaceShare): string {
  const digits = value < 10 ? 1 : 0;
  const [middle, low, high] = [value, lo95, hi95].map((share) => formatNumber(share, digits));
  return `${middle}\u00a0% [${low}, ${high}]`;
}
