import { FIGURES, type FigureName } from "../figures/figure-list.ts";
import { type FigureWidth, drawing } from "../figures/frame.ts";
import { element, escapeText } from "../figures/svg.ts";
import type { PageContext } from "./context.ts";
import { csvLink } from "./downloads.ts";
import { figureData } from "./data-table.ts";
import { type Html, tagged, wrap } from "./html.ts";

const WIDTHS: readonly FigureWidth[] = ["wide", "medium", "narrow"];

/** How a figure stands in the page: what is under it. */
export interface FigurePlace {
  readonly name: FigureName;
  /** Source, window, method in a phrase. */
  readonly note: string;
  /** Tables offered as CSV; the last is the one shown behind the figure. */
  readonly tables: readonly string[];
  /** Columns of that table that are shown. */
  readonly columns: readonly string[];
  /** Between drawing and caption. */
  readonly below?: Html;
}

/** A figure with its finding, its drawings for three widths, its note, its data and ways out. */
export function figureBlock(context: PageContext, place: FigurePlace): Html {
  const { data, language, tell } = context;
  const spec = FIGURES[place.name];
  const drawings = WIDTHS.map((width) => {
    const figure = spec.draw(data, { language, width });
    const svg = drawing(figure, `${language}-${place.name}-${width}`);
    return svg.replace('class="fig"', `class="fig w-${width}"`);
  });
  const tables = place.tables.flatMap((name) => context.tables.filter((t) => t.name === name));
  const behind = tables.at(-1);
  const save = `${data.plan.name}-${place.name}-${language}.svg`;
  return wrap(
    "figure",
    { id: `${language}-figure-${place.name}` },
    tagged("h3", spec.title(data, language)),
    tagged("p", spec.subtitle(data, language), { class: "sub" }),
    wrap("div", { class: "plot" }, ...drawings),
    place.below ?? "",
    wrap(
      "figcaption",
      {},
      element("span", {}, escapeText(place.note)),
      wrap(
        "span",
        { class: "ways" },
        ...tables.map((table) => csvLink(context, table)),
        tagged("button", tell("svgButton"), { type: "button", "data-save": save }),
      ),
    ),
    behind === undefined
      ? ""
      : figureData(
          behind,
          place.columns,
          tell("dataTable", { title: behind.title, n: behind.rows.length }),
        ),
  );
}
