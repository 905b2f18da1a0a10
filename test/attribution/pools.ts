import { unixSeconds } from "../../src/base/index.ts";
import type { CoinbaseClues } from "../../src/attribution/index.ts";
import type { Pool, PoolEvidence } from "../../src/record/index.ts";

const rule = (value: string | PoolEvidence): PoolEvidence =>
  typeof value === "string" ? { value, sources: ["test"] } : value;

/** A pool with these tags and addresses. */
export function pool(
  slug: string,
  tags: readonly (string | PoolEvidence)[],
  addresses: readonly (string | PoolEvidence)[] = [],
  aliases: readonly string[] = [],
): Pool {
  return {
    slug,
    name: slug,
    link: null,
    tags: tags.map(rule),
    addresses: addresses.map(rule),
    aliases: aliases.map((alias) => ({ slug: alias, name: alias, why: "test", sources: ["test"] })),
  };
}

/** A block of 2021 that says a text and pays these addresses. */
export function clues(
  text: string | Uint8Array,
  addresses: readonly string[] = [],
  height = 683_919,
): CoinbaseClues {
  const script = Buffer.concat([Buffer.from("038f6f0a", "hex"), Buffer.from(text)]);
  return { height, time: unixSeconds(1_621_224_265), script, addresses };
}
