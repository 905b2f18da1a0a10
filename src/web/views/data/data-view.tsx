import type { JSX } from "preact";
import type { TableDescription, TablesAnswer } from "../../../api/index.ts";
import { formatNumber } from "../../../report/index.ts";
import type { Provenance } from "../../client/answers.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { useSpeech } from "../../shell/language.ts";
import "./data.css";
import { DATA } from "./messages.ts";

const FORMATS = ["csv", "parquet", "json"] as const;

/** Every table, with what it holds, and the ways to take it away. */
export function DataView(): JSX.Element {
  const { tell } = useSpeech();
  const tables = useAnswer("/api/data", {});
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(DATA.kicker)}</p>
        <h1>{tell(DATA.title)}</h1>
        <p class="lede">{tell(DATA.lede)}</p>
      </header>
      <Answered asked={tables} what={tell(DATA.wait)} height={900}>
        {(answer) => <Tables answer={answer} provenance={answer.provenance} />}
      </Answered>
    </>
  );
}

function Tables({
  answer,
  provenance,
}: {
  readonly answer: TablesAnswer;
  readonly provenance: Provenance;
}): JSX.Element {
  const { tell } = useSpeech();
  const { version, record, first_height: first, tip_height: tip, known_until: until } = provenance;
  return (
    <>
      <ul class="data-tables">
        {answer.tables.map((table) => (
          <Table table={table} key={table.name} />
        ))}
      </ul>
      <section>
        <h2>{tell(DATA.sheet)}</h2>
        <p>{tell(DATA.sheetText)}</p>
        <p>
          <code>{`=IMPORTDATA("${hrefOf("hashrate", "csv")}")`}</code>
        </p>
      </section>
      <section>
        <h2>{tell(DATA.interface)}</h2>
        <p>
          {tell(DATA.interfaceText)} <a href="./api/openapi.json">{tell(DATA.openapi)}</a>
        </p>
      </section>
      <section>
        <h2>{tell(DATA.cite)}</h2>
        <p>{tell(DATA.citeText, { version, record, first, tip, until })}</p>
      </section>
    </>
  );
}

function Table({ table }: { readonly table: TableDescription }): JSX.Element {
  const { tell } = useSpeech();
  const { name, title, columns, rows, period, source, licence } = table;
  return (
    <li>
      <div>
        <h2>{tell(title)}</h2>
        <p class="data-small">{tell(DATA.rows, { rows: formatNumber(rows), period })}</p>
        <p class="data-small">
          {tell(DATA.from)} <span lang="en">{`${source}. ${licence}.`}</span>
        </p>
        <details>
          <summary>{tell(DATA.columns)}</summary>
          <dl class="data-columns">
            {columns.map((column) => (
              <div key={column.name}>
                <dt>
                  <code>{column.name}</code>
                </dt>
                <dd>{column.unit}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
      <p class="data-ways">
        {FORMATS.map((format) => (
          <a
            key={format}
            href={addressOf(name, format)}
            download={`${name}.${format}`}
            aria-label={`${tell(title)}, ${format.toUpperCase()}`}
          >
            {format === "parquet" ? "Parquet" : format.toUpperCase()}
          </a>
        ))}
      </p>
    </li>
  );
}

function addressOf(name: string, format: (typeof FORMATS)[number]): string {
  return `./api/data/${name}?format=${format}`;
}

function hrefOf(name: string, format: (typeof FORMATS)[number]): string {
  return new URL(addressOf(name, format), location.href).href;
}
