import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ScenariosAnswer } from "../../../api/index.ts";
import { Choice } from "../../parts/choice.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { writeChanges } from "../../what-if/changes.ts";
import { WHAT_IF } from "./messages.ts";
import { type ReadText, readText } from "./scenario-text.ts";

interface ChooserProps {
  readonly answer: ScenariosAnswer;
  /** Of the scenario in view; empty for a stretch of time. */
  readonly name: string;
}

/** Another scenario takes the place of a stretch of time, and of what was changed and compared. */
const AFRESH = {
  from: undefined,
  to: undefined,
  place: undefined,
  size_pct: undefined,
  set: undefined,
  compare: undefined,
};

/** The scenario in view, to be taken from those that are shipped or from a file. */
export function Chooser({ answer, name }: ChooserProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { change } = useAddress();
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<ReadText | null | undefined>();
  const options = answer.scenarios.map((one) => ({ value: one.name, text: one.title[language] }));
  const isShipped = options.some(({ value }) => value === name);
  const text = name === "" ? tell(WHAT_IF.stretch) : name;
  const own = isShipped ? [] : [{ value: name, text }];
  const choose = (scenario: string): void => {
    setOpened(undefined);
    change({ ...AFRESH, scenario }, "push");
  };
  const open = async (file: File): Promise<void> => {
    const read = await readText(await file.text());
    setOpened(read);
    if (read === null) return;
    change({ ...AFRESH, scenario: read.base, set: writeChanges(read.changes) }, "push");
  };
  return (
    <>
      <p class="what-if-choice">
        <span>
          {tell(WHAT_IF.choose)}{" "}
          <Choice
            label={tell(WHAT_IF.choose)}
            value={name}
            options={[...own, ...options]}
            onChoose={choose}
          />
        </span>
        <button type="button" class="way" onClick={() => input.current?.click()}>
          {tell(WHAT_IF.open)}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={tell(WHAT_IF.open)}
          accept=".yaml,.yml,.json"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void open(file);
            // The same file, mended, can be opened again.
            currentTarget.value = "";
          }}
        />
      </p>
      <OpenedWith opened={opened} name={name} />
    </>
  );
}

/** What is to be said of the file that was opened last. */
function OpenedWith({
  opened,
  name,
}: {
  readonly opened: ReadText | null | undefined;
  readonly name: string;
}): JSX.Element | null {
  const { tell } = useSpeech();
  if (opened === null) return <p role="alert">{tell(WHAT_IF.badFile)}</p>;
  if (opened === undefined || opened.base !== name || opened.left.length === 0) return null;
  return <p role="alert">{tell(WHAT_IF.leftOut, { paths: opened.left.join(", ") })}</p>;
}
