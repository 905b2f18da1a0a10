import { z } from "zod";
import { HashfallError, invalidInput } from "../../base/index.ts";
import {
  type AuditAnswer,
  type ClaimComparison,
  auditAnswer,
  claimScale,
} from "../../api/index.ts";
import { placeTitle } from "../../policy/index.ts";
import { type AuditedClaim, CLAIM_PLACES, type Claim, auditClaims } from "../../observe/index.ts";
import {
  type Language,
  claimMeasured,
  claimReason,
  claimedValue,
  poolLabel,
  verdictName,
} from "../../report/index.ts";
import { parseClaim } from "../../store/claims/index.ts";
import type { ServedWorkspace } from "../workspace.ts";
import { type AnswerRoute, type Made, answerRoute, asOfField } from "./answer-route.ts";
import { nameField } from "./query-fields.ts";
import { auditShape, claimsShape } from "./shapes-claims.ts";

/** With its percent signs such a claim still fits into an address. */
const LONGEST_CLAIM = 1500;
const METHOD = "docs/methods/claims.md";

const claims = answerRoute({
  path: "/api/claims",
  summary: "The published claims that come with the program, by file",
  question: z.strictObject({ ...asOfField }),
  shape: claimsShape,
  make: ({ claims: files, record, timeline, poolName }) => ({
    document: {
      pools: record.pools
        .filter(({ slug }) => timeline.blocks.pools.includes(slug))
        .map(({ slug }) => ({ pool: slug, name: poolNames(slug, poolName(slug)) })),
      places: CLAIM_PLACES.filter((place) => place !== "network").map((place) => ({
        place,
        name: placeTitle(place),
      })),
      files: files.map(({ name, title, claims: own }) => ({
        name,
        title,
        claims: own.map(({ id, says, where, source, assertion }) => ({
          id,
          what: assertion.what,
          where,
          says,
          source,
        })),
      })),
    },
    method: METHOD,
  }),
});

const audit = answerRoute({
  path: "/api/audit",
  summary: "What the record says about one claim: measurement, interval and verdict",
  question: z.strictObject({
    ...asOfField,
    claim: z
      .string()
      .max(LONGEST_CLAIM)
      .meta({ description: "one claim in JSON or YAML, as docs/claims-format.md has it" }),
  }),
  shape: auditShape,
  costly: true,
  make: (workspace, { claim }) => judged(workspace, [readClaim(claim)]),
});

const auditFile = answerRoute({
  path: "/api/audit/{file}",
  summary: "What the record says about a file of published claims",
  question: z.strictObject({
    ...asOfField,
    file: nameField("a file of claims by its name, such as sichuan-2021"),
  }),
  shape: auditShape,
  costly: true,
  make: (workspace, { file }) => {
    const known = workspace.claims.find(({ name }) => name === file);
    if (known !== undefined) return judged(workspace, known.claims);
    const names = workspace.claims.map(({ name }) => name).join(", ");
    throw invalidInput("file", `no claims are named "${file}"`, `choose one of: ${names}`);
  },
});

/** Published claims and their verdicts. */
export const claimRoutes: readonly AnswerRoute[] = [claims, audit, auditFile];

function poolNames(slug: string, name: string): ClaimComparison["claimed"] {
  return { en: poolLabel(slug, name, "en"), zh: poolLabel(slug, name, "zh") };
}

/** Problems of a claim are problems of the question. */
function readClaim(text: string): Claim {
  try {
    return parseClaim("claim", text);
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    throw new HashfallError("input.invalid", error.message, { problems: error.problems });
  }
}

function judged(workspace: ServedWorkspace, asked: readonly Claim[]): Made {
  const { timeline, record, poolName } = workspace;
  const audited = auditClaims(timeline, record, asked);
  const reasonIn = (row: AuditedClaim, language: Language): string =>
    claimReason(row, language, (slug) => poolLabel(slug, poolName(slug), language));
  const answer: AuditAnswer = auditAnswer(audited, (row) => reasonIn(row, "en"));
  const shown = audited.map((row): ClaimComparison => {
    const told = (language: Language): readonly [string, string, string, string] => [
      claimedValue(row.claim.assertion, language),
      claimMeasured(row, language),
      verdictName(row.verdict, language),
      reasonIn(row, language),
    ];
    const [en, zh] = [told("en"), told("zh")];
    return {
      id: row.claim.id,
      scale: claimScale(row),
      claimed: { en: en[0], zh: zh[0] },
      measured: { en: en[1], zh: zh[1] },
      verdict: { en: en[2], zh: zh[2] },
      reason: { en: en[3], zh: zh[3] },
    };
  });
  return { document: { ...answer, shown }, method: METHOD };
}
