import type { MemberFunction } from "../../../src/simulate/index.ts";

/** All fields may be left out. */
export interface SyntheticModel {
  readonly series?: number;
  readonly days?: number;
  readonly epochSlots?: number;
  /** Member that fails, how often it still will, and how. */
  readonly crash?: {
    readonly member: number;
    readonly times: Int32Array;
    readonly how: "throw" | "exit";
  } | null;
}

export function createMember(model: SyntheticModel): MemberFunction;
