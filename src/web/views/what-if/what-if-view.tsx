import type { JSX } from "preact";
import type { ScenariosAnswer } from "../../../api/index.ts";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
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
        <Answered asked={isStretch ? stretch : shipped} what={tell(WHAT_IF.wait)} height={1200}>
          {(answer) => <Lab answer={answer} key={answer.scenario.name} />}
        </Answered>
      )}
    </>
  );
}

function Chooser({
  answer,
  name,
}: {
  readonly answer: ScenariosAnswer;
  readonly name: string;
}): JSX.Element {
  const { tell, language } = useSpeech();
  const { change } = useAddress();
  const options = answer.scenarios.map((one) => ({ value: one.name, text: one.title[language] }));
  const isShipped = options.some(({ value }) => value === name);
  const text = name === "" ? tell(WHAT_IF.stretch) : name;
  const own = isShipped ? [] : [{ value: name, text }];
  return (
    <p>
      {tell(WHAT_IF.choose)}{" "}
      <Choice
        label={tell(WHAT_IF.choose)}
        value={name}
        options={[...own, ...options]}
        onChoose={(scenario) => {
          const nothing = { set: undefined, compare: undefined, from: undefined, to: undefined };
          change({ ...nothing, place: undefined, size_pct: undefined, scenario }, "push");
        }}
      />
    </p>
  );
}
