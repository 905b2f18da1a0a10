/**
 * What the page asks first, but for what is costly; a server asks itself as soon as it can be reached, in
 * this order: headline and main chart before what a forecast has to be fitted for.
 */
export const FIRST_VIEW: readonly string[] = [
  "/api/hashrate?window=7d",
  "/api/orders",
  "/api/epochs/series",
  "/api/hashrate/series?window=7d",
  "/api/hashprice/series",
  "/api/difficulty",
  "/api/alarms",
  "/api/score",
];
