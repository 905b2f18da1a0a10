import { type UnixSeconds, unixSeconds } from "../../base/index.ts";
import type { Order } from "../../policy/index.ts";
import type { FieldReader } from "./field-reader.ts";
import { pickName } from "./nearest.ts";
import type { OrderEffect, OrderScope, ScenarioOrder } from "./scenario.ts";

/** Reads an order; what the file does not say comes from the order of the record it names. */
export function readOrder(
  at: FieldReader,
  name: string,
  recorded: readonly Order[],
): ScenarioOrder {
  const record = at.textOrNull("record");
  const found = record === null ? undefined : recorded.find(({ id }) => id === record);
  if (record !== null && found === undefined) {
    const ids = recorded.map(({ id }) => id);
    at.refuse("record", `the record has no order "${record}"`, pickRecord(record, ids));
  }
  const { known, effective, ends } = record === null ? UNTIMED : timesOf(found);
  const written = at.timeOrNull("ends");
  return {
    record,
    title: at.bilingual("title", found?.title ?? { en: name, zh: name }),
    known: at.time("known", known),
    effective: at.time("effective", effective),
    ends: written ?? ends,
    ...(written === null && ends !== null ? { endsFromRecord: true } : {}),
    scope: at.group("scope", (of) =>
      readScope(of, record === null ? undefined : (found?.place ?? "")),
    ),
    effect: readEffect(at),
  };
}

interface OrderTimes {
  readonly known: UnixSeconds | null;
  readonly effective: UnixSeconds | null;
  readonly ends: UnixSeconds | null;
}

const UNTIMED: OrderTimes = { known: null, effective: null, ends: null };

/** Of the two times of a recorded order, either stands in for the other; NaN if there is no order. */
function timesOf(order: Order | undefined): OrderTimes {
  const [known, effective] = [order?.knownAt ?? null, order?.effectiveAt ?? null];
  const either = effective ?? known ?? unixSeconds(NaN);
  return {
    known: known ?? either,
    effective: effective ?? either,
    ends: order?.endsAt ?? null,
  };
}

function pickRecord(id: string, ids: readonly string[]): string {
  const guess = pickName(id, ids);
  return guess.startsWith("did") ? guess : "see hashfall orders for their names";
}

function readScope(at: FieldReader, place: string | undefined): OrderScope {
  return {
    place: at.text("place", place),
    sources: at.textsOrNull("sources"),
    operators: at.textsOrNull("operators"),
    machines: at.textsOrNull("machines"),
    min_site_MW: at.number("min_site_MW"),
  };
}

function readEffect(at: FieldReader): OrderEffect {
  return at.variant<OrderEffect>("effect", {
    closure: (of) => ({
      kind: "closure",
      compliance: of.number("compliance"),
      ramp_days: of.number("ramp_days"),
      anticipation: of.number("anticipation"),
      covert: of.number("covert"),
      wait: of.flag("wait", false),
    }),
    outage: (of) => ({
      kind: "outage",
      depth: of.number("depth"),
      ramp_days: of.number("ramp_days"),
      return_days: of.number("return_days"),
    }),
    surcharge: (of) => ({
      kind: "surcharge",
      surcharge_USD_MWh: of.number("surcharge_USD_MWh"),
    }),
    "revenue-tax": (of) => ({ kind: "revenue-tax", fraction: of.number("fraction") }),
    "carbon-tax": (of) => ({ kind: "carbon-tax", tax_USD_t: of.number("tax_USD_t") }),
    "efficiency-limit": (of) => ({
      kind: "efficiency-limit",
      limit_J_TH: of.number("limit_J_TH"),
      compliance: of.number("compliance"),
      ramp_days: of.number("ramp_days"),
    }),
    "source-limit": (of) => ({
      kind: "source-limit",
      limit_MW: of.numberOrNull("limit_MW"),
      limit_share: of.numberOrNull("limit_share"),
      compliance: of.number("compliance"),
      ramp_days: of.number("ramp_days"),
    }),
    move: (of) => ({
      kind: "move",
      to: of.text("to"),
      fraction: of.number("fraction"),
      ramp_days: of.number("ramp_days"),
      transit_days: of.number("transit_days"),
    }),
    "build-limit": (of) => ({ kind: "build-limit", fraction: of.number("fraction") }),
  });
}
