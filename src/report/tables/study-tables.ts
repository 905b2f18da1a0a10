import type { StudyData } from "../study-data.ts";
import type { Language } from "../text/language.ts";
import type { StudyTable } from "./csv.ts";
import { energyTables } from "./energy-tables.ts";
import { networkTables, poolTables } from "./network-tables.ts";
import {
  alarmTable,
  claimTable,
  concentrationTable,
  forecastTables,
  orderTable,
} from "./story-tables.ts";

/** Every table of a study; titles and texts in the language, headers the same in both. */
export function studyTables(data: StudyData, language: Language): readonly StudyTable[] {
  return [
    ...networkTables(data, language),
    ...poolTables(data, language),
    concentrationTable(data, language),
    ...forecastTables(data, language),
    alarmTable(data, language),
    ...energyTables(data, language),
    orderTable(data, language),
    claimTable(data, language),
  ];
}
