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

  /** Applies what the orders do between two instants, s since 1970. */
  step(from: number, to: number): void {
    const { programs, due } = this;
    for (let index = 0; index < programs.length; index += 1) {
      if (to <= (due[index] ?? 0)) continue;
      due[index] = programs[index]?.step(from, to) ?? Infinity;
    }
  }
}
