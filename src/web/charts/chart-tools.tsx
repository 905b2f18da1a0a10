import type { JSX } from "preact";
import { useSpeech } from "../shell/language.ts";
import { CHART } from "./messages.ts";
import type { ChartHands } from "./use-chart-hands.ts";

interface ToolsProps {
  readonly hands: ChartHands;
  readonly hasBrush: boolean;
  readonly onWhole: () => void;
}

/** What the hand does on the chart, as words: closer, wider, all of it, choose a stretch. */
export function ChartTools({ hands, hasBrush, onWhole }: ToolsProps): JSX.Element {
  const { tell } = useSpeech();
  return (
    <div class="chart-tools">
      <button type="button" class="way" onClick={() => hands.zoomBy(0.5)}>
        + {tell(CHART.closer)}
      </button>
      <button type="button" class="way" onClick={() => hands.zoomBy(2)}>
        − {tell(CHART.wider)}
      </button>
      <button type="button" class="way" onClick={onWhole}>
        {tell(CHART.whole)}
      </button>
      {hasBrush && (
        <button
          type="button"
          class="way"
          aria-pressed={hands.isBrushing}
          onClick={() => hands.setBrushing(!hands.isBrushing)}
        >
          {tell(hands.isBrushing ? CHART.drag : CHART.choose)}
        </button>
      )}
    </div>
  );
}
