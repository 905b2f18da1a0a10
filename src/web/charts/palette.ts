/** Colours by role; custom properties of the page. */
export type Role =
  | "paper"
  | "ink"
  | "soft"
  | "hair"
  | "river"
  | "copper"
  | "ochre"
  | "violet"
  | "red";

/** How a shape is painted: the grammar of the kinds of numbers, as in `FIGURE_STYLE` of the studies. */
export interface Paint {
  readonly role: Role;
  readonly alpha?: number;
  /** Width of the stroke, px; an area or a text is filled instead. */
  readonly stroke?: number;
  readonly dash?: readonly number[];
  readonly bold?: boolean;
  /** Filled with paper under the stroke. */
  readonly hollow?: boolean;
}

/** Every way in which a shape is painted. */
export type Style =
  | "grid"
  | "axis"
  | "tick"
  | "unit"
  | "estimate95"
  | "estimate50"
  | "estimate"
  | "estimateWord"
  | "forecast95"
  | "forecast50"
  | "forecast"
  | "forecastWord"
  | "made"
  | "simulated95"
  | "simulated50"
  | "simulated"
  | "simulatedWord"
  | "compared95"
  | "compared"
  | "comparedWord"
  | "fact"
  | "model"
  | "dots"
  | "factWord"
  | "order"
  | "cut"
  | "flag"
  | "number"
  | "claim";

export const PAINTS: Readonly<Record<Style, Paint>> = {
  grid: { role: "hair", stroke: 1 },
  axis: { role: "soft", stroke: 1 },
  tick: { role: "soft" },
  unit: { role: "soft" },
  estimate95: { role: "river", alpha: 0.16 },
  estimate50: { role: "river", alpha: 0.34 },
  estimate: { role: "river", stroke: 1.75 },
  estimateWord: { role: "river", bold: true },
  forecast95: { role: "ochre", alpha: 0.16 },
  forecast50: { role: "ochre", alpha: 0.28 },
  forecast: { role: "ochre", stroke: 2, dash: [6, 4] },
  forecastWord: { role: "ochre", bold: true },
  made: { role: "ochre", stroke: 1 },
  simulated95: { role: "violet", alpha: 0.15 },
  simulated50: { role: "violet", alpha: 0.28 },
  simulated: { role: "violet", stroke: 1.5 },
  simulatedWord: { role: "violet", bold: true },
  compared95: { role: "violet", stroke: 1, dash: [1.5, 3] },
  compared: { role: "violet", stroke: 2, dash: [2, 4] },
  comparedWord: { role: "violet" },
  fact: { role: "soft", stroke: 1.5 },
  model: { role: "soft", stroke: 1.25, dash: [2, 2.5] },
  dots: { role: "soft", alpha: 0.62 },
  factWord: { role: "soft" },
  order: { role: "copper", stroke: 1, dash: [1.5, 3] },
  cut: { role: "copper", stroke: 1.75 },
  flag: { role: "copper" },
  number: { role: "copper", bold: true },
  claim: { role: "red", stroke: 1.75, hollow: true },
};
