import type { BlockBatch } from "../../ingest/index.ts";

/** Blocks that are stored in one step, where they come fast. */
const MOST_BLOCKS = 8_000;
/** Longest that blocks wait for others to be stored with them, in milliseconds. */
const LONGEST_MS = 1_000;

/**
 * Joins batches that come fast, so that one step stores many: a step costs a write to the disk that
 * waits for it. What came before a failure is handed on first. A batch that its source may have to take
 * back stays alone.
 */
export async function* gathered(batches: AsyncIterable<BlockBatch>): AsyncIterable<BlockBatch> {
  let pending: BlockBatch[] = [];
  let since = 0;
  const taken = (): BlockBatch[] => {
    const joined = pending.length === 0 ? [] : [join(pending)];
    pending = [];
    return joined;
  };
  try {
    for await (const batch of batches) {
      if (batch.refuse !== undefined) {
        yield* taken();
        yield batch;
        continue;
      }
      if (pending.length === 0) since = performance.now();
      pending.push(batch);
      const blocks = pending.reduce((sum, { coinbases }) => sum + coinbases.length, 0);
      if (blocks >= MOST_BLOCKS || performance.now() - since >= LONGEST_MS) yield* taken();
    }
  } catch (error) {
    yield* taken();
    throw error;
  }
  yield* taken();
}

function join(batches: readonly BlockBatch[]): BlockBatch {
  const last = batches.at(-1) ?? EMPTY;
  if (batches.length === 1) return last;
  const headers = Buffer.concat(batches.map((batch) => batch.headers));
  return {
    headers: new Uint8Array(headers.buffer, headers.byteOffset, headers.length),
    coinbases: batches.flatMap(({ coinbases }) => coinbases),
    tipHeight: last.tipHeight,
    ...(last.cursor === undefined ? {} : { cursor: last.cursor }),
  };
}

const EMPTY: BlockBatch = { headers: new Uint8Array(), coinbases: [], tipHeight: null };
