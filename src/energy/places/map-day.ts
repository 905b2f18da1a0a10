import { type MonthPart, type UnixDay, middleDay, unixDay } from "../../base/index.ts";

/** Days from the first of a month to its 15th, on which published shares stand. */
const TO_THE_15TH = 14;

/** Day whose map stands for a month: the 15th of a whole one, the middle day of a part. */
export function mapDay({ from, to, whole }: MonthPart): UnixDay {
  const isWhole = from === whole.from && to === whole.to;
  return isWhole ? unixDay(from + TO_THE_15TH) : middleDay({ from, to });
}
