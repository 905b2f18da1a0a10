import type { JSX } from "preact";
import type { Change } from "../../../simulate/index.ts";
import { save } from "../../charts/downloads.ts";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { WHAT_IF } from "./messages.ts";

interface FileWaysProps {
  readonly name: string;
  /** The scenario with its changes as a file. */
  readonly document: string;
  readonly changes: readonly Change[];
}

/** Ways to keep a changed scenario, and to undo its changes. */
export function FileWays({ name, document, changes }: FileWaysProps): JSX.Element {
  const { tell } = useSpeech();
  const { change } = useAddress();
  return (
    <p class="what-if-ways">
      <button
        type="button"
        class="way"
        onClick={() => save(`${name}-what-if.yaml`, "application/yaml", document)}
      >
        {tell(WHAT_IF.save)}
      </button>
      {changes.length > 0 && (
        <button type="button" class="way" onClick={() => change({ set: undefined }, "push")}>
          {tell(WHAT_IF.resetAll, { count: changes.length })}
        </button>
      )}
    </p>
  );
}
