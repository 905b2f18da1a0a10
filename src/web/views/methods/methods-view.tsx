import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAddress, writeAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { Coverage } from "./coverage.tsx";
import { GROUPS, METHODS } from "./messages.ts";
import "./methods.css";
import { CHINESE, type MethodPage, PAGES } from "./pages.ts";

/** The methods: a list, or one of them. */
export function MethodsView(): JSX.Element {
  const { query } = useAddress();
  const page = query["page"];
  return page === undefined ? <List /> : <Page name={page} key={page} />;
}

function List(): JSX.Element {
  const { tell } = useSpeech();
  const { query } = useAddress();
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(METHODS.kicker)}</p>
        <h1>{tell(METHODS.title)}</h1>
        <p class="lede">{tell(METHODS.lede)}</p>
      </header>
      <div class="methods-groups">
        {GROUPS.map(({ title, pages }) => (
          <section key={title.en}>
            <h2>{tell(title)}</h2>
            <ul>
              {pages.map((entry) => (
                <li key={entry.page}>
                  <a href={writeAddress("methods", { page: entry.page, lang: query["lang"] })}>
                    {tell(entry.title)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Coverage />
    </>
  );
}

/** In Chinese the summary comes first, then the full text, which is English. */
function Page({ name }: { readonly name: string }): JSX.Element {
  const { language, tell } = useSpeech();
  const { query } = useAddress();
  const english = useMethodPage(PAGES.get(name));
  const chinese = useMethodPage(language === "zh" ? CHINESE.get(name) : undefined);
  const title = (language === "zh" ? chinese?.title : undefined) ?? english?.title;
  return (
    <article class="methods-page">
      <header class="view-head">
        <p class="kicker">
          <a href={writeAddress("methods", { lang: query["lang"] })}>{tell(METHODS.all)}</a>
        </p>
        <h1>{title ?? (PAGES.has(name) ? "…" : tell(METHODS.none))}</h1>
      </header>
      {chinese !== null && <Text page={chinese} />}
      {language === "zh" && english !== null && <h2>{tell(METHODS.english)}</h2>}
      {english !== null && (
        <div lang="en">
          <Text page={english} />
        </div>
      )}
    </article>
  );
}

/** Our own pages, set at build time with raw HTML shown as text. */
function Text({ page }: { readonly page: MethodPage }): JSX.Element {
  return <div class="methods-text" dangerouslySetInnerHTML={{ __html: page.html }} />;
}

function useMethodPage(load: (() => Promise<MethodPage>) | undefined): MethodPage | null {
  const [page, setPage] = useState<MethodPage | null>(null);
  useEffect(() => {
    let isLeft = false;
    const open = async (): Promise<void> => {
      const opened = load === undefined ? null : await load();
      if (!isLeft) setPage(opened);
    };
    void open();
    return () => {
      isLeft = true;
    };
  }, [load]);
  return page;
}
