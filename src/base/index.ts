export {
  type DaySpan,
  type MonthPart,
  middleDay,
  monthOf,
  monthParts,
} from "./calendar.ts";
export { ERROR_CODES, type ErrorCode, HashfallError, type Problem, invalidInput } from "./error.ts";
export { type Bounds, type Estimate, boundsAt, estimate, mapEstimate } from "./estimate.ts";
export { powerOf } from "./power.ts";
export * from "./quantity.ts";
export { Random } from "./random.ts";
export {
  civilFromDays,
  daysFromCivil,
  formatDate,
  formatTime,
  formatWindow,
  parseTime,
  parseWindow,
} from "./time.ts";
export {
  type Instruction,
  type ModuleExports,
  type ProgramFunction,
  type Program,
  assemble,
  eitherOr,
  increase,
  instantiate,
  instruction,
  integer,
  local,
  setLocal,
  unsigned,
  whenNonZero,
  whileNonZero,
} from "./wasm-module.ts";
