import { type UnixSeconds, formatTime, invalidInput, unixSeconds } from "../base/index.ts";
import { DifficultyForecaster, Timeline } from "../observe/index.ts";
import { type FactRecord, recordAsOf } from "../record/index.ts";
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

/**
 * Loads the record in a folder and prepares it for questions; with `asOf`, as it stood then.
 *
 * @throws HashfallError `record.missing`, `record.damaged`, or `input.invalid` before its first block.
 */
export async function openWorkspace(directory: string, asOf?: UnixSeconds): Promise<Workspace> {
  const whole = await loadRecord(directory);
  const record = asOf === undefined ? whole : recordAsOf(whole, asOf);
  if (record.blocks.time.length === 0) {
    const first = formatTime(unixSeconds(whole.blocks.time[0] ?? NaN));
    throw invalidInput(
      "--as-of",
      "before the record's first block",
      `choose a time after ${first}`,
    );
  }
  const timeline = new Timeline(record.blocks, knownUntil(whole, asOf));
  const names = new Map(record.pools.map(({ slug, name }) => [slug, name]));
  let forecaster: DifficultyForecaster | undefined;
  return {
    record,
    timeline,
    forecaster: () => (forecaster ??= new DifficultyForecaster(timeline, record.market)),
    poolName: (slug) => names.get(slug) ?? slug,
  };
}

/** A record cut at an instant lacks nothing up to it, if the whole one reaches that far. */
function knownUntil(whole: FactRecord, asOf: UnixSeconds | undefined): UnixSeconds | undefined {
  const last = unixSeconds(whole.blocks.time.at(-1) ?? NaN);
  return asOf === undefined ? undefined : unixSeconds(Math.min(asOf, last));
}
