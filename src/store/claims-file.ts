import { readFile } from "node:fs/promises";
import { LineCounter, type Document, parseDocument } from "yaml";
import { z } from "zod";
import {
  HashfallError,
  type Problem,
  days,
  exahashesPerSecond,
  gigawatts,
  joulesPerTerahash,
  parseTime,
  parseWindow,
  terahashesPerSecond,
} from "../base/index.ts";
import type { Assertion, Claim } from "../observe/index.ts";

const FORMAT = "docs/claims-format.md";
const MOST_ALIASES = 1_000;
const MOST_DAYS = 3_650;
/** No quantity of a claim, in its own unit, is larger; what is has a wrong unit. */
const MOST = 1e12;

/** A text in both languages; one language alone stands for both. */
const bilingual = z
  .union([
    z.string().min(1),
    z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
    z.strictObject({ en: z.string().min(1) }),
    z.strictObject({ zh: z.string().min(1) }),
  ])
  .transform((text) => {
    if (typeof text === "string") return { en: text, zh: text };
    const only = "en" in text ? text.en : text.zh;
    return { en: only, zh: only, ...text };
  });
const instant = z
  .string()
  .transform((text, context) => tried(context, () => parseTime(text, "time")));
const span = z
  .string()
  .transform((text, context) => tried(context, () => parseWindow(text, "window")));
const windows = z.array(span).min(1);
const bounds = z
  .tuple([z.number().positive().max(MOST), z.number().positive().max(MOST)])
  .refine(([low, high]) => low <= high, "the lower end comes first");

/** A parser that reports what the shared parsers throw as a problem of its field. */
function tried<T>(context: z.RefinementCtx, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof HashfallError ? error.message : String(error);
    context.addIssue({ code: "custom", message: message.replace(/^(?:time|window): /u, "") });
    return z.NEVER;
  }
}

const common = {
  id: z.string().regex(/^[A-Za-z0-9-]+$/u, "letters, digits and hyphens only"),
  says: bilingual,
  where: z.string().min(1),
  source: z.strictObject({ publisher: z.string(), published: z.string(), title: z.string() }),
};

const claimSchema = z.discriminatedUnion("what", [
  z.strictObject({
    ...common,
    what: z.enum(["hashrate", "hashrate-peak"]),
    when: instant,
    value: z.number().positive().max(MOST),
    unit: z.literal("EH/s"),
    measured_by: z.strictObject({ windows }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("hashrate-change"),
    from: instant,
    when: instant,
    value: z.number().gt(-100),
    unit: z.literal("%"),
    measured_by: z.strictObject({ windows }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("pool-change"),
    pool: z.string(),
    when: instant,
    value: z.number().gte(-100),
    unit: z.literal("%"),
    measured_by: z.strictObject({ window: span }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("load"),
    when: instant,
    value: z.number().positive().max(MOST),
    unit: z.literal("GW"),
    measured_by: z.strictObject({
      window: span,
      efficiency_J_TH: z.array(z.number().positive().max(MOST)).min(1),
      overhead: bounds,
    }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("machines"),
    when: instant,
    value: z.number().positive().max(MOST),
    unit: z.literal("machines"),
    measured_by: z.strictObject({ window: span, machine_TH_s: bounds, machine_W: bounds }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("revenue"),
    from: instant,
    when: instant,
    value: z.number().positive().max(MOST),
    unit: z.string().regex(/^[A-Z]{3}\/machine\/day$/u, "a currency, such as HKD/machine/day"),
    measured_by: z.strictObject({
      currency_per_USD: z.number().positive().max(MOST),
      machine_TH_s: bounds,
    }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("order"),
    when: instant.optional(),
    measured_by: z.strictObject({ order: z.string() }),
  }),
  z.strictObject({
    ...common,
    what: z.literal("recovery"),
    when: instant,
    value: z.number().min(1).max(MOST_DAYS),
    unit: z.literal("days"),
    measured_by: z.strictObject({ window: span }),
  }),
  z.strictObject({ ...common, what: z.literal("other"), why: bilingual }),
]);

const fileSchema = z.strictObject({
  schema: z.literal("hashfall-claims/1"),
  title: bilingual,
  claims: z
    .array(claimSchema)
    .min(1)
    .superRefine((claims, context) => {
      for (const [index, claim] of claims.entries()) {
        if (claims.findIndex(({ id }) => claim.id === id) !== index) {
          const message = `"${claim.id}" is taken`;
          context.addIssue({ code: "custom", path: [index, "id"], message });
        }
        if ("from" in claim && claim.from >= claim.when) {
          const message = "not before when";
          context.addIssue({ code: "custom", path: [index, "from"], message });
        }
      }
    }),
});

/**
 * Reads a file of claims.
 *
 * @throws HashfallError `claims.invalid`, listing every problem with its line and remedy.
 */
export async function readClaims(path: string): Promise<Claim[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const remedy = "name a file of claims, such as claims/sichuan-2021.yaml";
    throw invalidClaims([{ path, reason: "the file cannot be read", remedy }], cause);
  }
  return parseClaims(path, text);
}

/** As `readClaims`, of a text already read. */
export function parseClaims(path: string, text: string): Claim[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw invalidClaims(
      document.errors.map((error) => ({
        path: `${path}:${lines.linePos(error.pos[0]).line}`,
        reason: error.message,
        remedy: `correct the YAML; the format is in ${FORMAT}`,
      })),
    );
  }
  const parsed = fileSchema.safeParse(toPlain(path, document));
  if (!parsed.success) {
    throw invalidClaims(
      parsed.error.issues.map((issue) => ({
        path: `${path}:${lineOf(document, lines, issue.path)}`,
        reason: `${issue.path.join(".") || "file"}: ${issue.message}`,
        remedy: `see ${FORMAT} for the fields of each kind`,
      })),
    );
  }
  return parsed.data.claims.map((claim) => ({
    id: claim.id,
    says: claim.says,
    where: claim.where,
    source: claim.source,
    assertion: toAssertion(claim),
  }));
}

/** Plain values of a document; aliases are counted, so that none can swell without end. */
function toPlain(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    const remedy = `use at most ${MOST_ALIASES} aliases, each to an anchor of this file`;
    throw invalidClaims([{ path, reason: String(cause), remedy }], cause);
  }
}

/** Line of the deepest part of a path that the document has. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}

function toAssertion(claim: z.infer<typeof claimSchema>): Assertion {
  switch (claim.what) {
    case "hashrate":
    case "hashrate-peak":
      return {
        what: claim.what,
        at: claim.when,
        value: exahashesPerSecond(claim.value),
        windows: claim.measured_by.windows,
      };
    case "hashrate-change":
      return {
        what: claim.what,
        from: claim.from,
        at: claim.when,
        valuePct: claim.value,
        windows: claim.measured_by.windows,
      };
    case "pool-change":
      return {
        what: claim.what,
        pool: claim.pool,
        at: claim.when,
        valuePct: claim.value,
        window: claim.measured_by.window,
      };
    case "order":
      return { what: claim.what, order: claim.measured_by.order, at: claim.when ?? null };
    case "other":
      return { what: claim.what, why: claim.why };
    case "load":
    case "machines":
    case "revenue":
    case "recovery":
      return toPhysicalAssertion(claim);
  }
}

type PhysicalClaim = Extract<
  z.infer<typeof claimSchema>,
  { what: "load" | "machines" | "revenue" | "recovery" }
>;

function toPhysicalAssertion(claim: PhysicalClaim): Assertion {
  switch (claim.what) {
    case "load":
      return {
        what: claim.what,
        at: claim.when,
        value: gigawatts(claim.value),
        window: claim.measured_by.window,
        efficiencies: claim.measured_by.efficiency_J_TH.map(joulesPerTerahash),
        overhead: claim.measured_by.overhead,
      };
    case "machines":
      return {
        what: claim.what,
        at: claim.when,
        value: claim.value,
        window: claim.measured_by.window,
        machineHashrate: inHashes(claim.measured_by.machine_TH_s),
        machinePower: claim.measured_by.machine_W,
      };
    case "revenue":
      return {
        what: claim.what,
        from: claim.from,
        to: claim.when,
        value: claim.value,
        currency: claim.unit.slice(0, 3),
        currencyPerUsd: claim.measured_by.currency_per_USD,
        machineHashrate: inHashes(claim.measured_by.machine_TH_s),
      };
    case "recovery":
      return {
        what: claim.what,
        at: claim.when,
        within: days(claim.value),
        window: claim.measured_by.window,
      };
  }
}

const inHashes = ([low, high]: readonly [number, number]): [number, number] => [
  terahashesPerSecond(low),
  terahashesPerSecond(high),
];

function invalidClaims(problems: readonly Problem[], cause?: unknown): HashfallError {
  const summary = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return new HashfallError("claims.invalid", summary, { problems, cause });
}
