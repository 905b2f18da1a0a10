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

/** Chinese names of publishers, as they are known there. */
const PUBLISHERS: ReadonlyMap<string, string> = new Map([
  ["The Paper", "澎湃新闻"],
  ["Epoch Times", "大纪元时报"],
  ["QKL123, quoted by the Epoch Times", "QKL123（大纪元时报转引）"],
]);

/** A publisher's name in a language. */
export function publisherName(publisher: string, language: Language): string {
  return language === "zh" ? (PUBLISHERS.get(publisher) ?? publisher) : publisher;
}

/** A pool's name in a language, from its slug and its own name. */
export function poolLabel(slug: string, name: string, language: Language): string {
  return language === "zh" ? (CHINESE_NAMES.get(slug) ?? name) : name;
}

/** Names of pools in a language, by slug. */
export function poolNamer(data: StudyData, language: Language): (slug: string) => string {
  return (slug) => poolLabel(slug, data.poolNames.get(slug) ?? slug, language);
}
