import { unixSeconds } from "../../base/index.ts";
import type { EnsembleSummary } from "../../simulate/index.ts";
import { figures, instant } from "../tables/columns.ts";
import type { StudyTable } from "../tables/csv.ts";

const LEVELS = ["q05", "q10", "q25", "q50", "q75", "q90", "q95", "mean"] as const;

/** All series of a run, one row for each time of each series. */
export function seriesTable({ series, times }: EnsembleSummary, title: string): StudyTable {
  return {
    name: "series",
    title,
    header: ["series", "unit", "time", ...LEVELS, "members"],
    rows: series.flatMap((one) =>
      times.map((time, index) => [
        one.id,
        one.unit,
        instant(unixSeconds(time)),
        ...LEVELS.map((level) => figures(one[level][index] ?? NaN)),
        one.members[index] ?? 0,
      ]),
    ),
  };
}
