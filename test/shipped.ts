import { fileURLToPath } from "node:url";
import { type UnixSeconds, parseTime, parseWindow, type Seconds } from "../src/base/index.ts";
import { Timeline } from "../src/observe/index.ts";
import type { FactRecord } from "../src/record/index.ts";
import { loadRecord } from "../src/store/index.ts";

/** Root of the repository. */
export const ROOT: string = fileURLToPath(new URL("../", import.meta.url));

/** The record that ships with the program, and its timeline; loaded once per test file. */
export const record: FactRecord = await loadRecord(`${ROOT}data`);
export const timeline: Timeline = new Timeline(record.blocks);

export const T = (text: string): UnixSeconds => parseTime(text, "test");
export const W = (text: string): Seconds => parseWindow(text, "test");
