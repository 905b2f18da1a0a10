import { LANES } from "./cohort-memory.ts";
import type { OrderScope, Region, Scenario } from "../scenario/scenario.ts";
import { covers } from "../scenario/scope.ts";

/** One source of power of one region. */
export interface SiteName {
  readonly region: string;
  readonly source: string;
}

/**
 * Where each cohort of a scenario stands in the columns of a fleet.
 *
 * A cohort is machines alike in region, source of power, operator and generation:
 *
 *   cohort = site × width + operator × stride + machine
 *
 * The last block of every site holds the machines that hide from an order, whoever owned them. The
 * stride is the number of generations, made even: an odd one has a place of no machine beside it.
 */
export class FleetLayout {
  readonly regions: readonly string[];
  readonly sites: readonly SiteName[];
  readonly machines: readonly string[];
  readonly operators: readonly string[];
  /** Operators and the hidden. */
  readonly blocks: number;
  /** Places of a block. */
  readonly stride: number;
  /** Places of a site. */
  readonly width: number;
  readonly cohorts: number;
  /** Generation of each cohort; a place of no machine has the first. */
  readonly generation: Int32Array;
  /** Site of each cohort. */
  readonly site: Int32Array;
  /** Region of each site. */
  readonly regionOfSite: readonly number[];
  /** Sites of each region, one behind the other, and where each region's end. */
  readonly siteEnds: Int32Array;
  readonly sitesOfRegion: readonly (readonly number[])[];

  constructor(scenario: Pick<Scenario, "regions" | "machines" | "operators">) {
    this.regions = Object.keys(scenario.regions);
    this.machines = Object.keys(scenario.machines);
    this.operators = Object.keys(scenario.operators);
    this.sites = Object.entries(scenario.regions).flatMap(([region, { sources }]) =>
      Object.keys(sources).map((source) => ({ region, source })),
    );
    this.blocks = this.operators.length + 1;
    this.stride = Math.ceil(this.machines.length / LANES) * LANES;
    this.width = this.blocks * this.stride;
    this.cohorts = this.sites.length * this.width;
    this.generation = Int32Array.from({ length: this.cohorts }, (_, cohort) => {
      const machine = cohort % this.stride;
      return machine < this.machines.length ? machine : 0;
    });
    this.site = this.generation.map((_, cohort) => Math.floor(cohort / this.width));
    this.regionOfSite = this.sites.map(({ region }) => this.regions.indexOf(region));
    this.sitesOfRegion = this.regions.map((_, region) =>
      this.regionOfSite.flatMap((at, site) => (at === region ? [site] : [])),
    );
    this.siteEnds = Int32Array.from(this.sitesOfRegion, (sites) => (sites.at(-1) ?? -1) + 1);
  }

  cohort(site: number, block: number, machine: number): number {
    return site * this.width + block * this.stride + machine;
  }

  siteOf(cohort: number): number {
    return this.site[cohort] ?? 0;
  }

  blockOf(cohort: number): number {
    return Math.floor((cohort % this.width) / this.stride);
  }

  machineOf(cohort: number): number {
    return this.generation[cohort] ?? 0;
  }

  /** Whether machines can stand at a place. */
  isMachine(cohort: number): boolean {
    return cohort % this.stride < this.machines.length;
  }

  /** Open cohorts that an order reaches. */
  cohortsIn(scope: OrderScope, scenario: Scenario): number[] {
    const reached: number[] = [];
    for (let cohort = 0; cohort < this.cohorts; cohort += 1) {
      if (this.isMachine(cohort) && this.reaches(scope, scenario, cohort)) reached.push(cohort);
    }
    return reached;
  }

  /** Regions at or below the place of an order. */
  regionsIn(place: string, regions: Readonly<Record<string, Region>>): number[] {
    return this.regions.flatMap((name, index) =>
      covers(place, regions[name]?.place ?? "") ? [index] : [],
    );
  }

  private reaches(scope: OrderScope, scenario: Scenario, cohort: number): boolean {
    const site = this.sites[this.siteOf(cohort)];
    const operator = this.operators[this.blockOf(cohort)];
    const machine = this.machines[this.machineOf(cohort)];
    if (site === undefined || operator === undefined || machine === undefined) return false;
    return (
      covers(scope.place, scenario.regions[site.region]?.place ?? "") &&
      lists(scope.sources, site.source) &&
      lists(scope.operators, operator) &&
      lists(scope.machines, machine) &&
      (scenario.operators[operator]?.site_MW ?? 0) >= scope.min_site_MW
    );
  }
}

function lists(names: readonly string[] | null, name: string): boolean {
  return names === null || names.includes(name);
}
