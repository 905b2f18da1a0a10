import type { JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { ScenarioDocumentAnswer, SimulationAnswer, TotalAnswer } from "../../../api/index.ts";
import { formatTime, unixSeconds } from "../../../base/index.ts";
import {
  formatNumber,
  honestEstimate,
  quantityName,
  shownTotals,
  unitName,
} from "../../../report/index.ts";
import type { Scenario } from "../../../simulate/index.ts";
import { AnswersContext } from "../../client/answers.ts";
import { useSpeech } from "../../shell/language.ts";
import { type ServerAsked, runOnServer } from "../../what-if/server-run.ts";
import { WHAT_IF } from "./messages.ts";

interface ServerPartProps {
  readonly scenario: Scenario;
  /** The scenario as a file. */
  readonly document: string;
  readonly seed: number;
  readonly answer: Pick<ScenarioDocumentAnswer, "as_of_s">;
}

const MEMBERS = 10_000;

type ServerState =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "done"; readonly answer: SimulationAnswer; readonly address: string };

/** A larger ensemble on the server, with how far it is; a page without one says so. */
export function ServerPart({ scenario, document, seed, answer }: ServerPartProps): JSX.Element {
  const { tell } = useSpeech();
  const hasServer = useContext(AnswersContext)?.csv("/api/scenarios", {}) !== null;
  const as_of = answer.as_of_s === null ? null : formatTime(unixSeconds(answer.as_of_s));
  const { state, begin, end } = useServerRun({ document, members: MEMBERS, seed, as_of });
  return (
    <section class="what-if-server">
      <h2>{tell(WHAT_IF.larger)}</h2>
      <p>{tell(hasServer ? WHAT_IF.largerText : WHAT_IF.noServer)}</p>
      {hasServer && state.kind !== "running" && (
        <p>
          <button type="button" class="way" onClick={begin}>
            {tell(WHAT_IF.server, { members: formatNumber(MEMBERS) })}
          </button>
        </p>
      )}
      {state.kind === "running" && <Progress done={state.done} onCancel={end} />}
      {state.kind === "failed" && (
        <p class="failed" role="alert">
          {tell(WHAT_IF.serverFailed)} <span lang="en">{state.message}</span>
        </p>
      )}
      {state.kind === "done" && <ServerTotals {...state} scenario={scenario} />}
    </section>
  );
}

interface ServerHands {
  readonly state: ServerState;
  readonly begin: () => void;
  readonly end: () => void;
}

function useServerRun(asked: ServerAsked): ServerHands {
  const { document } = asked;
  const [state, setState] = useState<ServerState>({ kind: "idle" });
  const cancel = useRef<(() => void) | null>(null);
  const end = (): void => {
    cancel.current?.();
    cancel.current = null;
    setState({ kind: "idle" });
  };
  // What was run is no answer to what the controls say now.
  useEffect(() => end, [document]);
  const begin = (): void => {
    setState({ kind: "running", done: 0 });
    cancel.current = runOnServer(asked, {
      onProgress: (done) => setState({ kind: "running", done }),
      onAnswer: (answer, address) => setState({ kind: "done", answer, address }),
      onFailure: (message) => setState({ kind: "failed", message }),
    });
  };
  return { state, begin, end };
}

interface ProgressProps {
  readonly done: number;
  readonly onCancel: () => void;
}

function Progress({ done, onCancel }: ProgressProps): JSX.Element {
  const { tell } = useSpeech();
  const members = formatNumber(MEMBERS);
  return (
    <p role="status">
      <progress max={MEMBERS} value={done} aria-label={tell(WHAT_IF.larger)} />{" "}
      {tell(WHAT_IF.serverWait, { done: formatNumber(done), members })}{" "}
      <button type="button" class="way" onClick={onCancel}>
        {tell(WHAT_IF.cancel)}
      </button>
    </p>
  );
}

function ServerTotals({
  answer,
  address,
  scenario,
}: {
  readonly answer: SimulationAnswer;
  readonly address: string;
  readonly scenario: Scenario;
}): JSX.Element {
  const { tell, language } = useSpeech();
  const { members, seed, wall_s, totals } = answer;
  const rows = shownTotals(
    Object.entries(totals).map(([id, total]) => Object.assign({ id }, total)),
  );
  return (
    <>
      <p role="status">
        {tell(WHAT_IF.serverDone, {
          members: formatNumber(members),
          seed: String(seed),
          seconds: formatNumber(wall_s, 1),
        })}{" "}
        <a href={address} download={`${answer.scenario.name}.json`}>
          JSON
        </a>
      </p>
      <table class="people">
        <thead>
          <tr>
            <th scope="col">{tell(WHAT_IF.quantity)}</th>
            <th scope="col">{tell(WHAT_IF.median95)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((total) => (
            <tr key={total.id}>
              <th scope="row">{quantityName(total.id, scenario, language)}</th>
              <td>
                {valueText(total)} {total.id.endsWith("_at") ? "" : unitName(total.unit, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Numbers, or the days of times, with their interval. */
function valueText({ value, lo95, hi95 }: Pick<TotalAnswer, "value" | "lo95" | "hi95">): string {
  if (typeof value === "number" && typeof lo95 === "number" && typeof hi95 === "number") {
    return honestEstimate({ value, lo95, hi95 });
  }
  return `${dayOf(value)} [${dayOf(lo95)}, ${dayOf(hi95)}]`;
}

function dayOf(time: number | string | null): string {
  return typeof time === "string" ? time.slice(0, 10) : "–";
}
