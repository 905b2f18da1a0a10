import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { unixSeconds } from "../../src/base/index.ts";
import { compactBits, displayHash } from "../../src/bitcoin/index.ts";
import {
  type BlockColumns,
  checkAgainstCheckpoints,
  checkCheckpoints,
  checkMedianTimePast,
  checkRetargets,
  recordAsOf,
} from "../../src/record/index.ts";
import { T, record } from "../shipped.ts";

const hashOf = (header: Uint8Array): string =>
  displayHash(createHash("sha256").update(createHash("sha256").update(header).digest()).digest());

/** The shipped blocks with one cell changed. */
function changed(
  column: "time" | "bits",
  row: number,
  change: (value: number) => number,
): BlockColumns {
  const copy = { ...record.blocks, [column]: record.blocks[column].slice() };
  copy[column][row] = change(copy[column][row] ?? 0);
  return copy;
}

test("the retarget rule gives the bits of all 166 epochs of the record", () => {
  const { checked, mismatches } = checkRetargets(record.blocks);
  expect(checked).toBe(166);
  expect(mismatches).toEqual([]);
});

test("a block time off by an hour at the end of an epoch breaks the next retarget", () => {
  const row = 687_455 - record.blocks.firstHeight;
  const { mismatches } = checkRetargets(changed("time", row, (time) => time + 3600));
  expect(mismatches.map(({ height }) => height)).toEqual([687_456]);
});

test("bits that change inside an epoch are named by height", () => {
  const row = 688_000 - record.blocks.firstHeight;
  const { mismatches } = checkRetargets(changed("bits", row, (bits) => bits ^ 1));
  expect(mismatches.map(({ height }) => height)).toEqual([688_000, 688_001]);
});

test("every header time exceeds the median of the eleven before it", () => {
  expect(checkMedianTimePast(record.blocks).mismatches).toEqual([]);
  const row = 690_000 - record.blocks.firstHeight;
  const { mismatches } = checkMedianTimePast(changed("time", row, (time) => time - 86_400));
  expect(mismatches[0]?.height).toBe(690_000);
});

test("two independent checkpoint lists agree, and each header meets its target", () => {
  const { checked, mismatches } = checkCheckpoints(record.checkpoints, hashOf);
  expect(checked).toBe(436);
  expect(mismatches).toEqual([]);
  expect(checkAgainstCheckpoints(record).mismatches).toEqual([]);
});

test("one flipped bit in a checkpoint header is found", () => {
  const checkpoints = record.checkpoints.map((checkpoint, index) => {
    if (index !== 100 || checkpoint.header === null) return checkpoint;
    const header = Uint8Array.from(checkpoint.header);
    header[10] = (header[10] ?? 0) ^ 1;
    return { ...checkpoint, header };
  });
  const { mismatches } = checkCheckpoints(checkpoints, hashOf);
  expect(mismatches.map(({ check }) => check)).toEqual(["checkpoint-parent", "checkpoint-work"]);
});

test("a retarget list that disagrees with the checkpoints is named", () => {
  const retargets = record.retargets.map((row) =>
    row.height === 2016 * 300 ? { ...row, bits: compactBits(row.bits + 1) } : row,
  );
  const { mismatches } = checkAgainstCheckpoints({ ...record, retargets });
  expect(mismatches.map(({ height }) => height)).toEqual([2016 * 300]);
});

test("the record as of an instant holds nothing that came later", () => {
  const at = T("2021-06-19T12:00Z");
  const then = recordAsOf(record, at);
  expect(Math.max(...then.blocks.time.slice(-50))).toBeLessThanOrEqual(at);
  expect(then.market.firstDay + then.market.priceUsd.length).toBe(Math.floor(at / 86_400));
  expect(then.retargets.every(({ time }) => time !== null && time <= at)).toBe(true);
  const ids = then.orders.map(({ id }) => id);
  expect(ids).toContain("cn-sichuan-2021-06-18-26-projects-notice");
  expect(ids).not.toContain("cn-sichuan-2021-06-20-power-cut");
});

test("before its first block the record holds nothing", () => {
  expect(recordAsOf(record, unixSeconds(0)).blocks.time.length).toBe(0);
});
