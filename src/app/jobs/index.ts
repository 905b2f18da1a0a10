export { ChainTips } from "./chain-tips.ts";
export { FIRST_VIEW } from "./first-view.ts";
export { SimulationService } from "./simulation-service.ts";
export { StudyService } from "./study-service.ts";
