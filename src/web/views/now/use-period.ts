import { useCallback, useMemo } from "preact/hooks";
import { formatDate, unixSeconds } from "../../../base/index.ts";
import type { Stretch } from "../../charts/layers.ts";
import { useAddress } from "../../shell/address.ts";

const DAY = 86_400;

/** The stretch of a chart that the address names by its days, and how to name another. */
export function usePeriod(whole: Stretch): readonly [Stretch, (view: Stretch) => void] {
  const { query, change } = useAddress();
  const [from, to] = [secondsOf(query["from"]), secondsOf(query["to"])];
  const { from_s, to_s } = whole;
  const view = useMemo(
    () => ({ from_s: from ?? from_s, to_s: to ?? to_s }),
    [from, to, from_s, to_s],
  );
  const onView = useCallback(
    (next: Stretch) =>
      change({
        from: next.from_s <= from_s + DAY ? undefined : dayWord(next.from_s),
        to: next.to_s >= to_s - DAY ? undefined : dayWord(next.to_s),
      }),
    [change, from_s, to_s],
  );
  return [view, onView];
}

function secondsOf(day: string | undefined): number | null {
  if (day === undefined || !/^\d{4}-\d{2}-\d{2}$/u.test(day)) return null;
  const time = Date.parse(`${day}T00:00:00Z`) / 1000;
  return Number.isFinite(time) ? time : null;
}

/** Nearest midnight as a date. */
function dayWord(at_s: number): string {
  return formatDate(unixSeconds(Math.round(at_s / DAY) * DAY));
}
