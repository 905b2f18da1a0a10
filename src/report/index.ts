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
export { element, escapeText, label, rule, textWidth } from "./figures/svg.ts";
export { LIGHT, standaloneStyle } from "./figures/theme.ts";
export { PAGE_STYLE } from "./page/style.ts";
export { type FontFace, LATIN_IN_CHINESE } from "./page/font-face.ts";
export {
  type HashText,
  boldCharacters,
  pageCharacters,
  renderStudyPage,
} from "./page/study-page.ts";
export { type Cell, type StudyTable, toCsv } from "./tables/csv.ts";
export { studyTables } from "./tables/study-tables.ts";
export { formatDay, formatFullDay, formatInstant, formatMonth } from "./text/calendar.ts";
export { claimMeasured } from "./text/claim-measured.ts";
export { claimReason, verdictName } from "./text/claim-reason.ts";
export { claimedValue, windowName } from "./text/claim-value.ts";
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
  withUnit,
} from "./text/format.ts";
export { LANGUAGES, LANGUAGE_TAG, type Language, enumerate, say } from "./text/language.ts";
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
  honestEstimate,
  middlePlace,
  placeOf,
  signedAtPlace,
} from "./simulation/honest-number.ts";
export { quantityName, unitName } from "./simulation/names.ts";
export { seriesTable } from "./simulation/tables.ts";
export { drawing } from "./figures/frame.ts";
export { causeFigure } from "./figures/cause-figure.ts";
export { claimFigure } from "./figures/claim-figure.ts";
export { type PlaceShare, placesFigure } from "./figures/places-figure.ts";
export { spillDrawing } from "./figures/spill-figure.ts";
export { changeForest } from "./figures/change-forest.ts";
