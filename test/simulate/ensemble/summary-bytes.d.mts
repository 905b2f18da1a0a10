import type { EnsembleSummary } from "../../../src/simulate/index.ts";

export function bytesOf(summary: EnsembleSummary): string;
