import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Stretch, TimeChartProps } from "./layers.ts";
import { type Limits, lengthOf, limitsOf, within } from "./stretch.ts";

/** After so long without a move the view counts as chosen, ms. */
const REST = 180;

/** What of a chart is in view, as it moves and once it has come to rest. */
export interface ViewControl {
  readonly view: Stretch;
  readonly settled: Stretch;
  readonly limits: Limits;
  readonly look: (change: (view: Stretch) => Stretch) => void;
}

export function useView({
  time_s,
  view: asked,
  onView,
}: Pick<TimeChartProps, "time_s" | "view" | "onView">): ViewControl {
  const limits = useMemo(() => limitsOf(time_s), [time_s]);
  const [view, setView] = useState(() => within(asked, limits));
  const [settled, setSettled] = useState(view);
  const told = useRef(asked);
  const { from_s, to_s } = asked;
  useEffect(() => {
    const wanted = within({ from_s, to_s }, limits);
    if (isNear(wanted, told.current)) return;
    told.current = wanted;
    setView(wanted);
  }, [from_s, to_s, limits]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(view);
      if (isNear(view, told.current)) return;
      told.current = view;
      onView?.(view);
    }, REST);
    return () => clearTimeout(timer);
  }, [view, onView]);
  return { view, settled, limits, look: setView };
}

/** An address holds whole days, so what comes back from it may differ by less than one. */
function isNear(one: Stretch, other: Stretch): boolean {
  const near = Math.max(86_400, 0.002 * lengthOf(one));
  return Math.abs(one.from_s - other.from_s) < near && Math.abs(one.to_s - other.to_s) < near;
}
