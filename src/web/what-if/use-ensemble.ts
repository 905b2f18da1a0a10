import { useEffect, useRef, useState } from "preact/hooks";
import type { MemberModel } from "../../simulate/index.ts";
import { EnsembleRunner, type RunResult } from "./ensemble-runner.ts";

/** How a run stands; the last bands stay in view until new ones come. */
export interface EnsembleState {
  readonly result: RunResult | null;
  readonly isRunning: boolean;
  readonly failure: string | null;
}

export interface EnsembleAsked {
  readonly model: MemberModel | null;
  readonly members: number;
  readonly seed: number;
  readonly series: readonly string[];
}

/** A slider that moves asks many times a second. */
const PAUSE_MS = 150;

/** Runs a model in workers, again shortly after each change. */
export function useEnsemble({ model, members, seed, series }: EnsembleAsked): EnsembleState {
  const runner = useRef<EnsembleRunner | null>(null);
  const [state, setState] = useState<EnsembleState>(IDLE);
  useEffect(
    () => () => {
      runner.current?.close();
      runner.current = null;
    },
    [],
  );
  const ids = series.join(" ");
  useEffect(() => {
    if (model === null) {
      runner.current?.stop();
      setState(IDLE);
      return undefined;
    }
    setState(({ result }) => ({ result, isRunning: true, failure: null }));
    const asked = { model, members, seed, series: ids.split(" ") };
    const timer = setTimeout(() => {
      const running = (runner.current ??= new EnsembleRunner());
      running.start(asked, {
        onResult: (result) =>
          setState({ result, isRunning: result.members < result.asked, failure: null }),
        onFailure: (failure) => setState({ result: null, isRunning: false, failure }),
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      runner.current?.stop();
    };
  }, [model, members, seed, ids]);
  return state;
}

const IDLE: EnsembleState = { result: null, isRunning: false, failure: null };
