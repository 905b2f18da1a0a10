import type {
  BlockEvidence,
  ConflictReport,
  DifferenceReport,
  Inspected,
  UnknownGroup,
  UnknownReport,
} from "../app/index.ts";
import { formatNumber } from "../report/index.ts";
import type { Context } from "./context.ts";
import { type Evidence, type PoolNames, pieceName, rivalsOf } from "./pool-block-text.ts";
import { type PoolBlockWords, poolBlockWords } from "./pool-block-words.ts";
import { whole } from "./sync-progress.ts";
import { type Column, type Style, printable, styled, table } from "./terminal.ts";
import { shortened, wrapped } from "./wrapping.ts";

/** Entries of a table before the rest is only counted. */
const MOST_ENTRIES = 40;
/** Columns that the numbers of a row take, with their gaps. */
const NUMBER_COLUMNS = 25;
/** Columns that an explanation takes, with the gaps before it. */
const EXPLANATION_COLUMNS = 29;

interface Listing {
  readonly title: string;
  readonly columns: readonly Column[];
  /** Rows that belong together, the numbers in the first. */
  readonly entries: readonly (readonly (readonly string[])[])[];
}

/** Blocks whose evidence contradicts itself in one and the same way. */
interface AlikeConflicts {
  readonly attribution: BlockEvidence["attribution"];
  readonly heights: number[];
}

/** Conflicts for a person: alike ones together, the most blocks first. */
export function conflictsText(context: Context, report: ConflictReport, names: PoolNames): string {
  const word = poolBlockWords(context.language);
  const room = context.terminal.width - NUMBER_COLUMNS;
  const alike = new Map<string, AlikeConflicts>();
  for (const { coinbase, attribution } of report.conflicts) {
    const { rule } = attribution;
    const pieces = [rule, ...rivalsOf(attribution)];
    const key = JSON.stringify(pieces.map((piece) => [piece?.kind, piece?.value, piece?.pool]));
    const known = alike.get(key) ?? { attribution, heights: [] };
    known.heights.push(coinbase.height);
    alike.set(key, known);
  }
  const ordered = [...alike.values()].toSorted((a, b) => b.heights.length - a.heights.length);
  return listText(context, report, {
    title: word.conflicts(whole(report.conflicts.length)),
    columns: [...numberColumns(word), { title: word.evidence, align: "left" }],
    entries: ordered.map(({ attribution, heights }) => {
      const numbers = [whole(heights.length), span(heights[0] ?? 0, heights.at(-1) ?? 0)];
      return evidenceLines(attribution, names, word).map((line, index) =>
        (index === 0 ? numbers : ["", ""]).concat(shortened(line, room)),
      );
    }),
  });
}

/** What decided and what it stands against; where nothing decided, all that stand against each other. */
function evidenceLines(
  attribution: BlockEvidence["attribution"],
  names: PoolNames,
  word: PoolBlockWords,
): string[] {
  const { rule, pool } = attribution;
  const rivals = rivalsOf(attribution);
  const line = (dot: string, piece: Evidence): string =>
    `${dot} ${word.titled(names.short(piece.pool), pieceName(piece, word))}`;
  const others = rivals.map((piece) => line("○", piece));
  return rule === null ? [names.short(pool), ...others] : [line("●", rule), ...others.slice(0, 1)];
}

/** Unknown blocks for a person. */
export function unknownsText(context: Context, report: UnknownReport): string {
  const word = poolBlockWords(context.language);
  const { unknown, blocks, groups } = report;
  const share = blocks === 0 ? 0 : (100 * unknown) / blocks;
  const room = context.terminal.width - NUMBER_COLUMNS - 10;
  return listText(context, report, {
    title: word.unknowns(whole(unknown), formatNumber(share, 1), whole(groups.length)),
    columns: [
      ...numberColumns(word),
      { title: word.alike, align: "left" },
      { title: word.likeness, align: "left" },
    ],
    entries: groups.map((group) => [
      [
        whole(group.blocks),
        span(group.firstHeight, group.lastHeight),
        word.by[group.by],
        shortened(legible(likenessOf(group, word)), room),
      ],
    ]),
  });
}

function likenessOf({ by, likeness, exampleText }: UnknownGroup, word: PoolBlockWords): string {
  if (by === "text") return word.quoted(likeness);
  if (by === "shape") return word.pushes(likeness);
  return exampleText === "" ? likeness : `${likeness} ${word.quoted(exampleText)}`;
}

/** Words of a script without what would change the direction of the text around them. */
function legible(text: string): string {
  return printable(text);
}

/** Labels that differ from the shipped ones, for a person. */
export function differencesText(
  context: Context,
  report: DifferenceReport,
  names: PoolNames,
): string {
  const word = poolBlockWords(context.language);
  const { compared, differing, differences } = report;
  const room = Math.floor((context.terminal.width - NUMBER_COLUMNS - EXPLANATION_COLUMNS) / 2);
  return listText(context, report, {
    title: compared === 0 ? word.noOverlap : word.differences(whole(differing), whole(compared)),
    columns: [
      ...numberColumns(word),
      { title: word.shippedLabel, align: "left" },
      { title: word.syncedLabel, align: "left" },
      { title: word.explanation, align: "left" },
    ],
    entries: differences.map(({ from, to, explanation, blocks, firstHeight, lastHeight }) => [
      [
        whole(blocks),
        span(firstHeight, lastHeight),
        ...labels(from, to, names).map((label) => shortened(label, room)),
        word.explanations[explanation],
      ],
    ]),
  });
}

/** Two labels by name, or by slug where the names are one. */
function labels(from: string, to: string, { short }: PoolNames): [string, string] {
  return short(from) === short(to) ? [from, to] : [short(from), short(to)];
}

function listText(
  { terminal, language }: Context,
  { from, to, blocks }: Inspected,
  { title, columns, entries }: Listing,
): string {
  const word = poolBlockWords(language);
  const without = to - from + 1 - blocks;
  const rest = entries.length - MOST_ENTRIES;
  const line = (text: string, style?: Style): string => {
    const lines = `${wrapped(text, terminal.width).join("\n")}\n`;
    return style === undefined ? lines : styled(terminal, style, lines);
  };
  return [
    line(title, "strong"),
    line(word.heading(whole(from), whole(to), whole(blocks)), "quiet"),
    without > 0 ? line(word.withoutCoinbase(whole(without))) : "",
    entries.length === 0
      ? ""
      : `\n${table(terminal, columns, entries.slice(0, MOST_ENTRIES).flat())}`,
    rest > 0 ? line(word.more(whole(rest)), "quiet") : "",
  ].join("");
}

function numberColumns(word: PoolBlockWords): Column[] {
  return [
    { title: word.blocks, align: "right" },
    { title: word.heights, align: "left" },
  ];
}

function span(first: number, last: number): string {
  return first === last ? whole(first) : `${whole(first)}–${whole(last)}`;
}
