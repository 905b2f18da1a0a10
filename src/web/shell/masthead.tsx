import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Language } from "../../report/index.ts";
import { linkTo } from "./address.ts";
import { useSpeech } from "./language.ts";
import { SHELL } from "./messages.ts";
import { Switches } from "./switches.tsx";
import { VIEWS } from "./views.ts";

/** Name, views, language and colours. On a phone the views fold behind the name of the one that is open. */
export function Masthead({
  current,
  onLanguage,
}: {
  readonly current: string;
  readonly onLanguage: (language: Language) => void;
}): JSX.Element {
  const { tell } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  return (
    <header class="bar">
      <a class="brand" href={linkTo("now")}>
        Hashfall
      </a>
      <button
        type="button"
        class="unfold"
        aria-expanded={isOpen}
        aria-controls="views"
        onClick={() => setOpen(!isOpen)}
      >
        {tell(VIEWS.find(({ name }) => name === current)?.title ?? SHELL.views)}
        <span aria-hidden="true"> {isOpen ? "▴" : "▾"}</span>
      </button>
      <nav id="views" class={isOpen ? "open" : undefined} aria-label={tell(SHELL.views)}>
        {VIEWS.map(({ name, title }) => (
          <a
            key={name}
            href={linkTo(name)}
            onClick={() => setOpen(false)}
            aria-current={name === current ? "page" : undefined}
          >
            {tell(title)}
          </a>
        ))}
      </nav>
      <Switches onLanguage={onLanguage} />
    </header>
  );
}
