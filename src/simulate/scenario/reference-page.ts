import { PARAMETER_ROWS } from "./parameter-rows.ts";
import type { ParameterRow } from "./parameter-table.ts";

const INTRODUCTION = `# Numbers of a scenario file · 情景文件参数

Written by \`npm run build-scenario-docs\` from the table that also gives defaults, checks and
[JSON Schema](../scenarios/scenario.schema.json). 本页由参数表生成，默认值、检查与 JSON Schema 同源。

A file is YAML. It names a \`base\` (another file, relative to the folder of scenarios), under which it
is laid: maps are merged, all else is replaced, \`null\` removes; two maps of different \`kind\` are not
mixed. Times are a date (00:00Z) or ISO 8601 with an offset. A text may be given in one language.

- \`overrides\`: named changes, \`{name: {about, set: {dotted.path: value}}}\`. Chosen ones commute; two
  that give one path different values are refused, unless one says \`after: [other]\`.
- \`orders.*.record\`: an order of the record (\`hashfall orders\`), from which times, title and place come
  where the file does not say them.
- \`uncertain\`: priors by dotted path: \`{kind: normal, mean, sd}\`, \`{kind: lognormal, median, spread}\`,
  \`{kind: beta, mean, n}\` (n counts as many observations), \`{kind: uniform, from, to}\`; cut off at the
  bounds below. A file, override or \`--set\` that sets a number and gives it no prior fixes it.
- Shares of regions, of a region's sources, of machines and of operators each sum to 1.
- At most 20,000 steps and 1,000 cohorts (sources of all regions × machines × operators).
- For help while writing, begin a file with
  \`# yaml-language-server: $schema=scenario.schema.json\`.

`;

/** The reference page of all numbers of a scenario, in Markdown. */
export function referencePage(): string {
  const sections = new Map<string, ParameterRow[]>();
  for (const row of PARAMETER_ROWS) {
    const [section = ""] = row.path.split(".");
    sections.set(section, [...(sections.get(section) ?? []), row]);
  }
  const tables = [...sections].map(([section, rows]) => `## ${section}\n\n${table(rows)}`);
  return `${INTRODUCTION}${tables.join("\n")}`;
}

function table(rows: readonly ParameterRow[]): string {
  const lines = rows.map((row) =>
    cells([
      `\`${row.path}\``,
      row.unit,
      defaultOf(row),
      `${row.min} – ${row.max}`,
      row.aggregate,
      row.about.en,
      row.about.zh,
      row.source.en,
      row.source.zh,
    ]),
  );
  const head = [
    "path",
    "unit",
    "default",
    "range",
    "over time",
    "what it is",
    "含义",
    "source",
    "来源",
  ];
  return `${[cells(head), cells(head.map(() => "---")), ...lines].join("\n")}\n`;
}

function defaultOf(row: ParameterRow): string {
  if (row.default !== null) return String(row.default);
  return row.absent === undefined ? "must be given · 必填" : `${row.absent.en} · ${row.absent.zh}`;
}

const cells = (texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
