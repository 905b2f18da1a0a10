import { difficultyFinding, forecastHeld } from "../../text/findings.ts";
import { formatNumber, withUnit } from "../../text/format.ts";
import type { PageContext } from "../context.ts";
import { figureBlock } from "../figure.ts";
import type { Html } from "../html.ts";
import { paragraph, section } from "./heading.ts";

/** What did the difficulty do, and who saw it coming? */
export function difficultySection(context: PageContext): Html {
  const { data, language, tell } = context;
  const actual = withUnit(formatNumber(Math.abs(data.forecast.actualPct), 1), "%", language);
  const held = forecastHeld(data.forecast);
  const source = tell("figureSource", { fingerprint: data.record.fingerprint });
  return section(
    context,
    {
      name: "difficulty",
      question: tell("difficultyQuestion"),
      finding: tell(held ? "difficultyHeld" : "difficultyHeading", { actual }),
    },
    paragraph(context, difficultyFinding(data, language), coverage(context)),
    figureBlock(context, {
      name: "difficulty",
      note: `${source} · ${tell("noteDifficulty")}`,
      tables: ["retargets"],
      columns: ["height", "time_utc", "bits", "change_pct"],
    }),
    figureBlock(context, {
      name: "forecast-course",
      note: `${source} · ${tell("noteForecast")}`,
      tables: ["forecast-course"],
      columns: [
        "made_utc",
        "blocks_into_epoch",
        "change_pct",
        "change_lo95_pct",
        "change_hi95_pct",
      ],
    }),
    figureBlock(context, {
      name: "forecast-scoreboard",
      note: `${source} · ${tell("noteForecast")}`,
      tables: ["forecast-scoreboard"],
      columns: [
        "to_block",
        "forecasts",
        "hashfall_mae_pp",
        "mempool_mae_pp",
        "brk_mae_pp",
        "no_change_mae_pp",
      ],
    }),
  );
}

function coverage({ data, language, tell }: PageContext): string {
  const { n, methods } = data.forecast.scoreboard;
  if (methods.hashfall.coverage === null || forecastHeld(data.forecast)) return "";
  const { pct50, pct80, pct95 } = methods.hashfall.coverage;
  const percent = (value: number): string => withUnit(formatNumber(value, 1), "%", language);
  return tell("coverage", {
    n: formatNumber(n),
    c50: percent(pct50),
    c80: percent(pct80),
    c95: percent(pct95),
  });
}
