/** Values over time, one for each instant of the chart; `null` where there is none. */
export type Values = readonly (number | null)[];

/** Low and high end of an interval over time. */
interface Band {
  readonly low: Values;
  readonly high: Values;
}

/** A counted number over time: no error, grey and hard. */
interface FactLayer {
  readonly kind: "fact";
  readonly label: string;
  readonly values: Values;
  /** `model` is another's model, which gives no error: dotted, so that it does not look counted. */
  readonly shape: "step" | "dots" | "line" | "model";
}

/** A number with an error over time, by how it is known. */
export interface BandedLayer {
  readonly kind: "estimate" | "forecast" | "simulated" | "compared";
  readonly label: string;
  readonly values: Values;
  readonly band50?: Band;
  readonly band95: Band;
  /** When a forecast was made, Unix seconds. */
  readonly made_s?: number;
}

/**
 * What is drawn over time, by the kind of the number: a counted fact is grey and hard, an estimate blue
 * and never without its bands, a forecast ochre and dashed, a simulated one violet; of two simulated ones
 * the second is dotted, its 95 % between two dotted lines.
 */
export type Layer = FactLayer | BandedLayer;

/** An order or event: a copper rule with a flag; the cut itself solid. */
export interface Mark {
  readonly at_s: number;
  readonly title: string;
  readonly href?: string;
  readonly solid?: boolean;
}

/** A published figure where it was claimed: a hollow red diamond. */
export interface ClaimMark {
  readonly at_s: number;
  readonly value: number;
  readonly title: string;
}

/** A stretch of time in view, Unix seconds. */
export interface Stretch {
  readonly from_s: number;
  readonly to_s: number;
}

/** What a chart over time shows, whatever part of it is in view. */
export interface ChartContent {
  /** Instants, Unix seconds, rising. */
  readonly time_s: readonly number[];
  readonly layers: readonly Layer[];
  readonly unit: string;
  /** Decimals of a value. */
  readonly digits: number;
  readonly marks?: readonly Mark[];
  readonly claims?: readonly ClaimMark[];
  readonly scale?: "linear" | "log";
  /** Says a value with its unit, where the unit changes with the size. */
  readonly write?: (value: number) => string;
  /** Longest step between instants that a line bridges, s; three usual steps where it is not given. */
  readonly gap_s?: number;
}

export interface TimeChartProps extends ChartContent {
  /** In view at first, and told when panned or zoomed. */
  readonly view: Stretch;
  readonly onView?: (view: Stretch) => void;
  /** Chosen by dragging with shift, or with the keyboard; offers what-if. */
  readonly onBrush?: (stretch: Stretch) => void;
  /** Said of the chart to those who do not see it. */
  readonly label: string;
  /** Whether the marks in view are listed below; they are unless it says no. */
  readonly listsMarks?: boolean;
  readonly height?: number;
  /** Filled with what gives the markup of the stretch in view. */
  readonly markup?: { current: (() => string) | null };
}
