import { z } from "zod";
import {
  dayOf,
  days,
  exahashesPerSecond,
  gigawatts,
  joulesPerTerahash,
  terahashesPerSecond,
} from "../../base/index.ts";
import { type Assertion, type Claim, ENERGY_UNITS } from "../../observe/index.ts";
import type { Bilingual } from "../../policy/index.ts";
import {
  bilingual,
  bounds,
  claimId,
  instant,
  positive,
  source,
  span,
  windows,
} from "./claim-fields.ts";
import { CLAIMS_FORMAT, type ClaimsYaml, invalidClaims, parseClaimsYaml } from "./claims-yaml.ts";
import {
  type EnergyEntry,
  isEnergyEntry,
  perCent,
  place,
  placeOfMap,
  rank,
  toEnergyAssertion,
} from "./energy-claim-entry.ts";

const MOST_DAYS = 3_650;

const commonFields = {
  id: claimId,
  says: bilingual,
  where: z.string().min(1),
  source,
  note: bilingual.optional(),
};

/** Fields of a quantity of the network, or of a place of the map. */
const quantity = {
  ...commonFields,
  where: place,
  when: instant,
  bound: z.enum(["upper", "lower"]).optional(),
};

/** One claim as it stands in a file, by its kind. */
const claimSchema = z.discriminatedUnion("what", [
  z.strictObject({
    ...commonFields,
    what: z.enum(["hashrate", "hashrate-peak"]),
    when: instant,
    value: positive,
    unit: z.literal("EH/s"),
    measured_by: z.strictObject({ windows }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("hashrate-change"),
    from: instant,
    when: instant,
    value: z.number().gt(-100),
    unit: z.literal("%"),
    measured_by: z.strictObject({ windows }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("pool-change"),
    pool: z.string(),
    when: instant,
    value: z.number().gte(-100),
    unit: z.literal("%"),
    measured_by: z.strictObject({ window: span }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("load"),
    when: instant,
    value: positive,
    unit: z.literal("GW"),
    measured_by: z.strictObject({
      window: span,
      efficiency_J_TH: z.array(positive).min(1),
      overhead: bounds,
    }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("machines"),
    when: instant,
    value: positive,
    unit: z.literal("machines"),
    measured_by: z.strictObject({ window: span, machine_TH_s: bounds, machine_W: bounds }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("revenue"),
    from: instant,
    when: instant,
    value: positive,
    unit: z.string().regex(/^[A-Z]{3}\/machine\/day$/u, "a currency, such as HKD/machine/day"),
    measured_by: z.strictObject({
      currency_per_USD: positive,
      machine_TH_s: bounds,
    }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("order"),
    when: instant.optional(),
    measured_by: z.strictObject({ order: z.string() }),
  }),
  z.strictObject({
    ...commonFields,
    what: z.literal("recovery"),
    when: instant,
    value: z.number().min(1).max(MOST_DAYS),
    unit: z.literal("days"),
    measured_by: z.strictObject({ window: span }),
  }),
  z.strictObject({
    ...quantity,
    what: z.literal("power"),
    value: positive,
    unit: z.literal(ENERGY_UNITS.power),
  }),
  z.strictObject({
    ...quantity,
    what: z.literal("energy"),
    from: instant,
    value: positive,
    unit: z.literal(ENERGY_UNITS.energy),
  }),
  z.strictObject({
    ...quantity,
    what: z.literal("emissions"),
    from: instant,
    value: positive,
    unit: z.literal(ENERGY_UNITS.emissions),
  }),
  z.strictObject({
    ...quantity,
    what: z.literal("renewable"),
    from: instant.optional(),
    value: perCent,
    unit: z.literal(ENERGY_UNITS.renewable),
  }),
  z.strictObject({
    ...quantity,
    where: placeOfMap,
    what: z.literal("place-share"),
    value: perCent,
    unit: z.literal(ENERGY_UNITS["place-share"]),
  }),
  z.strictObject({
    ...commonFields,
    where: placeOfMap,
    what: z.literal("place-rank"),
    when: instant,
    value: rank,
    unit: z.literal("rank"),
  }),
  z.strictObject({ ...commonFields, what: z.literal("other"), why: bilingual }),
]);

/** A claim as a file has it, checked. */
type ClaimEntry = z.infer<typeof claimSchema>;

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
  claims: z
    .array(claimSchema)
    .min(1)
    .superRefine((claims, context) => {
      for (const [index, claim] of claims.entries()) {
        if (claims.findIndex(({ id }) => claim.id === id) !== index) {
          const message = `"${claim.id}" is taken`;
          context.addIssue({ code: "custom", path: [index, "id"], message });
        }
        const message = spanFault(claim);
        if (message !== null) context.addIssue({ code: "custom", path: [index, "from"], message });
      }
    }),
});

const oneSchema = claimSchema.superRefine((claim, context) => {
  const message = spanFault(claim);
  if (message !== null) context.addIssue({ code: "custom", path: ["from"], message });
});

/** What is wrong with where a claim begins; null for nothing. */
function spanFault(claim: ClaimEntry): string | null {
  if (!("from" in claim) || claim.from === undefined) return null;
  if (claim.from >= claim.when) return "not before when";
  return isEnergyEntry(claim) && dayOf(claim.from) === dayOf(claim.when) ? "less than a day" : null;
}

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
  const { title, claims } = checked(fileSchema, parseClaimsYaml(path, text), path);
  const name = path.replace(/^.*[/\\]/u, "").replace(/\.ya?ml$/u, "");
  return { name, title, claims: claims.map(toClaim) };
}

/** Reads one claim, as YAML or as JSON, which is YAML too. @throws as `parseClaims`. */
export function parseClaim(path: string, text: string): Claim {
  return toClaim(checked(oneSchema, parseClaimsYaml(path, text), path));
}

function checked<S extends z.ZodType>(
  schema: S,
  { content, lineOf }: ClaimsYaml,
  path: string,
): z.output<S> {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw invalidClaims(
    parsed.error.issues.map((issue) => ({
      path: `${path}:${lineOf(issue.path)}`,
      reason: `${issue.path.join(".") || "file"}: ${issue.message}`,
      remedy: `see ${CLAIMS_FORMAT} for the fields of each kind`,
    })),
  );
}

/** What a checked entry says, in the units that claims are judged in. */
function toClaim(entry: ClaimEntry): Claim {
  const { id, says, where, note } = entry;
  const assertion = isEnergyEntry(entry) ? toEnergyAssertion(entry) : toAssertion(entry);
  return { id, says, where, source: entry.source, note, assertion };
}

function toAssertion(claim: Exclude<ClaimEntry, EnergyEntry>): Assertion {
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

type PhysicalClaim = Extract<ClaimEntry, { what: "load" | "machines" | "revenue" | "recovery" }>;

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
