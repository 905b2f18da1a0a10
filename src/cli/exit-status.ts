import type { ErrorCode } from "../base/index.ts";

/** Exit status of each failure: 2 for what the user can put right in the input, 1 for the rest. */
export const EXIT_STATUS: Readonly<Record<ErrorCode, 1 | 2>> = {
  "bits.negative": 1,
  "bits.overflow": 1,
  "input.invalid": 2,
  "window.empty": 2,
  "record.uncovered": 2,
  "record.missing": 2,
  "record.damaged": 2,
  "claims.invalid": 2,
  "port.taken": 1,
  "number.domain": 1,
  "header.invalid": 1,
  "coinbase.invalid": 1,
  "coinbase.truncated": 1,
  "source.unreachable": 1,
  "source.refused": 2,
  "source.malformed": 1,
  "source.other-network": 2,
  "store.busy": 1,
  "store.damaged": 1,
  "store.full": 1,
  "store.newer": 2,
  "simulation.failed": 1,
  stopped: 1,
};
