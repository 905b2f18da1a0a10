import { z } from "zod";
import type { Claim } from "../../observe/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import { claimSchema } from "./claim-entry.ts";
import { bilingual } from "./claim-fields.ts";
import { type Fault, entryFaults, faultsOf, fieldName, fileFaults } from "./claim-problems.ts";
import { type ClaimsYaml, invalidClaims, parseClaimsYaml } from "./claims-yaml.ts";

/** A file of claims, read. */
export interface ClaimFile {
  /** Its name without folder and ending. */
  readonly name: string;
  readonly title: Bilingual;
  readonly claims: readonly Claim[];
}

const fileSchema = z.strictObject({
  schema: z.literal("hashfall-claims/1"),
  title: bilingual,
  claims: z.array(claimSchema).min(1),
});

/**
 * Reads the text of a file of claims.
 *
 * @throws HashfallError `claims.invalid`, listing every problem with its line and remedy.
 */
export function parseClaims(path: string, text: string): readonly Claim[] {
  return parseClaimFile(path, text).claims;
}

/** As `parseClaims`, with the name and title of the file. */
export function parseClaimFile(path: string, text: string): ClaimFile {
  const yaml = parseClaimsYaml(path, text);
  const parsed = fileSchema.safeParse(yaml.content);
  const { title, claims } = checked(parsed, fileFaults(yaml.content), { path, yaml });
  return { name: path.replace(/^.*[/\\]/u, "").replace(/\.ya?ml$/u, ""), title, claims };
}

/** Reads one claim, as YAML or as JSON, which is YAML too. @throws as `parseClaims`. */
export function parseClaim(path: string, text: string): Claim {
  const yaml = parseClaimsYaml(path, text);
  const parsed = claimSchema.safeParse(yaml.content);
  return checked(parsed, entryFaults(yaml.content), { path, yaml });
}

interface Read {
  readonly path: string;
  readonly yaml: ClaimsYaml;
}

/** Problems in the order of their lines. */
function checked<T>(
  parsed: z.ZodSafeParseResult<T>,
  across: readonly Fault[],
  { path, yaml: { content, lineOf } }: Read,
): T {
  const issues = parsed.error?.issues ?? [];
  const faults = [...issues.flatMap((issue) => faultsOf(issue, content)), ...across];
  if (parsed.success && faults.length === 0) return parsed.data;
  const problems = faults
    .map(({ at, message, remedy }) => {
      const reason = `${fieldName(at, content)}: ${message}`;
      return { line: lineOf(at), reason, remedy };
    })
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, reason, remedy }) => ({ path: `${path}:${line}`, reason, remedy }));
  throw invalidClaims(problems);
}
