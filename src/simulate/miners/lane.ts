/**
 * Machines on a journey of so many stages, each left at a constant rate, by generation: the time on
 * the way is Erlang with the given mean.
 *
 *   leaving a stage in a step = content × (1 − exp(−stages × days / mean))
 */
export class Lane {
  private readonly content: Float64Array;
  private readonly machines: number;
  private readonly stages: number;
  private meanDays = NaN;
  private leaving = NaN;

  constructor(machines: number, stages: number) {
    this.machines = machines;
    this.stages = stages;
    this.content = new Float64Array(machines * stages);
  }

  /** Empties the lane; `meanDays` is the mean of the whole journey, `stepDays` what a step takes. */
  reset(meanDays: number, stepDays: number): void {
    this.meanDays = meanDays;
    this.leaving = leavingOf(this.stages, meanDays, stepDays);
    this.content.fill(0);
  }

  /** Fills every stage with what a constant inflow [EH/s a day] would have left there. */
  fill(machine: number, inflow: number): void {
    for (let stage = 0; stage < this.stages; stage += 1) {
      this.content[machine * this.stages + stage] = (inflow * this.meanDays) / this.stages;
    }
  }

  enter(machine: number, hashrate: number): void {
    const first = machine * this.stages;
    this.content[first] = (this.content[first] ?? 0) + hashrate;
  }

  /** Moves everything on by a step; what arrives is added to `arrived`, by generation. */
  step(arrived: Float64Array): void {
    const { content, machines, stages, leaving } = this;
    for (let machine = 0, cell = 0; machine < machines; machine += 1) {
      let incoming = 0;
      for (const end = cell + stages; cell < end; cell += 1) {
        const held = content[cell] ?? 0;
        const out = held * leaving;
        content[cell] = held - out + incoming;
        incoming = out;
      }
      arrived[machine] = (arrived[machine] ?? 0) + incoming;
    }
  }

  /** Hashrate of a generation on the way, EH/s. */
  of(machine: number): number {
    const { content, stages } = this;
    let sum = 0;
    for (let cell = machine * stages; cell < (machine + 1) * stages; cell += 1) {
      sum += content[cell] ?? 0;
    }
    return sum;
  }
}

/** Part of a stage that leaves it in a step. */
export function leavingOf(stages: number, meanDays: number, stepDays: number): number {
  return -Math.expm1((-stages * stepDays) / meanDays);
}
