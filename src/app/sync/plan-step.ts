import { HashfallError, type UnixSeconds } from "../../base/index.ts";
import {
  type Connected,
  HASH_BYTES,
  HEADER_BYTES,
  type HeaderChain,
  coinbaseHeight,
} from "../../bitcoin/index.ts";
import type { BlockBatch, BlockCoinbase } from "../../ingest/index.ts";
import type {
  ChainStep,
  ChainStore,
  LabelledCoinbase,
  Labeller,
  StoredCoinbase,
} from "../../store/index.ts";

/** What a step is planned from: the chain after a batch was taken, and the store still before it. */
export interface StepContext {
  readonly store: ChainStore;
  readonly chain: HeaderChain;
  readonly label: Labeller;
  /** Rows that the store keeps as stale. */
  readonly staleRows: ReadonlySet<number>;
  readonly batch: BlockBatch;
  readonly connected: Connected;
  /** Headers known, and height of the tip, before the batch. */
  readonly countBefore: number;
  readonly tipBefore: number;
  readonly now: UnixSeconds;
  readonly source: string;
}

/** A step, and which rows are stale once it is stored. */
export interface PlannedStep {
  readonly step: ChainStep;
  readonly becameStale: readonly number[];
  readonly becameActive: readonly number[];
}

/**
 * What has to be stored so that the store holds what the chain holds after a batch.
 *
 * @throws HashfallError `coinbase.invalid` for a coinbase of another height than its block's.
 */
export async function planStep(context: StepContext): Promise<PlannedStep> {
  const { chain, connected, countBefore, tipBefore, staleRows } = context;
  const { keptHeight } = connected;
  const given = coinbasesByRow(context);
  const isNew = (row: number): boolean => row >= countBefore;
  const left = new Set(connected.reorganisations.flatMap((reorganisation) => reorganisation.left));
  const leaving = [...left].filter(
    (row) => !isNew(row) && !staleRows.has(row) && !chain.isActive(row),
  );
  const stale = connected.rows.filter((row) => isNew(row) && !chain.isActive(row));
  const joined = rowsFrom(chain, keptHeight + 1);
  const returning = joined.filter((row) => staleRows.has(row));
  const coinbases = await joinedCoinbases(context, joined, given);
  coinbases.push(...missingCoinbases(context, given));
  const filled = await filledStale(context, given);
  const step: ChainStep = {
    at: context.now,
    keptHeight,
    replaces: keptHeight < tipBefore,
    leaving: leaving.filter((row) => !filled.has(row)).map((row) => blockAt(chain, row)),
    returning: [...returning, ...filled]
      .filter((row) => staleRows.has(row))
      .map((row) => chain.hash(row).slice()),
    headers: headersOf(chain, joined),
    coinbases: coinbases.map((coinbase) => labelled(context, coinbase)),
    stale: [...new Set([...stale, ...filled])].map((row) =>
      Object.assign(blockAt(chain, row), { coinbase: given.get(row) ?? null }),
    ),
    reorganisations: connected.reorganisations.map(({ forkHeight, left: rows }) => ({
      forkHeight,
      depth: rows.length,
      oldTip: chain.hash(rows.at(-1) ?? 0).slice(),
      newTip: chain.hash(chain.activeRow(chain.tipHeight)).slice(),
    })),
    cursor:
      context.batch.cursor === undefined || connected.fault !== null
        ? null
        : { source: context.source, position: context.batch.cursor },
  };
  return { step, becameStale: [...leaving, ...new Set(stale)], becameActive: returning };
}

/** Coinbases of the batch by their blocks' rows, each checked to be of its block's height. */
function coinbasesByRow({ chain, connected, batch }: StepContext): Map<number, StoredCoinbase> {
  const byRow = new Map<number, StoredCoinbase>();
  for (const [index, row] of connected.rows.entries()) {
    const found = batch.coinbases[index] ?? null;
    if (found !== null) byRow.set(row, storedCoinbase(chain, row, found));
  }
  return byRow;
}

function storedCoinbase(chain: HeaderChain, row: number, found: BlockCoinbase): StoredCoinbase {
  const height = chain.height(row);
  const stated = coinbaseHeight(found.script);
  if (height >= chain.network.bip34Height && stated !== height) {
    const reason = `the coinbase of block ${height} states the height ${stated ?? "of none"}`;
    throw new HashfallError("coinbase.invalid", reason, {
      problems: [
        { path: `height ${height}`, reason, remedy: "use another source; what was stored stays" },
      ],
    });
  }
  return { height, ...found };
}

/** Coinbases of the rows that join the best chain, as given or as stored while they were elsewhere. */
async function joinedCoinbases(
  { store, chain, staleRows, countBefore }: StepContext,
  joined: readonly number[],
  given: ReadonlyMap<number, StoredCoinbase>,
): Promise<StoredCoinbase[]> {
  const coinbases: StoredCoinbase[] = [];
  for (const row of joined) {
    let coinbase = given.get(row) ?? null;
    if (coinbase === null && row < countBefore) {
      coinbase = staleRows.has(row)
        ? await store.staleCoinbase(chain.hash(row))
        : await store.coinbaseAt(chain.height(row));
    }
    if (coinbase !== null) coinbases.push(coinbase);
  }
  return coinbases;
}

/** Coinbases of blocks whose header alone was stored. */
function missingCoinbases(
  { store, chain, connected, countBefore }: StepContext,
  given: ReadonlyMap<number, StoredCoinbase>,
): StoredCoinbase[] {
  return [...given].flatMap(([row, coinbase]) => {
    const { height } = coinbase;
    const isStored = row < countBefore && chain.isActive(row) && height <= connected.keptHeight;
    return isStored && !store.hasCoinbase(height) ? [coinbase] : [];
  });
}

/** Rows off the best chain that were stored without the coinbase that is now given. */
async function filledStale(
  { store, chain, staleRows, countBefore }: StepContext,
  given: ReadonlyMap<number, StoredCoinbase>,
): Promise<Set<number>> {
  const filled = new Set<number>();
  for (const [row, { height }] of given) {
    if (row >= countBefore || chain.isActive(row)) continue;
    const isKnown = staleRows.has(row)
      ? (await store.staleCoinbase(chain.hash(row))) !== null
      : store.hasCoinbase(height);
    if (!isKnown) filled.add(row);
  }
  return filled;
}

function labelled({ chain, label }: StepContext, coinbase: StoredCoinbase): LabelledCoinbase {
  const time = chain.time(chain.activeRow(coinbase.height));
  return { ...coinbase, pool: label(coinbase, time) };
}

function rowsFrom(chain: HeaderChain, height: number): number[] {
  const count = Math.max(0, chain.tipHeight - height + 1);
  return Array.from({ length: count }, (_, index) => chain.activeRow(height + index));
}

function headersOf(chain: HeaderChain, rows: readonly number[]): Uint8Array {
  const headers = new Uint8Array(rows.length * HEADER_BYTES);
  for (const [index, row] of rows.entries()) headers.set(chain.header(row), index * HEADER_BYTES);
  return headers;
}

function blockAt(
  chain: HeaderChain,
  row: number,
): { hash: Uint8Array; height: number; header: Uint8Array } {
  return {
    hash: chain.hash(row).slice(0, HASH_BYTES),
    height: chain.height(row),
    header: chain.header(row).slice(),
  };
}
