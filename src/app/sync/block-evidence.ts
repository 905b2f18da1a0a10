import {
  type Attribution,
  PoolAttributor,
  UNKNOWN,
  type UnknownGroup,
  groupAt,
  groupUnknowns,
} from "../../attribution/index.ts";
import {
  type HashfallError,
  type Satoshis,
  type UnixSeconds,
  invalidInput,
} from "../../base/index.ts";
import {
  type LegibleText,
  type ScriptSpan,
  extraNonce,
  legibleText,
  mergeMiningCommitment,
  subsidySatoshis,
} from "../../bitcoin/index.ts";
import type { FactRecord, PoolGroup } from "../../record/index.ts";
import type { ChainStore, StoredCoinbase } from "../../store/index.ts";
import { type LabelDifferences, labelDifferences } from "./label-differences.ts";

/** One block's coinbase and why it is attributed as it is. */
export interface BlockEvidence {
  readonly coinbase: StoredCoinbase;
  readonly time: UnixSeconds;
  readonly attribution: Attribution;
  /** Pools that decided together with this one when the block was made. */
  readonly group: PoolGroup | null;
  readonly texts: readonly LegibleText[];
  readonly extraNonce: readonly ScriptSpan[];
  /** Commitment to other chains' blocks that this one secures too; null where it secures none. */
  readonly mergeMining: ReturnType<typeof mergeMiningCommitment>;
  /** New coins the block may create; the rest of its reward is fees. */
  readonly subsidy: Satoshis;
}

/** Heights, both included. */
export interface HeightRange {
  readonly from: number;
  readonly to: number;
}

/** How many blocks of a range an answer rests on. */
export interface Inspected extends HeightRange {
  /** Blocks whose coinbase is stored; nobody can say who made the others. */
  readonly blocks: number;
}

/** Blocks of a range whose evidence names more than one pool. */
export interface ConflictReport extends Inspected {
  readonly conflicts: readonly BlockEvidence[];
}

/** Blocks of a range that no rule names, grouped by likeness, the largest group first. */
export interface UnknownReport extends Inspected {
  readonly unknown: number;
  readonly groups: readonly UnknownGroup[];
}

/** Where labels made from the coinbases of a range differ from the shipped ones. */
export interface DifferenceReport extends Inspected, LabelDifferences {}

/** Answers who made which block, from the coinbases of a store. */
export class BlockInspector {
  /** Height of the last block that is looked at. */
  readonly tipHeight: number;
  private readonly store: ChainStore;
  private readonly record: FactRecord;
  private readonly attributor: PoolAttributor;

  private constructor(store: ChainStore, record: FactRecord, tipHeight: number) {
    this.store = store;
    this.record = record;
    this.tipHeight = tipHeight;
    this.attributor = new PoolAttributor(record.pools);
  }

  /** Looks at the stored chain by the record's rules; with `asOf`, at its blocks of that time. */
  static async open(
    store: ChainStore,
    record: FactRecord,
    asOf?: UnixSeconds,
  ): Promise<BlockInspector> {
    const { tipHeight } = await store.extent();
    let last = tipHeight;
    if (asOf !== undefined) {
      await store.forEachCoinbase(({ height }, time) => {
        if (time > asOf) last = Math.min(last, height - 1);
      });
    }
    return new BlockInspector(store, record, last);
  }

  /** The chain's own ends where none are given. @throws HashfallError `input.invalid`. */
  range(from: number = 0, to: number = this.tipHeight): HeightRange {
    if (from > this.tipHeight) throw this.beyondTip("--from-height", from);
    return { from, to: Math.min(to, this.tipHeight) };
  }

  /** @throws HashfallError `input.invalid` for a height without a stored coinbase. */
  async at(height: number): Promise<BlockEvidence> {
    if (height > this.tipHeight) throw this.beyondTip("--height", height);
    const found: BlockEvidence[] = [];
    await this.store.forEachCoinbase(
      (coinbase, time) => {
        found.push(this.evidence(coinbase, time, this.attribute(coinbase, time)));
      },
      { from: height, to: height },
    );
    const [evidence] = found;
    if (evidence !== undefined) return evidence;
    throw invalidInput(
      "--height",
      `the coinbase of block ${height} is not stored`,
      "sync from a node's REST, RPC or files, which give coinbases",
    );
  }

  /** Blocks whose evidence names more than one pool. */
  async conflicts(range: HeightRange): Promise<ConflictReport> {
    const conflicts: BlockEvidence[] = [];
    const blocks = await this.attributeAll(range, (coinbase, time, attribution) => {
      if (attribution.conflict) conflicts.push(this.evidence(coinbase, time, attribution));
    });
    return { ...range, blocks, conflicts };
  }

  /** Blocks that no rule names, grouped by likeness. */
  async unknowns(range: HeightRange): Promise<UnknownReport> {
    const unknown: StoredCoinbase[] = [];
    const blocks = await this.attributeAll(range, (coinbase, _, { pool }) => {
      if (pool === UNKNOWN) unknown.push(coinbase);
    });
    return { ...range, blocks, unknown: unknown.length, groups: groupUnknowns(unknown) };
  }

  /**
   * Where the labels made from the coinbases differ from the shipped ones, explained.
   *
   * @throws HashfallError `input.invalid` for a network that the record does not cover.
   */
  async differences(range: HeightRange): Promise<DifferenceReport> {
    const { name } = this.store.network;
    if (name !== this.record.network) {
      throw invalidInput(
        "--differences",
        `the shipped labels are of ${this.record.network}, the chain is of ${name}`,
        `sync ${this.record.network}, or look at --unknown or --conflicts`,
      );
    }
    return labelDifferences(this.record, range, async (visit) =>
      this.attributeAll(range, ({ height }, _, attribution) => visit(height, attribution)),
    );
  }

  /** Attributes every block of a range whose coinbase is stored, and says how many there are. */
  private async attributeAll(
    range: HeightRange,
    visit: (coinbase: StoredCoinbase, time: UnixSeconds, attribution: Attribution) => void,
  ): Promise<number> {
    let blocks = 0;
    await this.store.forEachCoinbase((coinbase, time) => {
      blocks += 1;
      visit(coinbase, time, this.attribute(coinbase, time));
    }, range);
    return blocks;
  }

  private attribute({ height, script, addresses }: StoredCoinbase, time: UnixSeconds): Attribution {
    return this.attributor.attribute({ height, time, script, addresses });
  }

  private evidence(
    coinbase: StoredCoinbase,
    time: UnixSeconds,
    attribution: Attribution,
  ): BlockEvidence {
    const { height, script } = coinbase;
    return {
      coinbase,
      time,
      attribution,
      group: groupAt(this.record.poolGroups, attribution.pool, { height, time }),
      texts: legibleText(script),
      extraNonce: extraNonce(script),
      mergeMining: mergeMiningCommitment(script),
      subsidy: subsidySatoshis(height, this.store.network.halvingInterval),
    };
  }

  private beyondTip(option: string, height: number): HashfallError {
    const { tipHeight } = this;
    return tipHeight < 0
      ? invalidInput("--data", "the chain has no block to look at", "sync it, or leave out --as-of")
      : invalidInput(
          option,
          `${height} is above the chain, which ends at height ${tipHeight}`,
          `give a height up to ${tipHeight}, or sync what is missing`,
        );
  }
}
