import { type Random, type UnixSeconds, unixSeconds } from "../../../src/base/index.ts";
import {
  type Connected,
  HEADER_BYTES,
  HeaderChain,
  hashHeaders,
} from "../../../src/bitcoin/index.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostile, joined, mutated } from "../mutation.ts";
import {
  ACCEPTED,
  Case,
  type CaseName,
  type Outcome,
  type Target,
  must,
  randomOf,
} from "../target.ts";
import { type HeaderMaterial, LATER, headerMaterial } from "./header-material.ts";
import { requireTree } from "./header-tree.ts";
import { meetsOwnTarget, solved } from "./mine.ts";

/** Length of a batch tried, in headers. */
const LONGEST_BATCH = 12;
/** Cases that one chain sees, one after another: making a chain takes longer than a case. */
const GROUP = 32;
/** Honest headers that a chain grows by with each case. */
const STEP = 2;
/** After so many cases the whole tree is looked through. */
const LOOK_EVERY = 4;
/** Height that a chain is brought to whose cases are about the turn of an epoch, and how seldom one is. */
const BEFORE_TURN = 1_990;
const TURN_EVERY = 8;
/** Twelve headers of which each meets its target one time in four are found with these, as a rule. */
const TRIES = 24;

/** Values of fields that lie at an end or beside one. */
const WORDS = [
  0, 1, 2, 3, 4, 0x7fffffff, 0x80000000, 0xffffffff, 0x1d00ffff, 0x1d010000, 0x207fffff, 0x20800000,
  0x217fffff, 0x03000000, 0x02008000, 0x01003456, 0x04923456, 0x1e0377ae, 1_296_688_602,
  1_231_006_505, 1_714_777_860, 1_800_007_200, 1_800_007_201,
] as const;
/** Where a header's whole numbers stand: version, time, bits, nonce; and where bytes of hashes do. */
const FIELDS = [0, 68, 72, 76, 68, 72, 4, 32, 36, 64] as const;

/** A chain that sees several cases, and what they are made from. */
interface Stage {
  readonly seed: number;
  readonly group: number;
  readonly material: HeaderMaterial;
  readonly chain: HeaderChain;
  /** Height it was brought to at first. */
  readonly start: number;
  /** Cases it has seen. */
  seen: number;
}

/** The tree of headers: whatever batches come, it stays one, and an honest batch connects afterwards. */
export const headerChain: Target = {
  name: "header-chain",
  share: 220_000,
  codes: [],
  open: () => {
    headerMaterial();
    let stage: Stage | null = null;
    const run = (trial: Case): Outcome => {
      stage = stageOf(trial.name, stage);
      return tryBatch(trial, stage);
    };
    return Promise.resolve({ run });
  },
};

/** The chain as a case finds it: those before it in its group are tried again where they were not. */
function stageOf({ target, seed, number }: CaseName, last: Stage | null): Stage {
  const group = Math.floor(number / GROUP);
  const index = number % GROUP;
  if (last?.seed === seed && last.group === group && last.seen === index) return last;
  const stage = freshStage(target, seed, group);
  while (stage.seen < index) {
    tryBatch(new Case({ target, seed, number: group * GROUP + stage.seen }), stage);
  }
  return stage;
}

function freshStage(target: string, seed: number, group: number): Stage {
  const random = randomOf({ target: `${target}-group`, seed, number: group });
  const materials = headerMaterial();
  const material = pick(
    random,
    oneIn(random, 2) ? materials : materials.filter(({ easy }) => easy),
  );
  const chain = new HeaderChain(material.network);
  const start = material.headers.length > 0 && oneIn(random, TURN_EVERY) ? BEFORE_TURN : 0;
  const { fault } = chain.connect(joined(...material.headers.slice(0, start)), LATER);
  must(fault === null, `an honest chain connects: ${fault?.message}`);
  return { seed, group, material, chain, start, seen: 0 };
}

function tryBatch(trial: Case, stage: Stage): Outcome {
  const { random } = trial;
  const { chain, material, start } = stage;
  const height = start + STEP * stage.seen;
  const beyond = oneIn(random, 8) ? 2 * STEP : 0;
  const at = Math.max(start, height + beyond - below(random, 3 * STEP));
  const { headers } = material.headers.length > 0 ? material : mainnet();
  const honest = headers.slice(at, at + 1 + below(random, LONGEST_BATCH));
  trial.input = hostileBatch(random, honest, material.easy);
  const before = { work: chain.work, active: activeFrom(chain, start) };
  stage.seen += 1;
  const connected = chain.connect(trial.input, clock(random));
  requireSound(connected, trial.input);
  must(chain.work >= before.work, "work never falls");
  requireKept(connected, before.active, activeFrom(chain, start));
  requireRecovery(chain, material.headers.slice(height, height + STEP));
  if (stage.seen % LOOK_EVERY === 0) requireTree(chain, start);
  if (connected.fault !== null) return `fault: ${connected.fault.rule}`;
  return connected.reorganisations.length > 0 ? "reorganised" : ACCEPTED;
}

/** Rows of the best chain from a height on, with that height. */
function activeFrom(chain: HeaderChain, start: number): ActiveRows {
  const rows = Array.from({ length: chain.tipHeight + 1 - start }, (_, index) =>
    chain.activeRow(start + index),
  );
  return { start, rows };
}

interface ActiveRows {
  readonly start: number;
  readonly rows: readonly number[];
}

/** Up to the height that is told, the best chain is what it was; a reorganisation lies above it. */
function requireKept(
  { keptHeight, reorganisations }: Connected,
  before: ActiveRows,
  after: ActiveRows,
): void {
  const kept = keptHeight + 1 - before.start;
  const same = before.rows.slice(0, kept).every((row, index) => row === after.rows[index]);
  must(same && kept >= 0, "what is told as kept is kept");
  must(kept <= before.rows.length, "no more is kept than there was");
  const lowest = Math.min(...reorganisations.map(({ forkHeight }) => forkHeight));
  must(
    lowest === Infinity || lowest >= keptHeight,
    "a reorganisation forks where all below is kept",
  );
  for (const { left } of reorganisations) must(left.length > 0, "in a reorganisation blocks leave");
}

/** Whose headers are sent to networks of which there are none. */
function mainnet(): HeaderMaterial {
  const [first] = headerMaterial();
  if (first === undefined) throw new Error("no headers");
  return first;
}

function hostileBatch(random: Random, honest: readonly Uint8Array[], easy: boolean): Uint8Array {
  switch (below(random, 8)) {
    case 0:
      return hostile(random, [joined(...honest)]);
    case 1:
      return mutated(random, joined(...honest), honest);
    case 2:
      return shuffled(random, honest);
    case 3:
      return branched(random, honest);
    default:
      return withFields(random, honest, easy);
  }
}

/** Headers left out, sent twice, or in another order. */
function shuffled(random: Random, honest: readonly Uint8Array[]): Uint8Array {
  return joined(...Array.from(honest, () => pick(random, honest)));
}

/** Two or three branches over the same parents, made by other nonces, one after another. */
function branched(random: Random, honest: readonly Uint8Array[]): Uint8Array {
  const branches = Array.from({ length: 1 + below(random, 2) }, () => {
    const from = below(random, honest.length);
    return relinked(honest, from, (header) => (header[40] = below(random, 256)));
  });
  return joined(...honest, ...branches.flat());
}

/** A few fields set to other values; where work is easy, the header and those after it get theirs. */
function withFields(random: Random, honest: readonly Uint8Array[], easy: boolean): Uint8Array {
  const at = below(random, honest.length);
  const change = (header: Uint8Array): void => {
    for (let i = 0; i <= below(random, 3); i += 1) setField(random, header);
  };
  if (easy && !oneIn(random, 8)) return joined(...relinked(honest, at, change));
  const changed = honest.map((header) => new Uint8Array(header));
  change(changed[at] ?? new Uint8Array(HEADER_BYTES));
  return joined(...changed);
}

function setField(random: Random, header: Uint8Array): void {
  const view = new DataView(header.buffer, header.byteOffset);
  const at = pick(random, FIELDS);
  const near = view.getUint32(at, true) + below(random, 1_400) - 700;
  view.setUint32(at, oneIn(random, 3) ? near : pick(random, WORDS), true);
}

/** The headers with one changed, and from there on linked and with their work until it is not found. */
function relinked(
  honest: readonly Uint8Array[],
  from: number,
  change: (header: Uint8Array) => void,
): Uint8Array[] {
  const headers: Uint8Array[] = honest.map((header) => new Uint8Array(header));
  let parent: Uint8Array | null = null;
  for (const [index, header] of headers.entries()) {
    if (index < from) continue;
    if (parent !== null) header.set(hashHeaders(parent), 4);
    else change(header);
    parent = solved(header, TRIES);
    headers[index] = parent;
    if (!meetsOwnTarget(parent)) break;
  }
  return headers;
}

function clock(random: Random): UnixSeconds {
  const strange = [0, 1_231_006_505, 1_296_688_602, 2 ** 32, 2 ** 53] as const;
  return oneIn(random, 4) ? unixSeconds(pick(random, strange)) : LATER;
}

/** What is told of a batch fits the batch. */
function requireSound({ rows, added, fault }: Connected, batch: Uint8Array): void {
  const whole = Math.floor(batch.length / HEADER_BYTES);
  must(added <= rows.length && rows.length <= whole, "no more is taken than was sent");
  must(fault === null || fault.index === rows.length, "the fault stands behind what was taken");
  must(
    fault !== null || rows.length * HEADER_BYTES === batch.length,
    "all is taken or a fault told",
  );
  must(fault === null || (fault.rule.length > 0 && fault.message !== ""), "a fault has a rule");
}

/** After anything, honest headers connect, and none is lost. */
function requireRecovery(chain: HeaderChain, honest: readonly Uint8Array[]): void {
  const { fault, rows } = chain.connect(joined(...honest), LATER);
  must(fault === null, `an honest batch connects afterwards: ${fault?.message}`);
  must(rows.length === honest.length, "an honest batch is taken whole");
}
