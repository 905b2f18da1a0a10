import { readFile } from "node:fs/promises";
import { z } from "zod";
import {
  dayOf,
  days,
  exahashesPerSecond,
  gigawatts,
  joulesPerTerahash,
  terahashesPerSecond,
} from "../base/index.ts";
import { type Assertion, type Claim, ENERGY_UNITS } from "../observe/index.ts";
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
import { CLAIMS_FORMAT, invalidClaims, parseClaimsYaml } from "./claims-yaml.ts";
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
        if ("from" in claim && claim.from !== undefined) {
          const isShort = isEnergyEntry(claim) && dayOf(claim.from) === dayOf(claim.when);
          const message = claim.from >= claim.when ? "not before when" : "less than a day";
          if (claim.from >= claim.when || isShort) {
            context.addIssue({ code: "custom", path: [index, "from"], message });
          }
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
  const { content, lineOf } = parseClaimsYaml(path, text);
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    throw invalidClaims(
      parsed.error.issues.map((issue) => ({
        path: `${path}:${lineOf(issue.path)}`,
        reason: `${issue.path.join(".") || "file"}: ${issue.message}`,
        remedy: `see ${CLAIMS_FORMAT} for the fields of each kind`,
      })),
    );
  }
  return parsed.data.claims.map((claim) => ({
    id: claim.id,
    says: claim.says,
    where: claim.where,
    source: claim.source,
    note: claim.note,
    assertion: isEnergyEntry(claim) ? toEnergyAssertion(claim) : toAssertion(claim),
  }));
}

type Entry = z.infer<typeof claimSchema>;

function toAssertion(claim: Exclude<Entry, EnergyEntry>): Assertion {
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

type PhysicalClaim = Extract<Entry, { what: "load" | "machines" | "revenue" | "recovery" }>;

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
