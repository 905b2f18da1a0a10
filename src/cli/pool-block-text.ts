import type { BlockEvidence } from "../app/index.ts";
import { type Satoshis, formatTime, satoshis } from "../base/index.ts";
import type { NetworkName } from "../bitcoin/index.ts";
import type { PoolBound, PoolGroup } from "../record/index.ts";
import { formatNumber } from "../report/index.ts";
import { scriptTable } from "./coinbase-script.ts";
import type { Context } from "./context.ts";
import { type PoolBlockWords, poolBlockWords } from "./pool-block-words.ts";
import { whole } from "./sync-progress.ts";
import { printable, styled } from "./terminal.ts";
import { type Field, fieldList, wrapped } from "./wrapping.ts";

type Attribution = BlockEvidence["attribution"];
/** A match of a tag or an address. */
export type Evidence = Attribution["evidence"][number];

/** Readable names of pools by their slugs. */
export interface PoolNames {
  readonly short: (slug: string) => string;
  /** With the slug, where it differs. */
  readonly full: (slug: string) => string;
}

const SATOSHIS_PER_BTC = 1e8;
/** Addresses that are written out; some coinbases pay hundreds. */
const MOST_ADDRESSES = 4;

/** A block, its coinbase and every piece of evidence, for a person. */
export function blockText(
  context: Context,
  network: NetworkName,
  block: BlockEvidence,
  names: PoolNames,
): string {
  const { terminal } = context;
  const word = poolBlockWords(context.language);
  const { height, script } = block.coinbase;
  const { evidence } = block.attribution;
  const strong = (text: string): string => styled(terminal, "strong", text);
  const title = strong(`${word.block} ${whole(height)}`);
  return [
    `${title}  ${formatTime(block.time)}  ${styled(terminal, "quiet", network)}\n`,
    fieldList(terminal, summary(block, word, names), 2),
    `\n${strong(word.script(whole(script.length)))}\n`,
    script.length === 0 ? "" : scriptTable(context, block),
    evidence.length === 0 ? "" : `\n${strong(word.evidence)}\n`,
    ...evidence.map((piece) => pieceText(context, block, piece, names)),
  ].join("");
}

function summary(block: BlockEvidence, word: PoolBlockWords, names: PoolNames): Field[] {
  const { coinbase, attribution, group } = block;
  const { transactions, addresses } = coinbase;
  const { conflict } = attribution;
  return [
    { label: word.pool, text: names.full(attribution.pool), style: "strong" },
    { label: word.because, text: reason(attribution, word) },
    ...(conflict
      ? [
          {
            label: word.conflict,
            text: conflictText(attribution, rivalsOf(attribution), word, names),
          },
        ]
      : []),
    ...(group === null ? [] : [{ label: word.group, text: groupText(group, word) }]),
    {
      label: word.transactions,
      text: transactions === 1 ? word.emptyBlock : whole(transactions),
    },
    { label: word.reward, text: rewardText(block, word) },
    { label: word.pays, text: payees(addresses, word) },
  ];
}

function pieceText(
  { terminal, language }: Context,
  { attribution, coinbase }: BlockEvidence,
  piece: Evidence,
  names: PoolNames,
): string {
  const word = poolBlockWords(language);
  const decides = piece === attribution.rule;
  const head = `${pieceName(piece, word)} → ${names.full(piece.pool)}`;
  const [first = "", ...rest] = wrapped(head, terminal.width - 4);
  const dot = decides ? styled(terminal, "accent", "●") : "○";
  const standing = word.standings[piece.standing];
  const where =
    piece.kind === "tag"
      ? word.tagPlace(piece.bytes, piece.offset, piece.exact)
      : word.addressPlace(piece.output, coinbase.addresses.length, piece.alone);
  const fields: Field[] = [
    {
      label: word.standing,
      text: decides ? word.clauses([standing, word.decides]) : standing,
      ...(decides ? { style: "accent" } : {}),
    },
    { label: word.where, text: where },
    { label: word.lists, text: printable(word.listed(piece.sources)) },
    { label: word.period, text: period(piece.validFrom, piece.validTo, word) },
  ];
  const lines = [`  ${dot} ${first}`, ...rest.map((line) => `    ${line}`)].join("\n");
  return `${lines}\n${fieldList(terminal, fields, 4)}`;
}

/** A tag in quotes or an address, with its kind. */
export function pieceName({ kind, value }: Evidence, word: PoolBlockWords): string {
  const text = printable(value);
  return kind === "tag" ? word.tag(word.quoted(text)) : word.address(text);
}

/**
 * The strongest piece for each pool that is not named though its evidence counts; where nothing
 * decided, weak evidence too.
 */
export function rivalsOf({ pool, rule, evidence }: Attribution): Evidence[] {
  const byPool = new Map<string, Evidence>();
  for (const piece of evidence) {
    const { standing } = piece;
    const speaks = standing === "counts" || (rule === null && standing === "weak");
    if (speaks && piece.pool !== pool && !byPool.has(piece.pool)) byPool.set(piece.pool, piece);
  }
  return [...byPool.values()];
}

function reason({ rule, conflict, evidence }: Attribution, word: PoolBlockWords): string {
  const { reasons, nobody } = word;
  if (rule === null) {
    if (conflict) return nobody.contradiction;
    return evidence.length === 0 ? nobody.noEvidence : nobody.tooWeak;
  }
  if (rule.kind === "address") {
    if (rule.standing === "weak") return reasons.weakAddress;
    return rule.alone ? reasons.soleAddress : reasons.oneOfAddresses;
  }
  const tag = word.quoted(printable(rule.value));
  if (rule.standing === "weak") return reasons.weakTag(tag);
  return rule.exact ? reasons.tag(tag) : reasons.foldedTag(tag);
}

function conflictText(
  { rule }: Attribution,
  rivals: readonly Evidence[],
  word: PoolBlockWords,
  names: PoolNames,
): string {
  const named = word.listed(rivals.map(({ pool }) => names.full(pool)));
  const [strongest] = rivals;
  return rule === null || strongest === undefined
    ? word.names(named)
    : word.alsoNames(named, precedence(rule, strongest, word));
}

function precedence(rule: Evidence, rival: Evidence, word: PoolBlockWords): string {
  const { outweighs } = word;
  if (rule.kind === "address") {
    return rule.alone && rival.kind === "tag" ? outweighs.soleAddress : outweighs.otherPiece;
  }
  if (rival.kind === "address") return outweighs.tagOverAddress;
  if (rule.exact !== rival.exact) return outweighs.caseOfTag;
  return rule.offset < rival.offset ? outweighs.firstTag : outweighs.otherPiece;
}

function rewardText({ coinbase, subsidy }: BlockEvidence, word: PoolBlockWords): string {
  const fees = satoshis(coinbase.value - subsidy);
  const sum = word.coins(coins(coinbase.value), coins(subsidy), coins(fees));
  return fees < 0 ? word.claimsLess(sum) : sum;
}

/** Satoshis as coins, without the zeros at the end. */
function coins(value: Satoshis): string {
  return formatNumber(value / SATOSHIS_PER_BTC, 8).replace(/\.?0+$/u, "");
}

function payees(addresses: readonly string[], word: PoolBlockWords): string {
  const shown = addresses.slice(0, MOST_ADDRESSES).map(printable);
  const rest = addresses.length - shown.length;
  if (shown.length === 0) return word.noAddress;
  return rest === 0 ? word.listed(shown) : `${word.listed(shown)} + ${whole(rest)}`;
}

function groupText({ name, slug, why, from, to }: PoolGroup, word: PoolBlockWords): string {
  return printable(word.clauses([`${name} (${slug})`, period(from, to, word), why]));
}

function period(from: PoolBound | null, to: PoolBound | null, word: PoolBlockWords): string {
  const bounds = [
    ...(from === null ? [] : [word.from(boundText(from, word))]),
    ...(to === null ? [] : [word.before(boundText(to, word))]),
  ];
  return bounds.length === 0 ? word.unbounded : word.listed(bounds);
}

function boundText(bound: PoolBound, word: PoolBlockWords): string {
  return bound.kind === "height" ? word.heightBound(whole(bound.height)) : formatTime(bound.time);
}
