import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { Figure, type FigureProps } from "./figure.tsx";
import type { TimeChartProps } from "./layers.ts";
import { TimeChart } from "./time-chart.tsx";

interface TimeFigureProps extends Omit<FigureProps, "draw" | "chart" | "markup"> {
  readonly time: Omit<TimeChartProps, "label" | "markup">;
}

/** A figure with a chart over time: what is taken away is the stretch in view. */
export function TimeFigure({ time, ...figure }: TimeFigureProps): JSX.Element {
  const markup = useRef<(() => string) | null>(null);
  return (
    <Figure
      {...figure}
      markup={() => markup.current?.() ?? ""}
      chart={<TimeChart {...time} label={figure.title} markup={markup} />}
    />
  );
}
