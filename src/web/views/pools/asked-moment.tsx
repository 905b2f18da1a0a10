import type { JSX } from "preact";
import type { Question } from "../../client/answers.ts";
import { Choice } from "../../parts/choice.tsx";
import { Filled } from "../../parts/filled.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { POOLS } from "./messages.ts";

const WINDOWS = ["24h", "7d", "14d", "30d"];
const FIRST_DAY = "2021-06-20";

/** Window and moment in the address, and the question that they make. */
export function usePoolMoment(): {
  readonly moment: Readonly<Partial<Record<"window" | "at" | "around", string | undefined>>>;
  readonly question: Question;
} {
  const { window = "14d", at, around } = useAddress().query;
  const moment = { window, at, around };
  return { moment, question: around === undefined ? { window, at } : { window, around } };
}

/** Window and moment, as a sentence. */
export function AskedMoment(): JSX.Element {
  return (
    <p class="lede">
      <Filled message={POOLS.asked} parts={{ window: <Window />, side: <Side />, day: <Day /> }} />
    </p>
  );
}

function Window(): JSX.Element {
  const { query, change } = useAddress();
  const { tell } = useSpeech();
  const { window = "14d" } = query;
  return (
    <Choice
      label={tell(POOLS.window)}
      value={window}
      options={WINDOWS.map((value) => ({
        value,
        text: value === "24h" ? tell(POOLS.hours) : tell(POOLS.days, { n: value.slice(0, -1) }),
      }))}
      onChoose={(value) => change({ window: value }, "push")}
    />
  );
}

/** Puts the moment at the end of the window, or between it and the one before. */
function useDay(): readonly [day: string, isSplit: boolean, move: (to: Moved) => void] {
  const { query, change } = useAddress();
  const { at, around } = query;
  const move = ({ day, isSplit }: Moved): void => {
    const date = day === "" ? undefined : day;
    change(isSplit ? { around: date, at: undefined } : { at: date, around: undefined }, "push");
  };
  return [around ?? at ?? "", around !== undefined, move];
}

interface Moved {
  readonly day: string;
  readonly isSplit: boolean;
}

function Side(): JSX.Element {
  const { tell } = useSpeech();
  const [day, isSplit, move] = useDay();
  return (
    <Choice
      label={tell(POOLS.when)}
      value={isSplit ? "around" : "until"}
      options={[
        { value: "until", text: tell(POOLS.until) },
        { value: "around", text: tell(POOLS.around) },
      ]}
      onChoose={(side) => {
        const isAfter = side === "around";
        move({ day: isAfter && day === "" ? FIRST_DAY : day, isSplit: isAfter });
      }}
    />
  );
}

function Day(): JSX.Element {
  const { tell } = useSpeech();
  const [day, isSplit, move] = useDay();
  return (
    <input
      class="choice"
      type="date"
      aria-label={tell(POOLS.date)}
      value={day.slice(0, 10)}
      onChange={({ currentTarget }) => move({ day: currentTarget.value, isSplit })}
    />
  );
}
