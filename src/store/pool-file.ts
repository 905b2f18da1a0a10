import { z } from "zod";
import { parseTime } from "../base/index.ts";
import type { Pool, PoolAlias, PoolGroup } from "../record/index.ts";
import { REMEDY, damaged } from "./manifest.ts";

const date = z.iso.date().transform((day) => parseTime(day, "date"));
const bound = z.union([
  z
    .object({ height: z.number().int().nonnegative() })
    .transform(({ height }) => ({ kind: "height" as const, height })),
  z.object({ date }).transform(({ date: time }) => ({ kind: "time" as const, time })),
]);
const sources = z.array(z.string());
const evidence = z.array(
  z.object({
    value: z.string(),
    sources,
    from: bound.exactOptional(),
    to: bound.exactOptional(),
    weak: z.string().exactOptional(),
  }),
);
const poolFile = z.object({
  pools: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      link: z.string().nullable(),
      tags: evidence,
      addresses: evidence,
    }),
  ),
  renames: z.array(
    z.object({
      from: z.string(),
      name: z.string(),
      to: z.string(),
      why: z.string(),
      sources,
    }),
  ),
  groups: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      why: z.string(),
      members: z.array(z.string()),
      from: bound.nullable(),
      to: bound.nullable(),
      sources,
    }),
  ),
});

type PoolFile = z.infer<typeof poolFile>;

/**
 * The pools of a record and the groups they form; each pool with its other names.
 *
 * @throws HashfallError `record.damaged`, also where a rename or a group names no pool of the file.
 */
export function parsePools(
  name: string,
  json: unknown,
): { pools: Pool[]; poolGroups: PoolGroup[] } {
  const parsed = poolFile.safeParse(json);
  if (!parsed.success) {
    throw damaged([{ path: name, reason: z.prettifyError(parsed.error), remedy: REMEDY }]);
  }
  const { pools, renames, groups } = parsed.data;
  requireKnown(name, parsed.data);
  const aliases = (slug: string): PoolAlias[] =>
    renames.filter(({ to }) => to === slug).map(aliasOf);
  return {
    pools: pools.map((pool) => Object.assign(pool, { aliases: aliases(pool.slug) })),
    poolGroups: groups,
  };
}

function aliasOf({ from, name, why, sources: said }: PoolFile["renames"][number]): PoolAlias {
  return { slug: from, name, why, sources: said };
}

/** A rename leads to a pool that is not renamed itself; a group holds pools. */
function requireKnown(name: string, { pools, renames, groups }: PoolFile): void {
  const renamed = new Set(renames.map(({ from }) => from));
  const known = new Set(pools.map(({ slug }) => slug).filter((slug) => !renamed.has(slug)));
  const named = [...renames.map(({ to }) => to), ...groups.flatMap(({ members }) => members)];
  const problems = named
    .filter((slug) => !known.has(slug))
    .map((slug) => ({ path: name, reason: `"${slug}" is no pool of the list`, remedy: REMEDY }));
  if (problems.length > 0) throw damaged(problems);
}
