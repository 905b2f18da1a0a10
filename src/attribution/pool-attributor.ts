import { hexOf } from "../bitcoin/index.ts";
import type { Pool } from "../record/index.ts";
import { decide } from "./decision.ts";
import type { Attribution, CoinbaseClues, Evidence, Standing, TagEvidence } from "./evidence.ts";
import {
  type Rule,
  type RuleBook,
  type RulesOfPool,
  type TagRule,
  holds,
  ruleBook,
} from "./rule-book.ts";
import { TagAutomaton } from "./tag-automaton.ts";

interface FoundTag {
  readonly pattern: number;
  readonly rule: TagRule;
  readonly offset: number;
  readonly exact: boolean;
}

/**
 * Names the pool of each block by the tags in its coinbase and the addresses it pays.
 *
 * Tags are compared as bytes, so that those in other scripts are found, and none is a pattern in
 * disguise. The order of the pools does not matter. See docs/methods/attribution.md.
 */
export class PoolAttributor {
  readonly #book: RuleBook;
  readonly #automaton: TagAutomaton;

  constructor(pools: readonly Pool[]) {
    this.#book = ruleBook(pools);
    this.#automaton = new TagAutomaton(this.#book.patterns.map(({ bytes }) => bytes));
  }

  /** Who made a block. Never throws, whatever the script holds. */
  attribute(block: CoinbaseClues): Attribution {
    const evidence: Evidence[] = [];
    this.#addAddresses(block, evidence);
    const found = this.#find(block);
    for (const tag of found) evidence.push(tagEvidence(tag, found, block));
    return decide(evidence);
  }

  #addAddresses(block: CoinbaseClues, evidence: Evidence[]): void {
    const { addresses } = block;
    for (let output = 0; output < addresses.length; output++) {
      const address = addresses[output] ?? "";
      const rules = this.#book.addresses.get(address);
      if (rules === undefined || addresses.indexOf(address) !== output) continue;
      const alone = addresses.every((other) => other === address || other === "");
      for (const rule of rules) {
        const { pool, value, sources, validFrom, validTo } = rule;
        const standing = standingOf(rule, block, rule.weak);
        evidence.push({
          kind: "address",
          pool,
          value,
          sources,
          validFrom,
          validTo,
          standing,
          output,
          alone,
        });
      }
    }
  }

  /** Each tag once, where it first stands as written, or else where it first stands in any case. */
  #find(block: CoinbaseClues): FoundTag[] {
    const found: FoundTag[] = [];
    this.#automaton.search(block.script, (pattern, offset) => {
      for (const rules of this.#book.patterns[pattern]?.rulesByPool ?? []) {
        const rule = bestOf(rules, block, offset);
        const exact = standsAsWritten(rule, block.script, offset);
        addTag(found, { pattern, rule, offset, exact });
      }
    });
    return found;
  }
}

function addTag(found: FoundTag[], tag: FoundTag): void {
  const { pattern, rule, exact } = tag;
  const at = found.findIndex((one) => one.pattern === pattern && one.rule.pool === rule.pool);
  if (at === -1) found.push(tag);
  else if (exact && found[at]?.exact === false) found[at] = tag;
}

/** Of one pool's tags that differ by case or period, the one in force, and then the one as written. */
function bestOf(rules: RulesOfPool, block: CoinbaseClues, offset: number): TagRule {
  if (rules.length === 1) return rules[0];
  const inForce = rules.filter((rule) => holds(rule, block));
  const candidates = inForce.length > 0 ? inForce : rules;
  const exact = candidates.find((rule) => standsAsWritten(rule, block.script, offset));
  return exact ?? candidates[0] ?? rules[0];
}

function standsAsWritten({ bytes }: TagRule, script: Uint8Array, offset: number): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if (script[offset + index] !== bytes[index]) return false;
  }
  return true;
}

function tagEvidence(tag: FoundTag, found: readonly FoundTag[], block: CoinbaseClues): TagEvidence {
  const { rule, offset, exact } = tag;
  const { pool, value, sources, validFrom, validTo } = rule;
  const standing = standingOf(rule, block, exact ? rule.weak : rule.weakFolded);
  const inside = found.some((other) => covers(other, tag) && holds(other.rule, block));
  return {
    kind: "tag",
    pool,
    value,
    sources,
    validFrom,
    validTo,
    standing: inside && standing !== "out of period" ? "contained" : standing,
    offset,
    bytes: exact ? rule.hex : hexOf(block.script.subarray(offset, endOf(tag))),
    exact,
  };
}

const endOf = ({ offset, rule }: FoundTag): number => offset + rule.bytes.length;

function covers(longer: FoundTag, tag: FoundTag): boolean {
  return (
    longer.rule.bytes.length > tag.rule.bytes.length &&
    longer.offset <= tag.offset &&
    endOf(longer) >= endOf(tag)
  );
}

function standingOf(rule: Rule, block: CoinbaseClues, weak: boolean): Standing {
  if (!holds(rule, block)) return "out of period";
  return weak ? "weak" : "counts";
}
