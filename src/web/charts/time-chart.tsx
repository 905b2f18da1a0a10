import type { JSX } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { useSpeech } from "../shell/language.ts";
import "./chart.css";
import { ChartOverlay } from "./chart-overlay.tsx";
import { ChartTools } from "./chart-tools.tsx";
import type { ChartContent, TimeChartProps } from "./layers.ts";
import { MarkList } from "./mark-list.tsx";
import { CHART } from "./messages.ts";
import { ReadOut } from "./read-out.tsx";
import { sceneOf } from "./scene.ts";
import { sceneSvg } from "./scene-svg.ts";
import { useChartHands } from "./use-chart-hands.ts";
import { usePaper } from "./use-paper.ts";
import { usePainting } from "./use-painting.ts";
import { useView } from "./use-view.ts";
import { useWidth } from "./use-width.ts";

/** A chart over time that can be panned, zoomed and read by pointer, touch and keys. */
export function TimeChart(props: TimeChartProps): JSX.Element {
  const { label, height = 400, onBrush, markup, marks = [], listsMarks = true } = props;
  const { language, tell } = useSpeech();
  const [box, width] = useWidth();
  const target = useRef<HTMLDivElement | null>(null);
  const id = useId();
  const content = useContent(props);
  const control = useView(props);
  const { view, settled, limits, look } = control;
  const scene = useMemo(
    () => (width === 0 ? null : sceneOf(content, { view, width, height, language })),
    [content, view, width, height, language],
  );
  const hands = useChartHands({ target, content, scene, control, onBrush });
  const canvas = usePainting(scene);
  const toSvg = (): string => (scene === null ? "" : sceneSvg(scene, label, id));
  if (markup !== undefined) markup.current = toSvg;
  const paper = usePaper(toSvg);
  useEffect(
    () => () => {
      if (markup !== undefined) markup.current = null;
    },
    [markup],
  );
  return (
    <div ref={box} class="time-chart">
      <div
        ref={target}
        class={hands.isBrushing ? "chart-plot choosing" : "chart-plot"}
        style={{ height: `${height}px` }}
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-roledescription={tell(CHART.role)}
        aria-describedby={`${id}-keys`}
        onKeyDown={hands.keyDown}
        data-from={Math.round(view.from_s)}
        data-to={Math.round(view.to_s)}
      >
        <canvas ref={canvas} aria-hidden="true" />
        {scene !== null && <ChartOverlay content={content} scene={scene} hands={hands} />}
      </div>
      <div ref={paper} class="chart-paper" aria-hidden="true" />
      <p id={`${id}-keys`} class="hidden">
        {tell(CHART.keys)}
      </p>
      <div class="chart-foot">
        <ReadOut content={content} hands={hands} view={settled} />
        <ChartTools
          hands={hands}
          hasBrush={onBrush !== undefined}
          onWhole={() => look(() => limits.whole)}
        />
      </div>
      {listsMarks && <MarkList marks={marks} view={settled} />}
    </div>
  );
}

/** What is drawn, the same object until something of it changes. */
function useContent(props: TimeChartProps): ChartContent {
  const { time_s, layers, unit, digits, marks, claims, scale, write, gap_s } = props;
  return useMemo(
    () => ({
      time_s,
      layers,
      unit,
      digits,
      ...(marks === undefined ? {} : { marks }),
      ...(claims === undefined ? {} : { claims }),
      ...(scale === undefined ? {} : { scale }),
      ...(write === undefined ? {} : { write }),
      ...(gap_s === undefined ? {} : { gap_s }),
    }),
    [time_s, layers, unit, digits, marks, claims, scale, write, gap_s],
  );
}
