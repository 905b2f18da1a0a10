import type { OrderProgram } from "./order-program.ts";

/** The orders of a run; each is asked only when it has something to do. */
export class OrderSchedule {
  private readonly programs: OrderProgram[] = [];
  /** When each has something to do again, s since 1970. */
  private readonly due: Float64Array;

  constructor(most: number) {
    this.due = new Float64Array(most);
  }

  reset(): void {
    this.programs.length = 0;
    this.due.fill(-Infinity);
  }

  add(program: OrderProgram): void {
    this.programs.push(program);
  }

  /** Puts in place what was in force before the run begins, s since 1970. */
  begin(start: number): void {
    for (const program of this.programs) program.begin?.(start);
  }

  /** Applies what the orders do between two instants, s since 1970; whether any did anything. */
  step(from: number, to: number): boolean {
    const { programs, due } = this;
    let any = false;
    for (let index = 0; index < programs.length; index += 1) {
      if (to <= (due[index] ?? 0)) continue;
      due[index] = programs[index]?.step(from, to) ?? Infinity;
      any = true;
    }
    return any;
  }
}
