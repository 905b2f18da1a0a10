import type { JSX } from "preact";
import { useCallback, useMemo } from "preact/hooks";
import type { ScenarioDocumentAnswer } from "../../../api/index.ts";
import { formatNumber } from "../../../report/index.ts";
import type { Change, CheckedScenario, Issue, Scenario } from "../../../simulate/index.ts";
import type { Provenance } from "../../client/answers.ts";
import { Choice } from "../../parts/choice.tsx";
import { useMedia } from "../../parts/use-media.ts";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { readChanges, withChange, writeChanges } from "../../what-if/changes.ts";
import { type EnsembleState, useEnsemble } from "../../what-if/use-ensemble.ts";
import { NumberControls, OrderControls } from "./controls.tsx";
import { FileWays } from "./file-ways.tsx";
import { checked, drawnIds, modelOf } from "./lab-model.ts";
import { WHAT_IF } from "./messages.ts";
import { Results } from "./results.tsx";
import { textOf } from "./scenario-text.ts";
import { ServerPart } from "./server-part.tsx";

export interface LabProps {
  readonly answer: ScenarioDocumentAnswer & { readonly provenance: Provenance };
}

const SEED = 1;
const MEMBERS = ["100", "300", "1000"];
const USUAL_MEMBERS = "300";
const NOTHING = "none";
const UNCHANGED = "unchanged";
/** Where controls have room beside the curves; on narrower pages they are folded above them. */
const BESIDE = "screen and (min-width: 1080px)";

/** One scenario with its controls beside what follows from them. */
export function Lab({ answer }: LabProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { changes, base, mine, onChange } = useChanged(answer);
  const { run, beside, members, compare } = useRuns(answer, { base, scenario: mine.scenario });
  const document = useMemo(() => textOf(answer, changes), [answer, changes]);
  const isWide = useMedia(BESIDE);
  const controls = { changes, issues: mine.issues, onChange };
  return (
    <div class="what-if-lab">
      <h2>{answer.scenario.title[language]}</h2>
      <p>{answer.scenario.summary[language]}</p>
      <Assumed stretch={answer.stretch} />
      <Sentence answer={answer} members={String(members)} compare={compare} />
      <FileWays name={answer.scenario.name} document={document} changes={changes} />
      <Problems issues={mine.issues} />
      <Status run={run} members={members} />
      <div class="what-if-grid">
        <details class="what-if-controls" open={isWide}>
          <summary>{tell(WHAT_IF.controls)}</summary>
          {base !== null && <OrderControls base={base} {...controls} />}
          {base !== null && <NumberControls base={base} {...controls} />}
        </details>
        {run.result !== null && mine.scenario !== null && (
          <div class="what-if-results">
            <Results
              answer={answer}
              scenario={mine.scenario}
              result={run.result}
              other={beside?.result ?? null}
              otherName={compare === UNCHANGED ? tell(WHAT_IF.unchanged) : compare}
              seed={SEED}
            />
            <ServerPart scenario={mine.scenario} document={document} seed={SEED} answer={answer} />
          </div>
        )}
      </div>
    </div>
  );
}

interface Changed {
  readonly changes: readonly Change[];
  /** Without the changes; null where it cannot be read. */
  readonly base: Scenario | null;
  readonly mine: CheckedScenario;
  readonly onChange: (path: string, value: Change[1] | undefined) => void;
}

/** The scenario with the changes that stand in the address. */
function useChanged(answer: LabProps["answer"]): Changed {
  const { query, change } = useAddress();
  const { set } = query;
  const changes = useMemo(() => readChanges(set), [set]);
  const base = useMemo(() => checked(answer, [], []).scenario, [answer]);
  const mine = useMemo(() => checked(answer, [], changes), [answer, changes]);
  const onChange = useCallback(
    (path: string, value: Change[1] | undefined) =>
      change({ set: writeChanges(withChange(changes, path, value)) }),
    [change, changes],
  );
  return { changes, base, mine, onChange };
}

interface Runs {
  readonly run: EnsembleState;
  /** Null where nothing is compared. */
  readonly beside: EnsembleState | null;
  readonly members: number;
  readonly compare: string;
}

/** The run of a scenario, and of what the address compares it with. */
function useRuns(
  answer: LabProps["answer"],
  { base, scenario }: Pick<Changed, "base"> & Pick<CheckedScenario, "scenario">,
): Runs {
  const { query } = useAddress();
  const { compare = NOTHING, members: asked = USUAL_MEMBERS } = query;
  const members = MEMBERS.includes(asked) ? Number(asked) : Number(USUAL_MEMBERS);
  const other = useMemo(() => {
    if (compare === NOTHING) return null;
    return checked(answer, compare === UNCHANGED ? [] : [compare], []).scenario;
  }, [answer, compare]);
  const model = useMemo(() => modelOf(answer, scenario), [answer, scenario]);
  const otherModel = useMemo(() => modelOf(answer, other), [answer, other]);
  const series = useMemo(() => drawnIds(base), [base]);
  const run = useEnsemble({ model, members, seed: SEED, series });
  const beside = useEnsemble({ model: otherModel, members, seed: SEED, series });
  return { run, beside: compare === NOTHING ? null : beside, members, compare };
}

function Assumed({ stretch }: Pick<ScenarioDocumentAnswer, "stretch">): JSX.Element | null {
  const { tell } = useSpeech();
  if (stretch === null) return null;
  const { world, map_age_days: age, place_share_pct: share, depth_pct: depth } = stretch;
  return (
    <p>
      {tell(WHAT_IF.assumes, {
        world: world.replace("worlds/", ""),
        age: formatNumber(age),
        share: formatNumber(share, 1),
        depth: formatNumber(depth, 1),
      })}{" "}
      {stretch.is_too_large && tell(WHAT_IF.tooLarge)}
    </p>
  );
}

interface SentenceProps extends LabProps {
  readonly members: string;
  readonly compare: string;
}

function Sentence({ answer, members, compare }: SentenceProps): JSX.Element {
  const { tell, language } = useSpeech();
  const { change } = useAddress();
  const overrides = answer.scenario.overrides.map(({ name, about }) => ({
    value: name,
    text: tell(WHAT_IF.compareOverride, { name, about: about[language].replace(/[.。]$/u, "") }),
  }));
  return (
    <p>
      {tell(WHAT_IF.sentence)}{" "}
      <Choice
        label={tell(WHAT_IF.members)}
        value={members}
        options={MEMBERS.map((value) => ({
          value,
          text: tell(WHAT_IF.membersSet, { count: formatNumber(Number(value)) }),
        }))}
        onChoose={(value) => change({ members: value })}
      />{" "}
      <Choice
        label={tell(WHAT_IF.compare)}
        value={compare}
        options={[
          { value: NOTHING, text: tell(WHAT_IF.compareNone) },
          { value: UNCHANGED, text: tell(WHAT_IF.compareUnchanged) },
          ...overrides,
        ]}
        onChoose={(value) => change({ compare: value === NOTHING ? undefined : value }, "push")}
      />
    </p>
  );
}

function Problems({ issues }: { readonly issues: readonly Issue[] }): JSX.Element | null {
  const { tell } = useSpeech();
  if (issues.length === 0) return null;
  return (
    <div class="failed" role="alert">
      <p>
        <strong>{tell(WHAT_IF.problems)}</strong>
      </p>
      <ul>
        {issues.map(({ at, reason, remedy }) => (
          <li key={`${at.join(".")} ${reason}`}>
            <code>{at.join(".")}</code> {reason}: {remedy}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Status({
  run: { result, isRunning, failure },
  members,
}: {
  readonly run: EnsembleState;
  readonly members: number;
}): JSX.Element {
  const { tell } = useSpeech();
  if (failure !== null) {
    return (
      <p class="failed" role="alert">
        {failure}
      </p>
    );
  }
  if (result === null && !isRunning) return <p class="what-if-status" role="status" />;
  const done = result?.members ?? 0;
  const seconds = formatNumber(result?.wall_s ?? 0, 1);
  const running = isRunning && done >= members ? WHAT_IF.starting : WHAT_IF.running;
  return (
    <p class="what-if-status" role="status">
      {isRunning
        ? tell(running, { done: formatNumber(done), members: formatNumber(members) })
        : tell(WHAT_IF.done, { members: formatNumber(done), seconds })}
    </p>
  );
}
