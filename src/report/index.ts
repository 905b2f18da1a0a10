export type {
  Fall,
  ForecastStory,
  StudyData,
  StudyPlan,
  WindowedChange,
  WindowedPools,
} from "./study-data.ts";
