import { NETWORKS, displayHash, doubleSha256 } from "../bitcoin/index.ts";
import {
  type CheckResult,
  type FactRecord,
  type HashHeader,
  type Mismatch,
  checkAgainstCheckpoints,
  checkCheckpoints,
  checkMedianTimePast,
  checkRetargets,
} from "../record/index.ts";

/** What `verify` found; the fingerprints were checked when the record was loaded. */
export interface Verification {
  readonly blocks: number;
  readonly firstHeight: number;
  readonly lastHeight: number;
  readonly retargetsChecked: number;
  readonly checks: readonly CheckResult[];
  readonly mismatches: readonly Mismatch[];
  readonly files: number;
  readonly fingerprint: string;
}

/**
 * Replays the rules over a record and sets its sources against each other; the checks of a synced
 * chain are listed with them.
 */
export function verifyRecord(
  record: FactRecord,
  chainChecks: readonly CheckResult[] = [],
): Verification {
  const retargets = checkRetargets(record.blocks, NETWORKS[record.network]);
  const checks = [
    retargets,
    checkMedianTimePast(record.blocks),
    checkCheckpoints(record.checkpoints, hashHeader),
    checkAgainstCheckpoints(record),
    ...chainChecks,
  ];
  const { firstHeight, time } = record.blocks;
  return {
    blocks: time.length,
    firstHeight,
    lastHeight: firstHeight + time.length - 1,
    retargetsChecked: retargets.checked,
    checks,
    mismatches: checks.flatMap(({ mismatches }) => mismatches),
    files: record.files.length,
    fingerprint: record.fingerprint,
  };
}

const hashHeader: HashHeader = (header) => displayHash(doubleSha256(header));
