export type { EnergyFacts } from "./energy-facts.ts";
export type { MachineModel } from "./machine.ts";
export type { NetworkDays } from "./network-days.ts";
export type { PublishedPower } from "./published-power.ts";
