import { readFileSync } from "node:fs";
import { z } from "zod";
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

const bound = z.union([
  z.strictObject({ height: z.number() }),
  z.strictObject({ date: z.iso.date() }),
]);
const reasoned = { why: z.string().min(1), sources: z.array(z.string()).min(1) };
const kinds = z.enum(["tag", "address"]);
type Kind = z.infer<typeof kinds>;
const about = z.strictObject({ pool: z.string(), kind: kinds, value: z.string() });
type About = z.infer<typeof about>;
/** What is added by hand to the public lists; the groups and renames enter the file as they are. */
const handKept = z.strictObject({
  renames: z.array(z.unknown()),
  periods: z.array(about.extend({ from: bound.optional(), to: bound.optional(), ...reasoned })),
  weak: z.array(about.extend(reasoned)),
  groups: z.array(z.unknown()),
});
type HandKept = z.infer<typeof handKept>;

/** A tag or address as the file has it; JSON leaves out what is undefined. */
interface Evidence {
  readonly value: string;
  readonly sources: readonly string[];
  readonly from: z.infer<typeof bound> | undefined;
  readonly to: z.infer<typeof bound> | undefined;
  readonly weak: string | undefined;
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
  const rules = handKept.parse(
    JSON.parse(readFileSync(new URL("pool-rules.json", import.meta.url), "utf8")),
  );
  requireUsed(rules, drafts);
  const pools = [...drafts.values()]
    .map((draft) => finished(draft, rules))
    .toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  const file = { pools, renames: rules.renames, groups: rules.groups };
  return {
    path: "pools.json",
    what: "Pools, their names, coinbase tags and payout addresses, each with the lists that say so; renames, and groups of pools that share templates",
    columns: {
      slug: "name in the blocks",
      tags: "text in the coinbase",
      addresses: "payout address",
      from: "first height or day at which it points to the pool; absent where not known",
      to: "first at which it no longer does",
      weak: "why others may carry it too",
      renames: "other slugs and names of a pool",
      groups: "pools that do not decide apart from each other",
    },
    rows: pools.length,
    period: "lists as published in 2025 and 2026",
    source: `${MEMPOOL}; ${SORUKUMAR}; periods, renames and groups by hand, each with its source`,
    licence: "MIT; BSD-2-Clause; our own",
    content: Buffer.from(`${JSON.stringify(file, null, 1)}\n`),
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

function finished(
  draft: Draft,
  rules: HandKept,
): Omit<Draft, "tags" | "addresses"> & { tags: Evidence[]; addresses: Evidence[] } {
  const list = (kind: Kind, evidence: Draft["tags"]): Evidence[] =>
    [...evidence].map(([value, sources]): Evidence => {
      const isMeant = (rule: About): boolean =>
        rule.pool === draft.slug && rule.kind === kind && rule.value === value;
      const period = rules.periods.find(isMeant);
      const weak = rules.weak.find(isMeant);
      const added = [period?.sources ?? [], weak?.sources ?? []].flat();
      const { from, to } = period ?? {};
      return { value, sources: [...new Set([...sources, ...added])], from, to, weak: weak?.why };
    });
  return { ...draft, tags: list("tag", draft.tags), addresses: list("address", draft.addresses) };
}

/** A rule by hand that meets nothing in the lists is a slip of the pen. */
function requireUsed({ periods, weak }: HandKept, drafts: ReadonlyMap<string, Draft>): void {
  for (const rule of [...periods, ...weak]) {
    const draft = drafts.get(rule.pool);
    const values = rule.kind === "tag" ? draft?.tags : draft?.addresses;
    if (values?.has(rule.value) !== true) {
      throw new Error(`pool-rules.json: ${rule.pool} has no ${rule.kind} "${rule.value}"`);
    }
  }
}
