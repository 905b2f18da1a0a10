import type { BlockEvidence } from "../app/index.ts";
import { coinbaseHeight, hexOf } from "../bitcoin/index.ts";
import type { Context } from "./context.ts";
import { poolBlockWords } from "./pool-block-words.ts";
import { whole } from "./sync-progress.ts";
import { type Terminal, printable, styled, table } from "./terminal.ts";
import { wrapped } from "./wrapping.ts";

/** A stretch of a script and what it reads as. */
interface ScriptPart {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly meaning: string;
}

type Mark = "none" | "matched" | "decided";

/** Offsets, brackets and the gaps between columns. */
const FIXED_COLUMNS = 16;

/**
 * The script of a coinbase in rows of offset, bytes and meaning. Bytes of tags that match stand in
 * brackets, those of the tag that decided in the accent.
 */
export function scriptTable({ terminal, language }: Context, block: BlockEvidence): string {
  const word = poolBlockWords(language);
  const bytesInRow = Math.max(8, 8 * Math.floor((terminal.width - 40) / 20));
  const room = terminal.width - FIXED_COLUMNS - 2 * bytesInRow;
  const marks = marksOf(block);
  const rows = partsOf(block, word).flatMap(({ offset, bytes, meaning }) => {
    const meanings = wrapped(meaning, room);
    const lines = Math.max(meanings.length, Math.ceil(bytes.length / bytesInRow));
    return Array.from({ length: lines }, (_, line) => {
      const from = line * bytesInRow;
      const shown = bytes.subarray(from, from + bytesInRow);
      const hex = markedHex(terminal, shown, marks.slice(offset + from));
      return [shown.length > 0 ? String(offset + from) : "", hex, meanings[line] ?? ""];
    });
  });
  return table(
    terminal,
    [
      { title: word.offset, align: "right" },
      { title: word.bytes, align: "left" },
      { title: word.readsAs, align: "left" },
    ],
    rows,
  );
}

function partsOf(
  { coinbase, texts, extraNonce, mergeMining }: BlockEvidence,
  word: ReturnType<typeof poolBlockWords>,
): ScriptPart[] {
  const { script, height } = coinbase;
  const parts: ScriptPart[] = [
    ...texts.map(({ offset, bytes, text }) => ({
      offset,
      bytes,
      meaning: word.quoted(printable(text)),
    })),
    ...extraNonce.map(({ offset, bytes }) => ({ offset, bytes, meaning: word.extraNonce })),
  ];
  if (mergeMining !== null) {
    const { offset, bytes, root, treeSize } = mergeMining;
    parts.push({ offset, bytes, meaning: word.mergeMining(hexOf(root), whole(treeSize)) });
  }
  const ordered = parts.toSorted((a, b) => a.offset - b.offset);
  const stated = coinbaseHeight(script);
  const pushed = script.subarray(0, ordered[0]?.offset ?? script.length);
  if (stated === null || pushed.length === 0) return ordered;
  const meaning = stated === height ? word.heightPush(whole(stated)) : word.number(whole(stated));
  return [{ offset: 0, bytes: pushed, meaning }, ...ordered];
}

function marksOf({ coinbase, attribution }: BlockEvidence): Mark[] {
  const marks = Array.from(coinbase.script, (): Mark => "none");
  const { evidence, rule } = attribution;
  for (const piece of evidence) {
    if (piece.kind !== "tag") continue;
    const end = piece.offset + piece.bytes.length / 2;
    for (let at = piece.offset; at < end; at += 1) {
      if (piece === rule) marks[at] = "decided";
      else if (marks[at] === "none") marks[at] = "matched";
    }
  }
  return marks;
}

function markedHex(terminal: Terminal, bytes: Uint8Array, marks: readonly Mark[]): string {
  let hex = "";
  for (let from = 0; from < bytes.length; ) {
    const mark = marks[from] ?? "none";
    let to = from;
    while (to < bytes.length && marks[to] === mark) to += 1;
    const run = hexOf(bytes.subarray(from, Math.max(to, from + 1)));
    if (mark === "none") hex += run;
    else hex += mark === "decided" ? styled(terminal, "accent", `[${run}]`) : `[${run}]`;
    from = Math.max(to, from + 1);
  }
  return hex;
}
