import type { ComponentChildren, JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type StudyTable, toCsv } from "../../report/index.ts";
import type { Provenance } from "../client/answers.ts";
import { FIGURE } from "../parts/messages.ts";
import { linkTo } from "../shell/address.ts";
import { useSpeech } from "../shell/language.ts";
import { pngOfSvg, save, standaloneSvg } from "./downloads.ts";
import { useWidth } from "./use-width.ts";

export interface FigureProps {
  /** The finding, a sentence. */
  readonly title: string;
  /** What is drawn: quantity, unit, period, kind of line and band. */
  readonly sub: string;
  /** Window, n, method. */
  readonly caption: string;
  readonly provenance: Provenance;
  /** The numbers drawn; its name is the stem of every file taken away. */
  readonly table: StudyTable;
  /** Anchor in the view of methods. */
  readonly method: string;
  /** Address of the same as a what-if. */
  readonly whatIf?: string;
  /** Markup of an SVG for a width in px; drawn again for each width, not scaled. */
  readonly draw?: (width: number) => string;
  /** An interactive chart instead, which gives its own markup for taking away. */
  readonly chart?: ComponentChildren;
  readonly markup?: () => string;
}

const MOST_ROWS = 200;

/** A figure as a sentence: finding, what is drawn, the drawing, its source and the ways out. */
export function Figure(props: FigureProps): JSX.Element {
  const { title, sub, caption, draw, chart, table } = props;
  const [box, width] = useWidth();
  const drawn = useMemo(
    () => (draw === undefined || width === 0 ? null : draw(width)),
    [draw, width],
  );
  return (
    <figure>
      <h3>{title}</h3>
      <p class="sub">{sub}</p>
      <div class="plot" ref={box}>
        {chart}
        {drawn !== null && <div dangerouslySetInnerHTML={{ __html: drawn }} />}
      </div>
      <figcaption>
        <Source caption={caption} provenance={props.provenance} />
        <Ways {...props} drawn={drawn} />
      </figcaption>
      <Numbers table={table} />
    </figure>
  );
}

function Source({ caption, provenance }: Pick<FigureProps, "caption" | "provenance">): JSX.Element {
  const { tell } = useSpeech();
  const { first_height: first, tip_height: tip, record } = provenance;
  return (
    <span>
      <span lang={/\p{Script=Han}/u.test(caption) ? undefined : "en"}>{caption}</span> ·{" "}
      {tell(FIGURE.source, { first, tip, record: record.slice(0, 8) })}
    </span>
  );
}

function Ways(props: FigureProps & { readonly drawn: string | null }): JSX.Element {
  const { table, method, whatIf, drawn, markup } = props;
  const { tell } = useSpeech();
  const vector = (): string | null => {
    const own = markup?.() ?? drawn;
    return own === null ? null : standaloneSvg(own);
  };
  return (
    <span class="ways">
      <button type="button" onClick={() => save(`${table.name}.csv`, "text/csv", toCsv(table))}>
        CSV
      </button>
      <button
        type="button"
        onClick={() => {
          const svg = vector();
          if (svg !== null) save(`${table.name}.svg`, "image/svg+xml", svg);
        }}
      >
        SVG
      </button>
      <button
        type="button"
        onClick={() => {
          const svg = vector();
          if (svg !== null)
            void pngOfSvg(svg).then((png) => save(`${table.name}.png`, "image/png", png));
        }}
      >
        PNG
      </button>
      <a href={linkTo("methods", { page: method })}>{tell(FIGURE.method)}</a>
      {whatIf !== undefined && <a href={whatIf}>{tell(FIGURE.whatIf)}</a>}
    </span>
  );
}

/** The table behind a figure, made when it is opened. */
function Numbers({ table }: { readonly table: StudyTable }): JSX.Element {
  const { tell } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const { header, rows } = table;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{tell(FIGURE.table)}</summary>
      {isOpen && (
        <div class="scrolled" tabIndex={0} role="region" aria-label={table.title}>
          <table class="raw">
            <caption class="hidden">{table.title}</caption>
            <thead>
              <tr>
                {header.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length > MOST_ROWS && (
            <p>{tell(FIGURE.first, { shown: MOST_ROWS, all: rows.length })}</p>
          )}
        </div>
      )}
    </details>
  );
}
