import type { ManifestFile } from "../../src/store/index.ts";

/** What the worlds and orders of the simulation rest on; their comments give every address. */
const SCENARIOS = `## \`scenarios/\`

Worlds and orders of the simulation. Single published figures, quoted with their address in a comment
beside each group of numbers, and our own choices, called so there. No series of anybody's is copied.

| what | source |
|---|---|
| shares of hashrate by country and province | Cambridge Centre for Alternative Finance, figures quoted in the press and on jbs.cam.ac.uk; Hashrate Index (second quarter of 2025) |
| power and energy of the network | Cambridge Bitcoin Electricity Consumption Index, revised: yearly totals and single months |
| fleet of April 2021 | Coin Metrics and GMR, "Intelligent Bitcoin Miner II" (MIT) |
| efficiency of machines | makers' sheets |
| tariffs, spilled water, site prices | press reports of 2019 to 2021, addresses in \`scenarios/worlds/places.yaml\` |
| renewable share and carbon intensity, as a check | de Vries, Gallersdörfer, Klaaßen and Stoll, Joule 6(3), 2022 |
| factors of emission | IPCC AR5 WG3 annex III, medians, and our own for grids |
| policies of the BBCE paper | Jiang et al., Nature Communications 12:1938, 2021 (CC BY 4.0) |
| times, places and sizes of orders | \`data/orders.json\`, which lists its sources |`;

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

${sections.join("\n")}
${SCENARIOS}
`;
}
