import type { PoolChange } from "../../observe/index.ts";
import type { StudyData, WindowedPools } from "../study-data.ts";
import { formatInstant } from "../text/calendar.ts";
import { windowName } from "../text/claim-value.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { claimedPools } from "../text/findings.ts";
import { formatP, formatPercent } from "../text/format.ts";
import { type Language, say } from "../text/language.ts";
import { poolNamer } from "../text/pool-names.ts";
import { type ForestBox, changeAxis, changeMark, changeScale } from "./forest.ts";
import { type Canvas, type Drawing, FIGURE_WIDTHS } from "./frame.ts";
import { diamond, element, label } from "./svg.ts";

const ROW = 25;
const HEAD = 30;
const FOOT = 34;
const NAME_WIDTH = 104;
/** Least share of the blocks of both windows, per cent, for a pool to be drawn. */
const LEAST_SHARE = 1;

const both = ({ change }: PoolChange): number => change.before.blocks + change.after.blocks;

/** Pools drawn: those with a hundredth of the blocks of the longest pair of windows, most first. */
function drawnPools({ pools }: StudyData): readonly string[] {
  const longest = pools.at(-1)?.table;
  if (longest === undefined) return [];
  const total = longest.total + longest.totalBefore;
  return longest.pools
    .filter((pool) => (100 * both(pool)) / total >= LEAST_SHARE)
    .toSorted((a, b) => both(b) - both(a))
    .map(({ pool }) => pool);
}

/** Changes of the pools around the moment, one panel for each window. */
export function poolsFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const width = FIGURE_WIDTHS[canvas.width];
  const drawn = drawnPools(data);
  const panelHeight = HEAD + drawn.length * ROW + FOOT;
  const stacked = canvas.width === "narrow";
  const panels = data.pools.map((pools, index) => {
    const columns = data.pools.length;
    const panelWidth = stacked ? width - NAME_WIDTH : (width - NAME_WIDTH) / columns;
    const left = NAME_WIDTH + (stacked ? 0 : index * panelWidth);
    const top = stacked ? index * (panelHeight + 14) : 0;
    const counts = canvas.width === "medium" ? 0 : 74;
    const box: ForestBox = {
      left: left + 14,
      right: left + panelWidth - counts - 14,
      top: top + HEAD,
      bottom: top + panelHeight - FOOT,
    };
    return panel({ box, pools, drawn, language, counts }) + names(data, canvas, box, index);
  });
  return {
    title: say(TEXT.poolsTitle, language),
    description: say(TEXT.poolsSubtitle, language),
    width,
    height: stacked ? data.pools.length * (panelHeight + 14) - 14 : panelHeight,
    content: panels,
  };
}

interface Panel {
  readonly box: ForestBox;
  readonly pools: WindowedPools;
  readonly drawn: readonly string[];
  readonly language: Language;
  readonly counts: number;
}

function panel({ box, pools, drawn, language, counts }: Panel): string {
  const title = say(TEXT.eachSide, language, { window: windowName(pools.window, language) });
  const rows = drawn.map((slug, index) => {
    const y = box.top + ROW * (index + 0.5);
    const row = pools.table.pools.find(({ pool }) => pool === slug);
    if (row === undefined) {
      const middle = changeScale(box)(0);
      const style = "soft halo";
      return label(say(TEXT.noBlocks, language), {
        x: middle,
        y: y + 4.5,
        class: style,
        anchor: "middle",
      });
    }
    const { change, verdict } = row;
    const told = verdict !== "not distinguishable from chance";
    const text = `${change.before.blocks} → ${change.after.blocks}`;
    const count =
      counts === 0
        ? ""
        : label(text, {
            x: box.right + counts + 4,
            y: y + 4.5,
            class: told ? "strong" : "soft",
            anchor: "end",
          });
    return changeMark(box, y, change.changePct, told) + count;
  });
  return [
    label(title, { x: changeScale(box)(0), y: box.top - 12, class: "strong", anchor: "middle" }),
    changeAxis(box, language),
    ...rows,
  ].join("");
}

function names(data: StudyData, canvas: Canvas, box: ForestBox, index: number): string {
  if (canvas.width !== "narrow" && index > 0) return "";
  const name = poolNamer(data, canvas.language);
  return drawnPools(data)
    .map((slug, row) => label(name(slug), { x: 0, y: box.top + ROW * (row + 0.5) + 4.5 }))
    .join("");
}

/** The pools the press named, over the press's own day, with what it said. */
export function reportedFigure(data: StudyData, canvas: Canvas): Drawing {
  const { language } = canvas;
  const width = FIGURE_WIDTHS[canvas.width];
  const narrow = canvas.width === "narrow";
  const claimed = claimedPools(data);
  const rowHeight = narrow ? 66 : 46;
  const top = 8;
  const box: ForestBox = {
    left: narrow ? 10 : NAME_WIDTH + 14,
    right: narrow ? width - 12 : width - (canvas.width === "wide" ? 330 : 240),
    top,
    bottom: top + claimed.length * rowHeight,
  };
  const name = poolNamer(data, language);
  const rows = claimed.map(({ pool, claimedPct, change }, index) => {
    const y = box.top + rowHeight * (index + (narrow ? 0.8 : 0.62));
    const counts = say(TEXT.blocksP, language, {
      before: change.before.blocks,
      after: change.after.blocks,
      p: formatP(change.pValue),
    });
    const value = say(TEXT.claimedValue, language, {
      value: formatPercent(claimedPct, 2, language),
    });
    return [
      changeMark(box, y, change.changePct, false),
      diamond(changeScale(box)(claimedPct), y - 11, "claim"),
      narrow
        ? label(value, {
            x: changeScale(box)(claimedPct) + 10,
            y: y - 6.5,
            class: "t-red halo",
          })
        : "",
      ...rowLabels({ narrow, y, right: box.right, width }, name(pool), value, counts),
    ].join("");
  });
  return {
    title: say(TEXT.reportedTitle, language),
    description: reportedSubtitle(data, language),
    width,
    height: box.bottom + FOOT - 8,
    content: [changeAxis(box, language), ...rows],
  };
}

/** Windows and marks of the figure above. */
export function reportedSubtitle({ plan }: StudyData, language: Language): string {
  return say(TEXT.reportedSubtitle, language, { at: formatInstant(plan.reported, language) });
}

interface RowPlace {
  readonly narrow: boolean;
  readonly y: number;
  readonly right: number;
  readonly width: number;
}

function rowLabels(
  { narrow, y, right, width }: RowPlace,
  name: string,
  value: string,
  counts: string,
): string[] {
  if (narrow) {
    return [
      element("rect", { x: 0, y: y - 46, width, height: 24, class: "paper" }),
      label(name, { x: 0, y: y - 28, class: "strong" }),
      label(counts, { x: width, y: y - 28, class: "soft", anchor: "end" }),
    ];
  }
  return [
    label(name, { x: 0, y: y + 4.5 }),
    label(value, { x: right + 24, y: y - 6, class: "t-red" }),
    label(counts, { x: right + 24, y: y + 11, class: "soft" }),
  ];
}
