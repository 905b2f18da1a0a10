import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Change } from "../../../simulate/index.ts";
import { save } from "../../charts/downloads.ts";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { writeChanges } from "../../what-if/changes.ts";
import { WHAT_IF } from "./messages.ts";
import { type ReadText, readText } from "./scenario-text.ts";

interface FileWaysProps {
  readonly name: string;
  /** The scenario with its changes as a file. */
  readonly document: string;
  readonly changes: readonly Change[];
}

/** An opened file takes the place of a stretch of time. */
const NO_STRETCH = { from: undefined, to: undefined, place: undefined, size_pct: undefined };

/** Ways to keep a changed scenario, to open one, and to undo its changes. */
export function FileWays({ name, document, changes }: FileWaysProps): JSX.Element {
  const { tell } = useSpeech();
  const { change } = useAddress();
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<ReadText | null | undefined>();
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await readText(await file.text());
    setOpened(read);
    if (read === null) return;
    change({ ...NO_STRETCH, scenario: read.base, set: writeChanges(read.changes) }, "push");
  };
  return (
    <p class="what-if-ways">
      <button
        type="button"
        class="way"
        onClick={() => save(`${name}-what-if.yaml`, "application/yaml", document)}
      >
        {tell(WHAT_IF.save)}
      </button>
      <button type="button" class="way" onClick={() => input.current?.click()}>
        {tell(WHAT_IF.open)}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={tell(WHAT_IF.open)}
        accept=".yaml,.yml,.json"
        onChange={({ currentTarget }) => void open(currentTarget.files?.[0])}
      />
      {changes.length > 0 && (
        <button type="button" class="way" onClick={() => change({ set: undefined }, "push")}>
          {tell(WHAT_IF.resetAll, { count: changes.length })}
        </button>
      )}
      {opened === null && <span role="alert">{tell(WHAT_IF.badFile)}</span>}
      {opened !== null && opened !== undefined && opened.left.length > 0 && (
        <span role="alert">{tell(WHAT_IF.leftOut, { paths: opened.left.join(", ") })}</span>
      )}
    </p>
  );
}
