import { type Style, type Terminal, styled } from "./terminal.ts";

/** From here on come scripts whose characters may take two columns. */
const FIRST_WIDE = 0x1100;
const GAP = 2;
/** Signs that no line begins with; they stand over its edge. */
const CLOSING = /[，。；：、！？）》”]/u;
const OPENING = /[（《“]/u;
/** The second half of a character of two units. */
const LOW_SURROGATE = /^[\udc00-\udfff]/u;

/** Columns a text takes at most. */
export function columnsAtMost(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) < FIRST_WIDE ? 1 : 2;
  return columns;
}

/** Intervals with what they belong to, quoted commands, and numbers with their unit stay on one line. */
const HELD = /(?:\d[ %]+)?\[[^\]\n]{1,40}\]|`[^`\n]{1,50}`|\d (?:%|GW|GWh|TWh|Mt)(?!\w)/gu;
const HOLD = "\u00a0";

/**
 * A text in lines of so many columns: broken after a space or beside a Chinese character where one
 * is near, else anywhere.
 */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text.replaceAll(HELD, (part) => part.replaceAll(" ", HOLD))) {
    if (columnsAtMost(line + character) > columns && line !== "" && !CLOSING.test(character)) {
      const cut = cutOf(line, character);
      lines.push(line.slice(0, cut).trimEnd());
      line = line.slice(cut).trimStart();
    }
    if (line !== "" || character !== " " || lines.length === 0) line += character;
  }
  return [...lines, line].map((each) => each.replaceAll(HOLD, " "));
}

/** Where a line ends that `next` does not fit on. */
function cutOf(line: string, next: string): number {
  for (let at = line.length; at > line.length / 2; at -= 1) {
    const after = at === line.length ? next : line.charAt(at);
    if (mayBreak(line.charAt(at - 1), after)) return at;
  }
  return line.length;
}

function mayBreak(before: string, after: string): boolean {
  if (before === " " || after === " ") return true;
  if (CLOSING.test(after) || OPENING.test(before) || LOW_SURROGATE.test(after)) return false;
  return columnsAtMost(before) > 1 || columnsAtMost(after) > 1;
}

/** A text cut to so many columns, with an ellipsis where something is missing. */
export function shortened(text: string, columns: number): string {
  const [first = ""] = wrapped(text, columns);
  if (first === text) return text;
  let kept = "";
  for (const character of text) {
    if (columnsAtMost(kept + character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** What a field says, and how it is to stand out. */
export interface Field {
  readonly label: string;
  readonly text: string;
  readonly style?: Style;
}

/** Fields below each other, quiet labels before texts that are wrapped beside them. */
export function fieldList(terminal: Terminal, fields: readonly Field[], indent: number): string {
  const labelColumns = Math.max(...fields.map(({ label }) => columnsAtMost(label))) + GAP;
  const room = terminal.width - indent - labelColumns;
  return fields
    .flatMap(({ label, text, style }) =>
      wrapped(text, room).map((line, index) => {
        const shown = index === 0 ? label : "";
        const space = " ".repeat(labelColumns - columnsAtMost(shown));
        const body = style === undefined ? line : styled(terminal, style, line);
        return `${" ".repeat(indent)}${styled(terminal, "quiet", shown)}${space}${body}\n`;
      }),
    )
    .join("");
}
