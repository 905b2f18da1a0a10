import { stripVTControlCharacters, styleText } from "node:util";

/** Where a program writes: results to `out`, progress and notes to `notes`. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly notes: (text: string) => void;
  /** Whether results may be coloured: a terminal, and NO_COLOR not set. */
  readonly colour: boolean;
  /** Whether progress may overwrite its line. */
  readonly live: boolean;
  readonly width: number;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  stdout.once("error", endWithOutput);
  return {
    out: (text) => void stdout.write(text),
    notes: (text) => void stderr.write(text),
    colour: stdout.isTTY && (env["NO_COLOR"] ?? "") === "",
    live: stderr.isTTY,
    width: stdout.isTTY ? Math.min(120, Math.max(60, stdout.columns)) : 100,
  };
}

/** A reader that left, as `head` does, is no failure; an output that cannot be written is one. */
function endWithOutput(error: Error): void {
  if ("code" in error && error.code === "EPIPE") process.exit(0);
  process.stderr.write(`hashfall: cannot write the output: ${error.message}\n`);
  process.exit(1);
}

/** Styles of the terminal: one accent, one quiet tone, one weight. */
export type Style = "accent" | "quiet" | "strong";

/** Text in a style; as it is where colour is off. */
export function styled(terminal: Terminal, style: Style, text: string): string {
  if (!terminal.colour) return text;
  const format = { accent: "yellow", quiet: "dim", strong: "bold" } as const;
  return styleText(format[style], text, { validateStream: false });
}

/** Columns a text takes: a Chinese character or full-width sign takes two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Text of others made safe to print: no control or direction character reaches the terminal. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
}

/** How a column lies: words to the left, numbers to the right. */
type Alignment = "left" | "right";

export interface Column {
  readonly title: string;
  readonly align: Alignment;
}

/** Rows in aligned columns with a quiet heading, two spaces apart. */
export function table(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[index] ?? ""))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => padded(cell, widths[index] ?? 0, columns[index]?.align ?? "left"))
      .join("  ")
      .trimEnd();
  const heading = styled(terminal, "quiet", line(columns.map(({ title }) => title)));
  return `${[heading, ...rows.map(line)].join("\n")}\n`;
}

function padded(text: string, width: number, align: Alignment): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "left" ? text + space : space + text;
}

const BARS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** One character a value, from the lowest to the highest; for a first look, not for reading off. */
export function sparkline(values: readonly number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const scale = (BARS.length - 1) / (high - low || 1);
  return values.map((value) => BARS[Math.round((value - low) * scale)] ?? " ").join("");
}
