/** When an order takes effect and ends, s since 1970. */
interface Times {
  readonly effective: number;
  readonly ends: number | null;
}

/** Whether a step that ends at this instant is one with the order in force. */
export function isInForce({ effective, ends }: Times, time: number): boolean {
  return time > effective && (ends === null || time <= ends);
}

/** Instant after which that may be otherwise. */
export function nextChange({ effective, ends }: Times, time: number): number {
  if (time <= effective) return effective;
  return ends === null || time > ends ? Infinity : ends;
}
