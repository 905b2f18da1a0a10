/** Provinces of China that the map tells apart, the rest of it last. */
export const PROVINCES: readonly string[] = [
  "CN/Sichuan",
  "CN/Yunnan",
  "CN/Xinjiang",
  "CN/Inner Mongolia",
  "CN/other",
];

/** Countries of the map, China as one; `other` is the rest of the world. */
export const COUNTRIES: readonly string[] = [
  "CN",
  "US",
  "KZ",
  "RU",
  "CA",
  "IR",
  "MY",
  "DE",
  "IE",
  "PY",
  "AE",
  "OM",
  "other",
];

/** Places of every map, in the order of its shares. */
export const MAP_PLACES: readonly string[] = [...PROVINCES, ...COUNTRIES.slice(1)];
