import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { useSpeech } from "../../shell/language.ts";
import { DifficultySection } from "./difficulty-section.tsx";
import { HashpriceSection } from "./hashprice-section.tsx";
import { HashrateSection } from "./hashrate-section.tsx";
import { NOW } from "./messages.ts";
import { NowHead } from "./now-head.tsx";
import { NowKeys } from "./now-keys.tsx";
import "./now.css";
import { useNow } from "./use-now.ts";
import { useTip } from "./use-tip.ts";

/** How mining stands at the end of the record. */
export function NowView(): JSX.Element {
  const [shown, setShown] = useState(0);
  const tip = useTip();
  return <Standing key={shown} tip={tip} onRenew={() => setShown(tip ?? 0)} />;
}

interface StandingProps {
  /** Height of the newest block that the server has, once it has told. */
  readonly tip: number | null;
  readonly onRenew: () => void;
}

function Standing({ tip, onRenew }: StandingProps): JSX.Element {
  const { tell } = useSpeech();
  const { asked } = useNow();
  const hashrate = useAnswer("/api/hashrate", asked);
  const height = shownAnswer(hashrate)?.provenance.tip_height ?? Infinity;
  return (
    <>
      <NowHead hashrate={hashrate} />
      {tip !== null && tip > height && asked.as_of === undefined && (
        <p class="now-new" role="status">
          <button type="button" class="way" onClick={onRenew}>
            {tell(NOW.newBlocks, { height: tip })}
          </button>
        </p>
      )}
      <NowKeys hashrate={hashrate} />
      <HashrateSection />
      <DifficultySection />
      <HashpriceSection />
    </>
  );
}
