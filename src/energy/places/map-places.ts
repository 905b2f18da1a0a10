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

/** Names of the places for readers. */
export const PLACE_TITLES: Readonly<Record<string, { readonly en: string; readonly zh: string }>> =
  {
    "CN/Sichuan": { en: "Sichuan", zh: "四川" },
    "CN/Yunnan": { en: "Yunnan", zh: "云南" },
    "CN/Xinjiang": { en: "Xinjiang", zh: "新疆" },
    "CN/Inner Mongolia": { en: "Inner Mongolia", zh: "内蒙古" },
    "CN/other": { en: "Other provinces of China", zh: "中国其他省份" },
    CN: { en: "China", zh: "中国" },
    US: { en: "United States", zh: "美国" },
    KZ: { en: "Kazakhstan", zh: "哈萨克斯坦" },
    RU: { en: "Russia", zh: "俄罗斯" },
    CA: { en: "Canada", zh: "加拿大" },
    IR: { en: "Iran", zh: "伊朗" },
    MY: { en: "Malaysia", zh: "马来西亚" },
    DE: { en: "Germany", zh: "德国" },
    IE: { en: "Ireland", zh: "爱尔兰" },
    PY: { en: "Paraguay", zh: "巴拉圭" },
    AE: { en: "United Arab Emirates", zh: "阿联酋" },
    OM: { en: "Oman", zh: "阿曼" },
    other: { en: "Rest of the world", zh: "世界其他地区" },
  };
