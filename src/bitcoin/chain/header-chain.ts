import type { UnixSeconds } from "../../base/index.ts";
import { HEADER_BYTES, MERKLE_ROOT_AT, PREVIOUS_HASH_AT } from "../header-layout.ts";
import { bytesFromHex, displayHash } from "../header.ts";
import type { Network } from "../network.ts";
import type { CompactBits } from "../retarget.ts";
import { hashHeaders } from "../sha256/hash-headers.ts";
import { TargetTable } from "../target-table.ts";
import { HeaderRows } from "./header-rows.ts";
import {
  type Ancestry,
  type BrokenRule,
  type Candidate,
  type Checkpoints,
  type HeaderRule,
  type Rules,
  brokenRule,
} from "./header-rules.ts";

/** The first header of a batch that breaks a rule. */
export interface HeaderFault extends BrokenRule {
  /** Place in the batch. */
  readonly index: number;
  /** Null where the parent, and so the height, is not known. */
  readonly height: number | null;
  readonly hash: string;
}

/** A reorganisation: rows that left the best chain for others that carry more work. */
export interface Reorganisation {
  /** Height of the last block that stayed. */
  readonly forkHeight: number;
  /** Rows that left, the lowest first. */
  readonly left: readonly number[];
}

/** What became of a batch of headers; those before a fault were taken. */
export interface Connected {
  /** Row of each header taken, those known before among them. */
  readonly rows: readonly number[];
  readonly added: number;
  /** Height up to which the best chain is what it was before the batch. */
  readonly keptHeight: number;
  readonly reorganisations: readonly Reorganisation[];
  readonly fault: HeaderFault | null;
}

/**
 * Every header known, as a tree, with the chain of most work through it. Of two chains of equal work
 * the one seen first stays.
 *
 * A row is a header's number in order of arrival; row 0 is the network's first block.
 */
export class HeaderChain implements Ancestry {
  readonly network: Network;
  private readonly checkpoints: Checkpoints;
  private readonly targets: TargetTable;
  private readonly rows = new HeaderRows();
  /** Rows of the best chain by height. */
  private readonly active: number[] = [];

  constructor(network: Network, checkpoints: Checkpoints = new Map()) {
    this.network = network;
    this.checkpoints = checkpoints;
    this.targets = new TargetTable(network.powLimit);
    const header = bytesFromHex(network.genesisHeader);
    this.rows.stage(header, hashHeaders(header));
    this.rows.enter(0, -1);
    this.active.push(0);
  }

  /** Headers known, of all branches. */
  get count(): number {
    return this.rows.count;
  }

  get tipHeight(): number {
    return this.active.length - 1;
  }

  /** Expected hashes of the best chain. */
  get work(): bigint {
    return this.rows.work(this.tipRow);
  }

  height(row: number): number {
    return this.rows.height(row);
  }

  time(row: number): UnixSeconds {
    return this.rows.time(row);
  }

  bits(row: number): CompactBits {
    return this.rows.bits(row);
  }

  parent(row: number): number {
    return this.rows.parent(row);
  }

  /** Row of the best chain's block at a height; -1 above the tip. */
  activeRow(height: number): number {
    return this.active[height] ?? -1;
  }

  isActive(row: number): boolean {
    return this.active[this.height(row)] === row;
  }

  ancestor(row: number, height: number): number {
    let at = row;
    while (this.height(at) > height && !this.isActive(at)) at = this.parent(at);
    return this.height(at) <= height ? at : this.activeRow(height);
  }

  /** Serialised header of a row; a view, not a copy. */
  header(row: number): Uint8Array {
    return this.rows.header(row);
  }

  /** Hash of a row, as serialised; a view, not a copy. */
  hash(row: number): Uint8Array {
    return this.rows.hash(row);
  }

  /** Row of a hash as serialised; -1 where it is not known. */
  find(hash: Uint8Array): number {
    return this.rows.find(hash);
  }

  /**
   * Hashes of the best chain from a height down: ten one by one, then at doubling distances, then the
   * first block's.
   *
   * Source: after Bitcoin Core v28, src/chain.cpp, `LocatorEntries`, which lists twelve one by one.
   */
  locator(from: number = this.tipHeight): Uint8Array[] {
    const hashes: Uint8Array[] = [];
    let step = 1;
    for (let height = from; height > 0; height -= step) {
      hashes.push(this.hash(this.activeRow(height)).slice());
      if (hashes.length >= 10) step *= 2;
    }
    return [...hashes, this.hash(0).slice()];
  }

  /**
   * Takes serialised headers one after another, each with its parent known or before it, until one
   * breaks a rule. `now` bounds how far ahead of the clock a header may lie.
   */
  connect(headers: Uint8Array, now: UnixSeconds): Connected {
    const count = Math.floor(headers.length / HEADER_BYTES);
    const whole = headers.subarray(0, count * HEADER_BYTES);
    const batch = this.rows.stage(whole, hashHeaders(whole));
    const rules = this.rules(now);
    const rows: number[] = [];
    const reorganisations: Reorganisation[] = [];
    const countBefore = this.count;
    let keptHeight = this.tipHeight;
    let fault: HeaderFault | null = sizeFault(headers.length);
    for (let index = 0; index < count; index += 1) {
      const row = countBefore + index;
      const parent = this.rows.findParent(row, rows.at(-1) ?? this.tipRow);
      const taken = this.take({ batch, row, parent }, rules);
      if (typeof taken !== "number") {
        fault = { ...taken, index, hash: displayHash(batch.hash(row)) };
        break;
      }
      rows.push(taken);
      const reorganisation = this.follow(taken);
      if (reorganisation === null) continue;
      reorganisations.push(reorganisation);
      keptHeight = Math.min(keptHeight, reorganisation.forkHeight);
    }
    return { rows, added: this.count - countBefore, keptHeight, reorganisations, fault };
  }

  private get tipRow(): number {
    return this.activeRow(this.tipHeight);
  }

  private rules(now: UnixSeconds): Rules {
    const { network, checkpoints, targets } = this;
    return { network, checkpoints, targets, now };
  }

  /** Row of a header, entered if it is new and keeps the rules; else the rule it breaks. */
  private take(
    candidate: Candidate,
    rules: Rules,
  ): number | (BrokenRule & { readonly height: number | null }) {
    const { batch, row, parent } = candidate;
    const nothingBuildsOnIt = parent !== -1 && parent === this.count - 1;
    const known = nothingBuildsOnIt ? -1 : this.rows.findSame(row);
    if (known !== -1) return known;
    if (parent === -1) {
      const named = batch.header(row).subarray(PREVIOUS_HASH_AT, MERKLE_ROOT_AT);
      const message = `its parent ${displayHash(named)} is not known`;
      return { height: null, rule: "parent", message };
    }
    const broken = brokenRule(this, candidate, rules);
    return broken === null
      ? this.rows.enter(row, parent)
      : { height: this.height(parent) + 1, ...broken };
  }

  /** Makes a row the tip if it carries more work; tells which blocks had to leave for it. */
  private follow(row: number): Reorganisation | null {
    if (this.parent(row) === this.tipRow) {
      this.active.push(row);
      return null;
    }
    if (this.rows.work(row) <= this.work) return null;
    const joining: number[] = [];
    let stays = row;
    for (; !this.isActive(stays); stays = this.parent(stays)) joining.push(stays);
    const forkHeight = this.height(stays);
    const left = this.active.splice(forkHeight + 1);
    for (const joined of joining.toReversed()) this.active.push(joined);
    return left.length === 0 ? null : { forkHeight, left };
  }
}

function sizeFault(length: number): HeaderFault | null {
  const rest = length % HEADER_BYTES;
  if (rest === 0) return null;
  const rule: HeaderRule = "size";
  const index = Math.floor(length / HEADER_BYTES);
  return { index, height: null, hash: "", rule, message: `${rest} bytes of a header of 80` };
}
