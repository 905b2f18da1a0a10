export type {
  Fall,
  ForecastStory,
  StudyData,
  StudyPlan,
  WindowedChange,
  WindowedPools,
} from "./study-data.ts";
export type {
  Days,
  EnergyPlan,
  EnergyStory,
  MoveStory,
  PlacesStory,
  PowerBoundsOfDay,
  PowerFall,
  PowerOfDay,
  PublishedRenewables,
  WaterStory,
} from "./energy-story.ts";
export { type StudyFigure, studyFigures } from "./figures/figure-list.ts";
export type { FontFace } from "./page/font-face.ts";
export {
  type HashText,
  boldCharacters,
  pageCharacters,
  renderStudyPage,
} from "./page/study-page.ts";
export { type Cell, type StudyTable, toCsv } from "./tables/csv.ts";
export { studyTables } from "./tables/study-tables.ts";
export { claimMeasured } from "./text/claim-measured.ts";
export { claimReason, verdictName } from "./text/claim-reason.ts";
export { findings } from "./text/findings.ts";
export {
  formatChange,
  formatEstimate,
  formatHashrate,
  formatNumber,
  formatP,
  formatPercent,
  formatSigned,
  formatSpan,
} from "./text/format.ts";
export type { Language } from "./text/language.ts";
export { poolLabel, publisherName } from "./text/pool-names.ts";
export {
  type Digest,
  type DigestRow,
  digestOf,
  powerDigest,
  shownEpochs,
  shownIndexes,
  shownTotals,
  troughIndex,
} from "./simulation/digest.ts";
export {
  type Place,
  atPlace,
  middlePlace,
  placeOf,
  signedAtPlace,
} from "./simulation/honest-number.ts";
export { quantityName, unitName } from "./simulation/names.ts";
export { seriesTable } from "./simulation/tables.ts";
