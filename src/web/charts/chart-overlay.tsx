import type { JSX } from "preact";
import type { ChartContent, ClaimMark, Mark } from "./layers.ts";
import type { Scene } from "./scene.ts";
import type { ChartHands } from "./use-chart-hands.ts";

interface OverlayProps {
  readonly content: ChartContent;
  readonly scene: Scene;
  readonly hands: ChartHands;
}

const WORD_WIDTH = 280;

/** What follows the pointer: the instant read, the stretch chosen, the name of a flag. */
export function ChartOverlay({ content, scene, hands }: OverlayProps): JSX.Element {
  const { plot, x, y } = scene;
  const { cursor, brushed } = hands;
  const at_s = cursor === null ? undefined : content.time_s[cursor];
  const at = at_s === undefined ? null : x(at_s);
  const isIn = at !== null && at >= plot.left - 1 && at <= plot.right + 1;
  const inPlot = (place: number): number => Math.min(Math.max(place, plot.left), plot.right);
  const box = { top: `${plot.top}px`, height: `${plot.bottom - plot.top}px` };
  return (
    <div class="chart-over" aria-hidden="true">
      {brushed !== null && (
        <div
          class="brushed"
          style={{
            ...box,
            left: `${inPlot(x(brushed.from_s))}px`,
            width: `${inPlot(x(brushed.to_s)) - inPlot(x(brushed.from_s))}px`,
          }}
        />
      )}
      {isIn && <div class="cursor" style={{ ...box, left: `${at}px` }} />}
      {isIn &&
        content.layers.map(({ kind, values, label }) => {
          const value = cursor === null ? null : values[cursor];
          if (value === null || value === undefined) return null;
          const style = { left: `${at}px`, top: `${y(value)}px` };
          return <i key={label} class={`cursor-dot kind-${kind}`} style={style} />;
        })}
      <FlagWords content={content} scene={scene} hands={hands} />
    </div>
  );
}

/** Titles of the marks under the pointer, or of the claim at the instant read. */
function FlagWords({ content, scene, hands }: OverlayProps): JSX.Element | null {
  const { flag, cursor } = hands;
  const named: readonly (Mark | ClaimMark)[] =
    flag === null
      ? claimsAt(content, scene, cursor)
      : (content.marks ?? []).slice(flag.first, flag.last + 1);
  const [first] = named;
  if (first === undefined) return null;
  const left = Math.max(0, Math.min(scene.x(first.at_s) - 8, scene.width - WORD_WIDTH));
  return (
    <div class="flag-words" style={{ left: `${left}px`, top: `${scene.plot.top + 4}px` }}>
      {named.map(({ at_s, title }) => (
        <p key={`${at_s} ${title}`}>{title}</p>
      ))}
    </div>
  );
}

function claimsAt(
  { claims = [], time_s }: ChartContent,
  scene: Scene,
  cursor: number | null,
): readonly ClaimMark[] {
  if (cursor === null) return [];
  const at = scene.x(time_s[cursor] ?? 0);
  return claims.filter(({ at_s }) => Math.abs(scene.x(at_s) - at) < 7);
}
