import type { StudyData } from "../study-data.ts";
import type { StudyTable } from "../tables/csv.ts";
import { studyTables } from "../tables/study-tables.ts";
import { type Language, type Values, say } from "../text/language.ts";
import { PAGE_MESSAGES as TEXT } from "../text/page-messages.ts";
import { poolNamer } from "../text/pool-names.ts";

/** What every part of the page needs in one language. */
export interface PageContext {
  readonly data: StudyData;
  readonly language: Language;
  readonly tables: readonly StudyTable[];
  readonly poolName: (slug: string) => string;
  /** A message of the page with its places filled. */
  readonly tell: (key: keyof typeof TEXT, values?: Values) => string;
}

/** Context of one language. */
export function pageContext(data: StudyData, language: Language): PageContext {
  return {
    data,
    language,
    tables: studyTables(data, language),
    poolName: poolNamer(data, language),
    tell: (key, values) => say(TEXT[key], language, values),
  };
}
