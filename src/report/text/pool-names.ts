import type { StudyData } from "../study-data.ts";
import type { Language } from "./language.ts";

/** Chinese names of pools as the Chinese press writes them; others keep their own. */
const CHINESE_NAMES: ReadonlyMap<string, string> = new Map([
  ["antpool", "蚂蚁矿池"],
  ["poolin", "币印"],
  ["huobipool", "火币矿池"],
  ["f2pool", "鱼池"],
  ["binancepool", "币安矿池"],
  ["okexpool", "OKEx矿池"],
  ["unknown", "未知"],
]);

/** Names of pools in a language, by slug. */
export function poolNamer(data: StudyData, language: Language): (slug: string) => string {
  return (slug) => {
    const name = data.poolNames.get(slug) ?? slug;
    return language === "zh" ? (CHINESE_NAMES.get(slug) ?? name) : name;
  };
}
