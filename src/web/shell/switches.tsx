import type { JSX } from "preact";
import { LANGUAGES, type Language } from "../../report/index.ts";
import { useSpeech } from "./language.ts";
import { SHELL } from "./messages.ts";
import { THEMES, useTheme } from "./theme.ts";

const NAMES: Readonly<Record<Language, string>> = { en: "English", zh: "中文" };

/** Language and colours of the page. */
export function Switches({
  onLanguage,
}: {
  readonly onLanguage: (language: Language) => void;
}): JSX.Element {
  const { language, tell } = useSpeech();
  const [theme, setTheme] = useTheme();
  return (
    <div class="switches">
      <div role="group" aria-label={tell(SHELL.language)}>
        {LANGUAGES.map((tongue) => (
          <button
            type="button"
            key={tongue}
            lang={tongue === "zh" ? "zh-CN" : "en"}
            aria-pressed={tongue === language}
            onClick={() => onLanguage(tongue)}
          >
            {NAMES[tongue]}
          </button>
        ))}
      </div>
      <label>
        <span class="hidden">{tell(SHELL.theme)}</span>
        <select
          value={theme}
          onChange={({ currentTarget }) => {
            const chosen = THEMES.find((known) => known === currentTarget.value);
            if (chosen !== undefined) setTheme(chosen);
          }}
        >
          {THEMES.map((known) => (
            <option key={known} value={known}>
              {tell(SHELL[known])}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
