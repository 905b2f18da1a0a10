import { z } from "zod";
import type { Pool, PoolEvidence } from "../../src/record/index.ts";
import { type BuiltFile, readJson, readTable } from "./facts.ts";

const MEMPOOL = "mempool/mining-pools";
const SORUKUMAR = "sorukumar/bitcoin-mining-pools";

const mempoolList = z.array(
  z.object({
    name: z.string(),
    addresses: z.array(z.string()),
    tags: z.array(z.string()),
    link: z.string(),
  }),
);
const named = z.record(z.string(), z.object({ name: z.string(), link: z.string() }));
const enrichedList = z.object({ coinbase_tags: named, payout_addresses: named });

/**
 * Other slugs of one pool, as the second list gives them: the same tag under an older and a newer
 * name. An identification that its source marks as uncertain stays apart.
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["slushpool", "braiinspool"],
  ["ocean", "oceanxyz"],
]);

/** The one slug of a pool. */
export function canonicalSlug(slug: string): string {
  return ALIASES.get(slug) ?? slug;
}

interface Draft {
  readonly slug: string;
  readonly name: string;
  link: string | null;
  readonly tags: Map<string, Set<string>>;
  readonly addresses: Map<string, Set<string>>;
}

/** Pools with the coinbase tags and payout addresses that two public lists ascribe to them. */
export function poolFile(folder: string): BuiltFile {
  const drafts = new Map<string, Draft>();
  const names = z
    .record(z.string(), z.string())
    .parse(readJson(folder, "pools/sorukumar.lookup_slug_to_name.json"));
  const slugs = new Map(Object.entries(names).map(([slug, name]) => [simplify(name), slug]));
  const draftOf = (name: string): Draft => {
    const slug = canonicalSlug(slugs.get(simplify(name)) ?? simplify(name));
    const known = drafts.get(slug);
    if (known !== undefined) return known;
    const fresh: Draft = {
      slug,
      name: names[slug] ?? name,
      link: null,
      tags: new Map(),
      addresses: new Map(),
    };
    drafts.set(slug, fresh);
    return fresh;
  };
  for (const pool of mempoolList.parse(readJson(folder, "pools/tags.mempool.pools-v2.json.gz"))) {
    const draft = draftOf(pool.name);
    draft.link ??= pool.link;
    for (const tag of pool.tags) cite(draft.tags, tag, MEMPOOL);
    for (const address of pool.addresses) cite(draft.addresses, address, MEMPOOL);
  }
  const enriched = enrichedList.parse(readJson(folder, "pools/sorukumar.pools_enriched.json.gz"));
  for (const [tag, { name, link }] of Object.entries(enriched.coinbase_tags)) {
    const draft = draftOf(name);
    draft.link ??= link;
    cite(draft.tags, tag, SORUKUMAR);
  }
  for (const [address, { name, link }] of Object.entries(enriched.payout_addresses)) {
    const draft = draftOf(name);
    draft.link ??= link;
    cite(draft.addresses, address, SORUKUMAR);
  }
  for (const slug of blockSlugs(folder)) {
    if (!drafts.has(slug))
      drafts.set(slug, {
        slug,
        name: names[slug] ?? slug,
        link: null,
        tags: new Map(),
        addresses: new Map(),
      });
  }
  const pools = [...drafts.values()].map(finished).toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  return {
    path: "pools.json",
    what: "Pools, their names, coinbase tags and payout addresses, each with the lists that say so",
    columns: {
      slug: "name in the blocks",
      tags: "text in the coinbase",
      addresses: "payout address",
    },
    rows: pools.length,
    period: "lists as published in 2025 and 2026",
    source: `${MEMPOOL}; ${SORUKUMAR}`,
    licence: "MIT; BSD-2-Clause",
    content: Buffer.from(`${JSON.stringify({ pools }, null, 1)}\n`),
  };
}

const simplify = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/gu, "");

function cite(evidence: Map<string, Set<string>>, value: string, source: string): void {
  const sources = evidence.get(value) ?? new Set<string>();
  evidence.set(value, sources.add(source));
}

function blockSlugs(folder: string): Set<string> {
  return new Set(
    readTable(folder, "derived/blocks_610683_946236.csv.gz").map((row) =>
      canonicalSlug(row.get("pool") ?? ""),
    ),
  );
}

function finished(draft: Draft): Pool {
  const list = (evidence: Draft["tags"]): PoolEvidence[] =>
    [...evidence].map(([value, sources]) => ({ value, sources: [...sources] }));
  return { ...draft, tags: list(draft.tags), addresses: list(draft.addresses) };
}
