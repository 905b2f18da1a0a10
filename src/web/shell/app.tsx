import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LANGUAGE_TAG, type Language, say } from "../../report/index.ts";
import { type Answers, AnswersContext } from "../client/answers.ts";
import { type Address, useAddress } from "./address.ts";
import { LanguageContext, chosenLanguage, keepLanguage } from "./language.ts";
import { Masthead } from "./masthead.tsx";
import { SHELL } from "./messages.ts";
import { VIEWS, type View } from "./views.ts";

/** The whole page: its bar, and the view that the address names. */
export function App({ answers }: { readonly answers: Answers }): JSX.Element {
  const address = useAddress();
  const language = chosenLanguage(address.query["lang"]);
  const view = viewAt(address);
  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAG[language];
    document.title = `${say(view.title, language)} · Hashfall`;
  }, [language, view]);
  const choose = (chosen: Language): void => {
    keepLanguage(chosen);
    address.change({ lang: chosen });
  };
  return (
    <AnswersContext.Provider value={answers}>
      <LanguageContext.Provider value={language}>
        <a class="skip" href="#main" onClick={skipToMain}>
          {say(SHELL.skip, language)}
        </a>
        <Masthead current={view.name} onLanguage={choose} />
        <main id="main" tabIndex={-1} class="page">
          <Opened view={view} key={view.name} />
        </main>
      </LanguageContext.Provider>
    </AnswersContext.Provider>
  );
}

function viewAt(address: Address): View {
  const [first] = VIEWS;
  if (first === undefined) throw new RangeError("the page has no views");
  return VIEWS.find(({ name }) => name === address.view) ?? first;
}

/** A view once its code is there. */
function Opened({ view }: { readonly view: View }): JSX.Element | null {
  const [loaded, setLoaded] = useState<{ readonly Shown: ComponentType } | null>(null);
  useEffect(() => {
    let isLeft = false;
    const open = async (): Promise<void> => {
      const Shown = await view.load();
      if (!isLeft) setLoaded({ Shown });
    };
    void open();
    return () => {
      isLeft = true;
    };
  }, [view]);
  return loaded === null ? null : <loaded.Shown />;
}

/** The fragment names the view, so that skipping moves the focus instead of the address. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
