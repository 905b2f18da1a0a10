import { bytesFromHex, hexOf } from "../bitcoin/index.ts";
import type { Pool, PoolBound, PoolEvidence } from "../record/index.ts";
import type { CoinbaseClues } from "./evidence.ts";
import { foldByte } from "./tag-automaton.ts";
import { utf8Bytes } from "./utf8.ts";

/** An address or a tag that points to a pool. */
export interface Rule {
  /** Slug under which the pool is known today. */
  readonly pool: string;
  readonly value: string;
  readonly sources: readonly string[];
  readonly validFrom: PoolBound | null;
  readonly validTo: PoolBound | null;
  readonly weak: boolean;
}

export interface TagRule extends Rule {
  readonly bytes: Uint8Array;
  readonly hex: string;
  /** Whether it is weak when only the case of letters differs. */
  readonly weakFolded: boolean;
}

/** Tags of one pool that differ by nothing but case or period: at least one. */
export type RulesOfPool = readonly [TagRule, ...TagRule[]];

/** The rules that share one folded pattern, those of one pool together. */
interface TagPattern {
  readonly bytes: Uint8Array;
  readonly rulesByPool: readonly RulesOfPool[];
}

export interface RuleBook {
  readonly patterns: readonly TagPattern[];
  readonly addresses: ReadonlyMap<string, readonly Rule[]>;
}

/** Chance hits in a million coinbases above which a match says little. */
const TOLERATED_CHANCE_HITS = 0.01;
/** Bytes of a coinbase's script that may hold anything: extra nonces, merged mining. An upper estimate. */
const FREE_BYTES = 32;

/** Slug of today by every slug that a list has used. */
export function canonicalSlugs(pools: readonly Pool[]): ReadonlyMap<string, string> {
  const aliases = pools.flatMap(({ slug, aliases: others }) =>
    others.map((alias): [string, string] => [alias.slug, slug]),
  );
  return new Map(aliases);
}

/** All rules, in an order that does not depend on that of the list. */
export function ruleBook(pools: readonly Pool[]): RuleBook {
  const slugs = canonicalSlugs(pools);
  const tags: TagRule[] = [];
  const addresses = new Map<string, Rule[]>();
  for (const pool of pools) {
    const slug = slugs.get(pool.slug) ?? pool.slug;
    for (const tag of pool.tags) if (tag.value !== "") tags.push(tagRule(slug, tag));
    for (const address of pool.addresses) {
      const rules = addresses.get(address.value) ?? [];
      addresses.set(address.value, rules);
      rules.push(ruleOf(slug, address));
    }
  }
  for (const [address, rules] of addresses) addresses.set(address, merged(rules));
  return { patterns: patternsOf(merged(tags)), addresses };
}

/** Whether a rule holds for a block. */
export function holds(rule: Rule, block: CoinbaseClues): boolean {
  return reached(rule.validFrom, block, true) && !reached(rule.validTo, block, false);
}

/** Whether a block lies at or after a bound; `open` where there is no bound. */
export function reached(
  bound: PoolBound | null,
  block: Pick<CoinbaseClues, "height" | "time">,
  open: boolean,
): boolean {
  if (bound === null) return open;
  return bound.kind === "height" ? block.height >= bound.height : block.time >= bound.time;
}

function ruleOf(pool: string, { value, sources, from, to, weak }: PoolEvidence): Rule {
  return {
    pool,
    value,
    sources,
    validFrom: from ?? null,
    validTo: to ?? null,
    weak: weak !== undefined,
  };
}

function tagRule(pool: string, tag: PoolEvidence): TagRule {
  const bytes = utf8Bytes(tag.value);
  const rule = ruleOf(pool, tag);
  return {
    ...rule,
    weak: rule.weak || chanceHits(bytes, false) > TOLERATED_CHANCE_HITS,
    weakFolded: rule.weak || chanceHits(bytes, true) > TOLERATED_CHANCE_HITS,
    bytes,
    hex: hexOf(bytes),
  };
}

/**
 * Places in a million coinbases where random bytes read as a tag of k bytes with a ASCII letters.
 *
 *   10⁶ × 32 × 256⁻ᵏ exactly, 2ᵃ times as many in any case
 *
 * Three bytes are too few, and so are four with a letter among them whose case may differ.
 */
function chanceHits(bytes: Uint8Array, anyCase: boolean): number {
  const letters = bytes.filter((byte) => /[A-Za-z]/u.test(String.fromCharCode(byte))).length;
  return 1e6 * FREE_BYTES * 256 ** -bytes.length * (anyCase ? 2 ** letters : 1);
}

/** One rule for each value and pool, by value and pool: two slugs of one pool may both list it. */
function merged<R extends Rule>(rules: readonly R[]): R[] {
  const byKey = new Map<string, R>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.value, rule.pool, rule.validFrom, rule.validTo]);
    const sources = [...(byKey.get(key)?.sources ?? []), ...rule.sources];
    byKey.set(key, { ...rule, sources: [...new Set(sources)].toSorted() });
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

function patternsOf(rules: readonly TagRule[]): TagPattern[] {
  const byPattern = new Map<string, Map<string, [TagRule, ...TagRule[]]>>();
  for (const rule of rules) {
    const key = hexOf(rule.bytes.map(foldByte));
    const byPool = byPattern.get(key) ?? new Map<string, [TagRule, ...TagRule[]]>();
    byPattern.set(key, byPool);
    const known = byPool.get(rule.pool);
    if (known === undefined) byPool.set(rule.pool, [rule]);
    else known.push(rule);
  }
  return [...byPattern].map(([folded, byPool]) => ({
    bytes: bytesFromHex(folded),
    rulesByPool: [...byPool.values()],
  }));
}
