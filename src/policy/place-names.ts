import type { Bilingual } from "./order.ts";

/** Each place by its own name, as readers write it; `other` is what a list does not tell apart. */
const TITLES: ReadonlyMap<string, Bilingual> = new Map(
  Object.entries({
    World: { en: "World", zh: "全球" },
    other: { en: "Rest of the world", zh: "世界其他地区" },
    AE: { en: "United Arab Emirates", zh: "阿联酋" },
    CA: { en: "Canada", zh: "加拿大" },
    "CA/British Columbia": { en: "British Columbia", zh: "不列颠哥伦比亚省" },
    "CA/Manitoba": { en: "Manitoba", zh: "曼尼托巴省" },
    "CA/New Brunswick": { en: "New Brunswick", zh: "新不伦瑞克省" },
    "CA/Quebec": { en: "Quebec", zh: "魁北克省" },
    CN: { en: "China", zh: "中国" },
    "CN/Anhui": { en: "Anhui", zh: "安徽" },
    "CN/Beijing": { en: "Beijing", zh: "北京" },
    "CN/Guangdong": { en: "Guangdong", zh: "广东" },
    "CN/Guangdong/Huizhou": { en: "Huizhou", zh: "惠州" },
    "CN/Hainan": { en: "Hainan", zh: "海南" },
    "CN/Hubei": { en: "Hubei", zh: "湖北" },
    "CN/Hubei/Shiyan": { en: "Shiyan", zh: "十堰" },
    "CN/Inner Mongolia": { en: "Inner Mongolia", zh: "内蒙古" },
    "CN/Inner Mongolia/Baotou": { en: "Baotou", zh: "包头" },
    "CN/Inner Mongolia/Wuhai": { en: "Wuhai", zh: "乌海" },
    "CN/Jiangsu": { en: "Jiangsu", zh: "江苏" },
    "CN/Qinghai": { en: "Qinghai", zh: "青海" },
    "CN/Shandong": { en: "Shandong", zh: "山东" },
    "CN/Shanxi": { en: "Shanxi", zh: "山西" },
    "CN/Shanxi/Yuncheng": { en: "Yuncheng", zh: "运城" },
    "CN/Sichuan": { en: "Sichuan", zh: "四川" },
    "CN/Sichuan/Aba": { en: "Aba", zh: "阿坝" },
    "CN/Sichuan/Aba/Wenchuan": { en: "Wenchuan", zh: "汶川" },
    "CN/Sichuan/Ganzi": { en: "Ganzi", zh: "甘孜" },
    "CN/Sichuan/Ganzi/Kangding": { en: "Kangding", zh: "康定" },
    "CN/Sichuan/Ya'an": { en: "Ya’an", zh: "雅安" },
    "CN/Xinjiang": { en: "Xinjiang", zh: "新疆" },
    "CN/Xinjiang/Changji": { en: "Changji", zh: "昌吉" },
    "CN/Xinjiang/Changji/Zhundong": { en: "Zhundong", zh: "准东" },
    "CN/Yunnan": { en: "Yunnan", zh: "云南" },
    "CN/Yunnan/Dehong": { en: "Dehong", zh: "德宏" },
    "CN/Yunnan/Dehong/Yingjiang": { en: "Yingjiang", zh: "盈江" },
    "CN/Zhejiang": { en: "Zhejiang", zh: "浙江" },
    "CN/Zhejiang/Hangzhou": { en: "Hangzhou", zh: "杭州" },
    "CN/Zhejiang/Hangzhou/Xiaoshan": { en: "Xiaoshan", zh: "萧山" },
    "CN/other": { en: "Other provinces of China", zh: "中国其他省份" },
    DE: { en: "Germany", zh: "德国" },
    ET: { en: "Ethiopia", zh: "埃塞俄比亚" },
    GE: { en: "Georgia", zh: "格鲁吉亚" },
    "GE/Abkhazia": { en: "Abkhazia", zh: "阿布哈兹" },
    IE: { en: "Ireland", zh: "爱尔兰" },
    IR: { en: "Iran", zh: "伊朗" },
    KW: { en: "Kuwait", zh: "科威特" },
    "KW/Al-Wafrah": { en: "Al-Wafrah", zh: "沃夫拉" },
    KZ: { en: "Kazakhstan", zh: "哈萨克斯坦" },
    LA: { en: "Laos", zh: "老挝" },
    MY: { en: "Malaysia", zh: "马来西亚" },
    NO: { en: "Norway", zh: "挪威" },
    OM: { en: "Oman", zh: "阿曼" },
    PY: { en: "Paraguay", zh: "巴拉圭" },
    RU: { en: "Russia", zh: "俄罗斯" },
    "RU/Irkutsk": { en: "Irkutsk", zh: "伊尔库茨克州" },
    US: { en: "United States", zh: "美国" },
    "US/New York": { en: "New York", zh: "纽约州" },
    "US/Texas": { en: "Texas", zh: "得克萨斯州" },
    "US/Texas/Rockdale": { en: "Rockdale", zh: "罗克代尔" },
    "US/Washington": { en: "Washington", zh: "华盛顿州" },
    "US/Washington/Chelan": { en: "Chelan", zh: "奇兰县" },
    XK: { en: "Kosovo", zh: "科索沃" },
  }),
);

/** A place's own name: Aba for `CN/Sichuan/Aba`; the last part of the path where it has none. */
export function placeTitle(path: string): Bilingual {
  const known = TITLES.get(path);
  if (known !== undefined) return known;
  const last = path.slice(path.lastIndexOf("/") + 1);
  return { en: last, zh: last };
}

/** A place with what it lies in: Aba, Sichuan, China; 中国四川阿坝. */
export function placeName(path: string): Bilingual {
  const parts = path.split("/");
  const titles = parts.map((_, index) => placeTitle(parts.slice(0, index + 1).join("/")));
  return {
    en: titles
      .map(({ en }) => en)
      .toReversed()
      .join(", "),
    zh: titles.map(({ zh }) => zh).join(""),
  };
}
