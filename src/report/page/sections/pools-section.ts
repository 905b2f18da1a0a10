import type { Estimate } from "../../../base/index.ts";
import type { Concentration } from "../../../observe/index.ts";
import { escapeText } from "../../figures/svg.ts";
import { fallenPools, poolFindings } from "../../text/findings.ts";
import { formatEstimate, formatInterval, formatNumber, withUnit } from "../../text/format.ts";
import { countWord } from "../../text/language.ts";
import type { PageContext } from "../context.ts";
import { peopleTable } from "../data-table.ts";
import { figureBlock } from "../figure.ts";
import type { Html } from "../html.ts";
import { paragraph, section } from "./heading.ts";

const COLUMNS = ["name", "blocks_before", "blocks_after", "change_pct", "p_holm"];

/** Which pools fell? As reported, over three windows, and the shares before and after. */
export function poolsSection(context: PageContext): Html {
  const { data, language, tell } = context;
  const total = data.pools.at(-1)?.table.pools.length ?? 0;
  const told = fallenPools(data).length;
  const sentences = poolFindings(data, language);
  const source = tell("figureSource", { fingerprint: data.record.fingerprint });
  return section(
    context,
    {
      name: "pools",
      question: tell("poolsQuestion"),
      finding: tell("poolsHeading", { n: countWord(told, language), total }),
    },
    paragraph(context, ...sentences),
    figureBlock(context, {
      name: "pools-reported",
      note: `${source} · ${tell("noteReported")}`,
      tables: ["pools-reported"],
      columns: COLUMNS,
    }),
    figureBlock(context, {
      name: "pools",
      note: `${source} · ${tell("notePools")}`,
      tables: ["pools-24h", "pools-168h", "pools-336h"],
      columns: COLUMNS,
    }),
    concentrationTable(context),
    paragraph(context, concentrationProse(context)),
  );
}

const share = (estimate: Estimate, language: PageContext["language"]): string =>
  `${withUnit(formatNumber(estimate.value, 1), "%", language)} ${formatInterval(estimate, 1)}`;

function overlaps(a: Estimate, b: Estimate): boolean {
  return a.lo95 <= b.hi95 && b.lo95 <= a.hi95;
}

function concentrationProse({ data, language, tell }: PageContext): string {
  const { before, after } = data.concentration;
  return tell("concentrationProse", {
    before: share(before.top3Pct, language),
    after: share(after.top3Pct, language),
    overlap: tell(overlaps(before.top3Pct, after.top3Pct) ? "overlap" : "noOverlap"),
  });
}

function concentrationTable({ data, tell }: PageContext): Html {
  const { before, after } = data.concentration;
  const measures: readonly [string, (of: Concentration) => Estimate, number][] = [
    [tell("top1"), ({ top1Pct }) => top1Pct, 1],
    [tell("top3"), ({ top3Pct }) => top3Pct, 1],
    [tell("top5"), ({ top5Pct }) => top5Pct, 1],
    [tell("hhi"), ({ hhi }) => hhi, 3],
    [tell("nakamoto"), ({ nakamoto }) => nakamoto, 0],
  ];
  return peopleTable(
    tell("concentrationTable"),
    [
      { heading: tell("measure") },
      { heading: tell("before"), numeric: true },
      { heading: tell("after"), numeric: true },
    ],
    measures.map(([name, pick, digits]) => [
      escapeText(name),
      formatEstimate(pick(before), digits),
      formatEstimate(pick(after), digits),
    ]),
  );
}
