import type { ManifestFile } from "../../src/store/index.ts";

/** The page that names source and licence of every file of the record. Generated; not edited by hand. */
export function dataSources(files: readonly ManifestFile[]): string {
  const sections = files.map(
    (file) => `## \`data/${file.path}\`

${file.what}.

- Period: ${file.period}; ${file.rows} rows, ${file.bytes} bytes
- Source: ${file.source}
- Licence: ${file.licence}
- sha256: \`${file.sha256}\`

| column | unit or meaning |
|---|---|
${Object.entries(file.columns)
  .map(([name, unit]) => `| \`${name}\` | ${unit} |`)
  .join("\n")}
`,
  );
  return `# Where the facts come from

Written by \`npm run build-record\`. Block times, difficulties, prices and dates are facts; their
compilers are named with the licence under which they published. \`hashfall verify\` checks every
fingerprint and replays the rules of consensus over the blocks.

${sections.join("\n")}`;
}
