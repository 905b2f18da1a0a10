export type {
  ForecastStory,
  Recovery,
  StudyData,
  StudyPlan,
  WindowedChange,
  WindowedPools,
} from "./study-data.ts";
