import type { Evidence } from "../../attribution/index.ts";
import { formatTime } from "../../base/index.ts";
import { type NetworkName, type ScriptSpan, hexOf } from "../../bitcoin/index.ts";
import type { PoolBound, PoolGroup } from "../../record/index.ts";
import type {
  BlockEvidence,
  ConflictReport,
  DifferenceReport,
  Inspected,
  UnknownReport,
} from "./block-evidence.ts";

/** Answer of `pools blocks --height`: a block, and all that says who made it. */
export function blockEvidenceAnswer(network: NetworkName, block: BlockEvidence): object {
  return { network, ...blockAnswer(block) };
}

/** Answer of `pools blocks --conflicts`. */
export function conflictsAnswer(network: NetworkName, report: ConflictReport): object {
  return {
    network,
    ...inspectedAnswer(report),
    conflicting_blocks: report.conflicts.length,
    conflicts: report.conflicts.map(blockAnswer),
  };
}

/** Answer of `pools blocks --unknown`. */
export function unknownsAnswer(network: NetworkName, report: UnknownReport): object {
  return {
    network,
    ...inspectedAnswer(report),
    unknown_blocks: report.unknown,
    groups: report.groups.map((group) => ({
      by: group.by,
      likeness: group.likeness,
      blocks: group.blocks,
      first_height: group.firstHeight,
      last_height: group.lastHeight,
      example_text: group.exampleText,
    })),
  };
}

/** Answer of `pools blocks --differences`. */
export function differencesAnswer(network: NetworkName, report: DifferenceReport): object {
  return {
    network,
    ...inspectedAnswer(report),
    compared_blocks: report.compared,
    differing_blocks: report.differing,
    differences: report.differences.map((difference) => ({
      shipped: difference.from,
      synced: difference.to,
      explanation: difference.explanation,
      blocks: difference.blocks,
      first_height: difference.firstHeight,
      last_height: difference.lastHeight,
    })),
  };
}

function inspectedAnswer({ from, to, blocks }: Inspected): object {
  return {
    from_height: from,
    to_height: to,
    blocks,
    blocks_without_coinbase: to - from + 1 - blocks,
  };
}

function blockAnswer(block: BlockEvidence): object {
  const { coinbase, time, attribution, group, texts, mergeMining, subsidy } = block;
  const { height, transactions, script, value, addresses } = coinbase;
  const { pool, conflict, rule, evidence } = attribution;
  return {
    height,
    at: formatTime(time),
    transactions,
    empty: transactions === 1,
    reward_sat: value,
    subsidy_sat: subsidy,
    fees_sat: value - subsidy,
    addresses,
    script_hex: hexOf(script),
    texts: texts.map(({ offset, text }) => ({ offset, text })),
    extra_nonce: block.extraNonce.map(spanAnswer),
    merge_mining:
      mergeMining === null
        ? null
        : {
            ...spanAnswer(mergeMining),
            root: hexOf(mergeMining.root),
            tree_size: mergeMining.treeSize,
            nonce: mergeMining.nonce,
          },
    pool,
    conflict,
    rule: rule === null ? null : evidenceAnswer(rule),
    evidence: evidence.map(evidenceAnswer),
    group: group === null ? null : groupAnswer(group),
  };
}

function evidenceAnswer(piece: Evidence): object {
  const common = {
    kind: piece.kind,
    value: piece.value,
    pool: piece.pool,
    standing: piece.standing,
    sources: piece.sources,
    valid_from: boundAnswer(piece.validFrom),
    valid_to: boundAnswer(piece.validTo),
  };
  return piece.kind === "tag"
    ? { ...common, offset: piece.offset, bytes_hex: piece.bytes, exact: piece.exact }
    : { ...common, output: piece.output, alone: piece.alone };
}

function groupAnswer({ slug, name, why, members, from, to, sources }: PoolGroup): object {
  return {
    slug,
    name,
    why,
    members,
    valid_from: boundAnswer(from),
    valid_to: boundAnswer(to),
    sources,
  };
}

const spanAnswer = ({ offset, bytes }: ScriptSpan): object => ({
  offset,
  bytes_hex: hexOf(bytes),
});

/** From is included, to is not; null where no bound is known. */
function boundAnswer(bound: PoolBound | null): object | null {
  if (bound === null) return null;
  return bound.kind === "height" ? { height: bound.height } : { at: formatTime(bound.time) };
}
