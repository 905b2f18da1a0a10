/** What a published figure of a grid is, with its unit. */
export const GRID_UNITS = {
  /** Emissions over generation. */
  average: "g/kWh",
  /** Emissions over generation of the plants that follow the load. */
  marginal: "g/kWh",
  /** Of generation, as the rows below. */
  renewable: "%",
  coal: "%",
  gas: "%",
  oil: "%",
  nuclear: "%",
  hydro: "%",
  solar: "%",
  wind: "%",
} as const;

export type GridKind = keyof typeof GRID_UNITS;

/** A published figure of the grid of a place in a year. */
export interface GridFact {
  /** As in scenarios; `world` for the mean of all. */
  readonly place: string;
  readonly year: number;
  readonly kind: GridKind;
  readonly value: number;
  /** Address of the page or the data set. */
  readonly source: string;
  readonly licence: string;
  readonly note: string;
}
