import type { MemberFunction } from "../member/member-shape.ts";
import { summariseCells } from "./cells.ts";
import { seriesKeeper, type ShardNumbers } from "./collector.ts";
import { planEnsemble } from "./plan.ts";
import { memberSizes, runShard, shardsOf } from "./shard.ts";
import { type EnsembleSummary, summariseNumbers, summaryOf } from "./summary.ts";

export interface OneThreadOptions {
  readonly seed: number;
  readonly members: number;
  readonly memoryLimit_bytes?: number;
  readonly stopped?: () => boolean;
  /** Called after each shard with the members done so far. */
  readonly onShard?: (done: number) => void;
}

/** Runs an ensemble where it is called; what many threads do has the same bytes. */
export function runInOneThread(
  member: MemberFunction,
  { seed, members, memoryLimit_bytes, stopped, onShard }: OneThreadOptions,
): EnsembleSummary {
  const { shape } = member;
  const plan = planEnsemble(shape, members, memoryLimit_bytes);
  const keeper = seriesKeeper(shape, plan);
  const numbers: ShardNumbers[] = [];
  for (const range of shardsOf(members)) {
    const result = runShard(member, {
      ...range,
      seed,
      ...(stopped === undefined ? {} : { stopped }),
    });
    if (result === undefined) break;
    const { series, ...rest } = result;
    keeper.add({ from: rest.from, to: rest.to, series });
    numbers.push(rest);
    onShard?.(rest.to);
  }
  const all = { from: 0, to: memberSizes(shape).cells };
  const cells = keeper.sketched() ?? summariseCells(keeper.whole, all);
  return summaryOf({ shape, plan, numbers: summariseNumbers(shape, numbers), cells });
}
