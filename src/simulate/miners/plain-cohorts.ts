import type { CohortColumns } from "./cohort-kernel.ts";
import { CONSTANTS, LANES, NUMBER_BYTES } from "./cohort-memory.ts";

/**
 * What `cohortProgram` does, in plain code and in the same order of operations: generations that
 * stand side by side are added up apart and joined at the end of a site.
 */
export class PlainCohorts {
  private readonly columns: CohortColumns;
  private readonly generations: number;
  /** What runs at a site, by generation. */
  private readonly here: Float64Array;

  constructor(columns: CohortColumns) {
    this.columns = columns;
    this.generations = LANES * columns.shape.pairs;
    this.here = new Float64Array(this.generations);
  }

  land(): void {
    const { columns, generations } = this;
    const { shape, keys, landing, hash, parts } = columns;
    for (let block = 0; block < shape.sites * shape.blocks; block += 1) {
      const site = Math.floor(block / shape.blocks);
      if (block % shape.blocks === shape.blocks - 1) continue;
      const part = parts[block - site] ?? 0;
      for (let machine = 0; machine < generations; machine += 1) {
        const first = (landing[0][machine] ?? 0) * (keys[0][site] ?? 0);
        const second = (landing[1][machine] ?? 0) * (keys[1][site] ?? 0);
        add(hash, block * generations + machine, (first + second) * part);
      }
    }
  }

  close(count: number): void {
    const { generations, columns } = this;
    const { blockList, constants, share, hash, out } = columns;
    out.fill(0);
    for (let place = 0; place < 2 * count; place += 2) {
      const block = (blockList[place] ?? 0) / NUMBER_BYTES;
      const hides = (blockList[place + 1] ?? 0) / NUMBER_BYTES;
      for (let machine = 0; machine < generations; machine += 1) {
        const going = (hash[block + machine] ?? 0) * (share[machine] ?? 0);
        add(hash, block + machine, -going);
        add(hash, hides + machine, going * (constants[CONSTANTS.hidden] ?? 0));
        add(out, machine, going);
      }
    }
  }

  step(fastOn: 0 | 1): void {
    const { columns, generations, here } = this;
    const { shape, open, running, whole } = columns;
    running.fill(0);
    whole.fill(0);
    for (let site = 0; site < shape.sites; site += 1) {
      const first = site * shape.blocks * generations;
      const end = first + (open[site] ?? 0) * generations;
      here.fill(0);
      for (let cohort = first; cohort < end; cohort += 1) this.stepCohort(cohort, fastOn);
      this.closeSite(site);
    }
  }

  private stepCohort(cohort: number, fastOn: 0 | 1): void {
    const { hash, online, available } = this.columns;
    const now = this.nextOnline(cohort, fastOn);
    online[cohort] = now;
    const machine = cohort % this.generations;
    add(this.here, machine, now * ((hash[cohort] ?? 0) * (available[cohort] ?? 0)));
  }

  private nextOnline(cohort: number, fastOn: 0 | 1): number {
    const { online, position, constants } = this.columns;
    const [origin = 0, edge = 0, middle = 0, linear = 0, cubic = 0, on = 0, off = 0] = constants;
    const y = Math.max(Math.min(origin - (position[cohort] ?? 0), edge), -edge);
    const square = y * y;
    const before = online[cohort] ?? 0;
    const way = y * (linear + square * (cubic + square)) + (middle - before);
    const bound = fastOn === 1 ? Math.max : Math.min;
    return before + bound(on * way, off * way);
  }

  private closeSite(site: number): void {
    const { columns, here, generations } = this;
    const { constants, efficiency, running, rate, power, whole } = columns;
    let [rateEven, rateOdd, powerEven, powerOdd] = [0, 0, 0, 0];
    for (let machine = 0; machine < generations; machine += LANES) {
      const [even, odd] = [here[machine] ?? 0, here[machine + 1] ?? 0];
      rateEven += even;
      rateOdd += odd;
      powerEven += even * (efficiency[machine] ?? 0);
      powerOdd += odd * (efficiency[machine + 1] ?? 0);
      add(running, machine, even);
      add(running, machine + 1, odd);
    }
    rate[site] = (rateEven + rateOdd) * (constants[CONSTANTS.perRate] ?? 0);
    power[site] = (powerEven + powerOdd) * (constants[CONSTANTS.perPower] ?? 0);
    add(whole, 0, rate[site] ?? 0);
    add(whole, 1, power[site] ?? 0);
  }
}

function add(column: Float64Array, index: number, change: number): void {
  column[index] = (column[index] ?? 0) + change;
}
