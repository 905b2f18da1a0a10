import type {
  AlarmsAnswer,
  DifficultyAnswer,
  DropAnswer,
  HashrateAnswer,
  EnergyAnswer,
  EpochSeriesAnswer,
  HashpriceSeriesAnswer,
  HashrateSeriesAnswer,
  ScoreSeriesAnswer,
  OrderEffectAnswer,
  OrdersAnswer,
  PoolSeriesAnswer,
  PoolsAnswer,
  RetargetsAnswer,
  TableAnswer,
  TablesAnswer,
  CarbonSeriesAnswer,
  ClaimFilesAnswer,
  EnergySeriesAnswer,
  EnergyYearsAnswer,
  PlacesSeriesAnswer,
  ShownAuditAnswer,
  SpillReport,
  ScenarioDocumentAnswer,
  ScenariosAnswer,
  StudiesAnswer,
  StudyAnswer,
} from "../../api/index.ts";

/** Shape of the answer of each route; `{name}` in a path is filled from the question. */
export interface AnswerTypes {
  readonly "/api/hashrate": HashrateAnswer;
  readonly "/api/hashrate/series": HashrateSeriesAnswer;
  readonly "/api/epochs/series": EpochSeriesAnswer;
  readonly "/api/hashprice/series": HashpriceSeriesAnswer;
  readonly "/api/energy": EnergyAnswer;
  readonly "/api/score": ScoreSeriesAnswer;
  readonly "/api/drop": DropAnswer;
  readonly "/api/pools": PoolsAnswer;
  readonly "/api/difficulty": DifficultyAnswer;
  readonly "/api/difficulty/history": RetargetsAnswer;
  readonly "/api/alarms": AlarmsAnswer;
  readonly "/api/orders": OrdersAnswer;
  readonly "/api/orders/{id}": OrderEffectAnswer;
  readonly "/api/pools/series": PoolSeriesAnswer;
  readonly "/api/data": TablesAnswer;
  readonly "/api/data/{name}": TableAnswer;
  readonly "/api/claims": ClaimFilesAnswer;
  readonly "/api/audit": ShownAuditAnswer;
  readonly "/api/audit/{file}": ShownAuditAnswer;
  readonly "/api/studies": StudiesAnswer;
  readonly "/api/studies/{name}/findings": StudyAnswer;
  readonly "/api/energy/series": EnergySeriesAnswer;
  readonly "/api/energy/years": EnergyYearsAnswer;
  readonly "/api/energy/carbon": CarbonSeriesAnswer;
  readonly "/api/places/series": PlacesSeriesAnswer;
  readonly "/api/spill": SpillReport;
  readonly "/api/scenarios": ScenariosAnswer;
  readonly "/api/scenarios/{name}": ScenarioDocumentAnswer;
  readonly "/api/what-if": ScenarioDocumentAnswer;
}
