import type { JSX } from "preact";
import type { ScenarioDocumentAnswer } from "../../../api/index.ts";
import { type Asked, shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { Chooser } from "./chooser.tsx";
import { Lab } from "./lab.tsx";
import { WHAT_IF } from "./messages.ts";
import "./what-if.css";

const USUAL = "sichuan-cut";

/** A scenario, shipped or made of what happened, to be changed and run. */
export function WhatIfView(): JSX.Element {
  const { tell } = useSpeech();
  const { query } = useAddress();
  const { from, to, place, size_pct: size } = query;
  const isStretch = from !== undefined && to !== undefined && query["scenario"] === undefined;
  const name = query["scenario"] ?? USUAL;
  const list = useAnswer("/api/scenarios", {});
  const shipped = useAnswer("/api/scenarios/{name}", isStretch ? null : { name });
  const stretch = useAnswer("/api/what-if", isStretch ? { from, to, place, size_pct: size } : null);
  const known = shownAnswer(list)?.scenarios.map((one) => one.name);
  const isUnknown = !isStretch && known?.includes(name) === false;
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(WHAT_IF.kicker)}</p>
        <h1>{tell(WHAT_IF.title)}</h1>
        <p class="lede">{tell(WHAT_IF.lede)}</p>
      </header>
      <Answered asked={list} what={tell(WHAT_IF.wait)} height={30}>
        {(answer) => <Chooser answer={answer} name={isStretch ? "" : name} />}
      </Answered>
      {isUnknown ? (
        <p role="alert">{tell(WHAT_IF.unknown, { name })}</p>
      ) : (
        <Answered
          asked={isStretch ? stretch : ofScenario(shipped, name)}
          what={tell(WHAT_IF.wait)}
          height={1200}
        >
          {(answer) => <Lab answer={answer} key={answer.scenario.name} />}
        </Answered>
      )}
    </>
  );
}

/** The changes in an address are of the scenario that it names: no other is shown under them. */
function ofScenario<T extends ScenarioDocumentAnswer>(asked: Asked<T>, name: string): Asked<T> {
  const shown = shownAnswer(asked);
  const isOther = shown !== null && shown.scenario.name !== name;
  return isOther ? { kind: "waiting", last: null } : asked;
}
