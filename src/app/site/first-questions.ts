import type { RawQuery } from "../answers/query-fields.ts";

/** A route and what it is asked. */
export type SiteQuestion = readonly [path: string, raw: RawQuery];

/**
 * What the views ask when they are opened as they are, so that an exported site has it worked out. A
 * question that is missing here is worked out in the reader's browser.
 */
export const FIRST_QUESTIONS: readonly SiteQuestion[] = [
  ["/api/hashrate", { window: "7d" }],
  ["/api/hashrate/series", { window: "7d" }],
  ["/api/epochs/series", {}],
  ["/api/hashprice/series", {}],
  ["/api/difficulty", {}],
  ["/api/alarms", {}],
  ["/api/orders", {}],
  ["/api/score", {}],
  ["/api/energy", { draws: "200" }],
  ["/api/claims", {}],
  ["/api/audit/{file}", { file: "sichuan-2021" }],
  ["/api/studies", {}],
  ["/api/studies/{name}/findings", { name: "sichuan-2021" }],
  ["/api/energy/series", { step: "7d" }],
  ["/api/energy/years", {}],
  ["/api/energy/carbon", {}],
  ["/api/places/series", {}],
  ["/api/spill", { draws: "400" }],
  ["/api/pools", { window: "14d" }],
  ["/api/pools/series", { top: "5" }],
  ["/api/scenarios", {}],
  ["/api/scenarios/{name}", { name: "sichuan-cut" }],
  ["/api/data", {}],
];
