/** What the page asks first; a server asks itself as soon as it can be reached, in this order. */
export const FIRST_VIEW: readonly string[] = [
  "/api/hashrate?window=7d",
  "/api/difficulty",
  "/api/alarms",
  "/api/hashrate/series?window=7d",
  "/api/orders",
  "/api/epochs/series",
  "/api/hashprice/series",
  "/api/score",
];
