import { z } from "zod";
import {
  days,
  exahashesPerSecond,
  gigawatts,
  joulesPerTerahash,
  terahashesPerSecond,
} from "../../base/index.ts";
import { type Assertion, type Claim, ENERGY_UNITS } from "../../observe/index.ts";
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
  note_known: instant.optional(),
};

/** Fields of a quantity of the network, or of a place of the map. */
const quantity = {
  ...commonFields,
  where: place,
  when: instant,
  bound: z.enum(["upper", "lower"]).optional(),
};

/** One claim as it stands in a file, by its kind. */
const entrySchema = z.discriminatedUnion("what", [
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
type ClaimEntry = z.infer<typeof entrySchema>;

/** A claim of a file, in the units that claims are judged in. */
export const claimSchema: z.ZodType<Claim> = entrySchema.transform(toClaim);

function toClaim(entry: ClaimEntry): Claim {
  const { id, says, where, note, note_known: noteKnown } = entry;
  const assertion = isEnergyEntry(entry) ? toEnergyAssertion(entry) : toAssertion(entry);
  return { id, says, where, source: entry.source, note, noteKnown, assertion };
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
