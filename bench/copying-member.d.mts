import type { MemberFunction } from "../src/simulate/index.ts";

export function createMember(model: {
  readonly series: number;
  readonly days: number;
}): MemberFunction;
