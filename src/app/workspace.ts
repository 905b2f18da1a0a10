import { HashfallError } from "../base/index.ts";
import { DifficultyForecaster, Timeline } from "../observe/index.ts";
import type { FactRecord } from "../record/index.ts";
import { loadRecord } from "../store/index.ts";

/** A loaded record with what is derived from it once. */
export interface Workspace {
  readonly record: FactRecord;
  readonly timeline: Timeline;
  /** Fits on first use, then stays. */
  readonly forecaster: () => DifficultyForecaster;
  /** Readable name of a pool; its slug when the record has none. */
  readonly poolName: (slug: string) => string;
}

/** Loads the record in a folder and prepares it for questions. */
export async function openWorkspace(directory: string): Promise<Workspace> {
  const record = await loadRecord(directory);
  const timeline = new Timeline(record.blocks);
  if (timeline.blocks.time.length === 0) {
    throw new HashfallError("record.damaged", `${directory} holds no blocks`);
  }
  const names = new Map(record.pools.map(({ slug, name }) => [slug, name]));
  let forecaster: DifficultyForecaster | undefined;
  return {
    record,
    timeline,
    forecaster: () => (forecaster ??= new DifficultyForecaster(timeline, record.market)),
    poolName: (slug) => names.get(slug) ?? slug,
  };
}
