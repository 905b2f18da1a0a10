/** Colours of a figure by role, as in the page: light and dark. */
export const LIGHT: Readonly<Record<string, string>> = {
  paper: "#fbfaf7",
  ink: "#1b2226",
  soft: "#5d676d",
  hair: "#dfdcd3",
  river: "#14507a",
  copper: "#b0571a",
  ochre: "#8a6d1f",
  violet: "#5b4b8a",
  moss: "#3d6b35",
  red: "#a3231b",
};

export const DARK: Readonly<Record<string, string>> = {
  paper: "#11171b",
  ink: "#e9e6df",
  soft: "#9aa4aa",
  hair: "#2b343a",
  river: "#6fb3e0",
  copper: "#e59a5e",
  ochre: "#d9b64f",
  violet: "#a796dd",
  moss: "#8cc07f",
  red: "#ef7d72",
};

/** How each kind of number is drawn; colours are custom properties of the page. */
export const FIGURE_STYLE = `
.fig text{font:400 13px var(--sans);fill:var(--ink);font-variant-numeric:tabular-nums lining-nums}
.fig .soft{fill:var(--soft)}.fig .strong{font-weight:600}.fig .tick{fill:var(--soft)}
.fig .t-river{fill:var(--river);font-weight:600}.fig .t-copper{fill:var(--copper)}
.fig .t-copper.strong{font-weight:600}.fig .t-ochre{fill:var(--ochre);font-weight:600}
.fig .t-red{fill:var(--red)}.fig .num{fill:var(--copper);font-weight:600;font-size:12.5px}
.fig .grid{stroke:var(--hair);stroke-width:1}.fig .axis{stroke:var(--soft);stroke-width:1}
.fig .zero{stroke:var(--soft);stroke-width:1}
.fig .band95{fill:var(--river);fill-opacity:.16}.fig .band50{fill:var(--river);fill-opacity:.34}
.fig .band80{fill:var(--river);fill-opacity:.17}
.fig .line{fill:none;stroke:var(--river);stroke-width:2;stroke-linejoin:round}
.fig .dot{fill:var(--soft);fill-opacity:.62}
.fig .days{fill:none;stroke:var(--soft);stroke-opacity:.62;stroke-width:3.8;stroke-linecap:round}
.fig .order{stroke:var(--copper);stroke-width:1;stroke-dasharray:1.5 3}
.fig .cut{stroke:var(--copper);stroke-width:1.75}.fig .flag{fill:var(--copper)}
.fig .period{fill:var(--copper);fill-opacity:.1}
.fig .claim{fill:var(--paper);stroke:var(--red);stroke-width:1.75}
.fig .claimline{stroke:var(--red);stroke-width:1;stroke-dasharray:2 2}
.fig .alarm{fill:var(--ink)}
.fig .fact{fill:none;stroke:var(--soft);stroke-width:2}.fig .factdot{fill:var(--ink)}
.fig .factline{stroke:var(--soft);stroke-width:1.25}
.fig .fan95{fill:var(--ochre);fill-opacity:.15}.fig .fan80{fill:var(--ochre);fill-opacity:.17}
.fig .fan50{fill:var(--ochre);fill-opacity:.26}
.fig .forecast{fill:none;stroke:var(--ochre);stroke-width:2;stroke-dasharray:6 4}
.fig .moment{stroke:var(--ochre);stroke-width:1}.fig .madeat{fill:var(--ochre)}
.fig .hit{stroke:var(--copper);stroke-width:2.5}.fig .hitdot{fill:var(--copper)}
.fig .miss{stroke:var(--soft);stroke-width:1.5}
.fig .missdot{fill:var(--paper);stroke:var(--soft);stroke-width:1.75}
.fig .hitarrow{fill:var(--copper)}.fig .missarrow{fill:var(--soft)}
.fig .peer{fill:none;stroke:var(--soft);stroke-width:1.25}.fig .peerdot{fill:var(--soft)}
.fig .other{fill:none;stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3}
.fig .best{stroke-width:1.5;stroke-dasharray:7 4}
.fig .spilled{color:var(--river)}.fig .taken{color:var(--moss)}.fig .again{color:var(--copper)}
.fig .bar{fill:currentColor;fill-opacity:.2;stroke:currentColor;stroke-opacity:.55;stroke-width:1}
.fig .taken .bar{fill-opacity:0;stroke-dasharray:3 2.5;stroke-opacity:.9}
.fig .again .bar{fill-opacity:.42}
.fig .ends{stroke:currentColor;stroke-width:1.25}.fig .core{stroke:currentColor;stroke-width:4}
.fig .paper{fill:var(--paper)}.fig .halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.fig .cursor{stroke:var(--ink);stroke-width:1}.fig .cursordot{fill:var(--ink)}
`;

const FALLBACK_FONTS =
  "'Source Sans 3','Noto Sans SC','Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei',sans-serif";

/** The same style with light colours written out, for a file that stands alone. */
export function standaloneStyle(): string {
  return FIGURE_STYLE.replaceAll(/var\(--(\w+)\)/gu, (whole, role: string) =>
    role === "sans" ? FALLBACK_FONTS : (LIGHT[role] ?? whole),
  );
}
