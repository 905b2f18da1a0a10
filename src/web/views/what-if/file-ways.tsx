import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Change } from "../../../simulate/index.ts";
import { save } from "../../charts/downloads.ts";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { writeChanges } from "../../what-if/changes.ts";
import { fileOf, readFile } from "./lab-model.ts";
import { WHAT_IF } from "./messages.ts";

interface FileWaysProps {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly isStretch: boolean;
}

/** Ways to keep a changed scenario, to open one, and to undo its changes. */
export function FileWays({ name, changes, isStretch }: FileWaysProps): JSX.Element {
  const { tell } = useSpeech();
  const { change } = useAddress();
  const input = useRef<HTMLInputElement>(null);
  const [isBad, setBad] = useState(false);
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = readFile(await file.text());
    setBad(read === null);
    if (read !== null) change({ scenario: read.base, set: writeChanges(read.changes) }, "push");
  };
  return (
    <p class="what-if-ways">
      {!isStretch && (
        <button
          type="button"
          class="way"
          onClick={() => save(`${name}-what-if.yaml`, "application/yaml", fileOf(name, changes))}
        >
          {tell(WHAT_IF.save)}
        </button>
      )}
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
      {isBad && <span role="alert">{tell(WHAT_IF.badFile)}</span>}
    </p>
  );
}
