import { type Style, type Terminal, styled } from "./terminal.ts";

/** From here on come scripts whose characters may take two columns. */
const FIRST_WIDE = 0x1100;
const GAP = 2;
/** Signs that no line begins with; they stand over its edge. */
const CLOSING = /[，。；：、！？）》”]/u;

/** Columns a text takes at most. */
export function columnsAtMost(text: string): number {
  let columns = 0;
  for (const character of text) columns += (character.codePointAt(0) ?? 0) < FIRST_WIDE ? 1 : 2;
  return columns;
}

/** A text in lines of so many columns: broken after a space where one is near, else anywhere. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const character of text) {
    if (columnsAtMost(line + character) > columns && line !== "" && !CLOSING.test(character)) {
      const space = line.lastIndexOf(" ");
      const cut = character !== " " && space > line.length / 2 ? space + 1 : line.length;
      lines.push(line.slice(0, cut).trimEnd());
      line = line.slice(cut);
    }
    if (line !== "" || character !== " " || lines.length === 0) line += character;
  }
  return [...lines, line];
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
