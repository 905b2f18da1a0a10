import type { Bilingual } from "../../policy/index.ts";

/** A number that nobody measured. */
export const CHOICE: Bilingual = { en: "Hashfall's choice", zh: "Hashfall 自定" };

/** A number that every scenario gives for itself. */
export const FILE: Bilingual = { en: "the scenario file", zh: "情景文件" };

/** A source and its reason or extent; the detail begins with the mark that joins them. */
export function withDetail(source: Bilingual, detail: Bilingual): Bilingual {
  return { en: `${source.en}${detail.en}`, zh: `${source.zh}${detail.zh}` };
}

/** A file of the record, which has one name. */
export function recordFile(path: string): Bilingual {
  return { en: path, zh: path };
}
