import {
  type HashesPerSecond,
  type UnixDay,
  civilFromDays,
  daysFromCivil,
  joulesPerTerahash,
  terahashesPerSecond,
} from "../base/index.ts";
import type { MachineModel } from "../energy/index.ts";
import { bad, numberIn } from "./csv-file.ts";

const NAME = "machines.csv";

export const MACHINE_COLUMNS = [
  "maker",
  "model",
  "released",
  "hashrate_TH_s",
  "power_W",
  "efficiency_J_TH",
  "first_list",
  "source",
] as const;

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/u;

/** Years whose machines the list may hold: from before the first block to announced ones. */
const FIRST_YEAR = 2008;
const LAST_YEAR = 2027;

/** How far power over hashrate may lie from the efficiency beside it; sheets round both. */
const ROUNDING = 0.005;

/** J/TH, from below the best announced to a processor of 2009. */
const EFFICIENCIES = [5, 1e9] as const;
/** W of one machine, a rack-sized one among them. */
const POWERS = [1, 50_000] as const;

/** Hashrate that a model's own name states, such as `Antminer S19 Pro (110Th)`. */
const NAMED_HASHRATE = /\((?<hashrate>[\d.]+)Th\)$/u;

/** A public page; a path of this machine or an address with a space is none. */
const ADDRESS = /^https:\/\/[\w.-]+\.[a-z]+\/\S+$/u;

/** Machine models, in the order of their release. */
export function machinesFrom(rows: readonly (readonly string[])[]): MachineModel[] {
  const machines = rows.map((cells, row) => machineFrom(cells, row));
  const back = machines.findIndex(
    ({ released }, index) => released < (machines[index - 1]?.released ?? -Infinity),
  );
  if (back !== -1) throw bad(NAME, back + 2, "released before the one above it");
  const seen = new Map<string, number>();
  for (const [row, { maker, model }] of machines.entries()) {
    const name = `${maker} ${model}`;
    const first = seen.get(name);
    if (first !== undefined) throw bad(NAME, row + 2, `${name} is on line ${first} too`);
    seen.set(name, row + 2);
  }
  return machines;
}

function machineFrom(cells: readonly string[], row: number): MachineModel {
  const [maker = "", model = "", released = "", hashrate = "", power = "", ...rest] = cells;
  const [efficiency = "", firstList = "", source = ""] = rest;
  if (maker.trim() === "" || model.trim() === "") throw bad(NAME, row + 2, "has no name");
  if (!ADDRESS.test(source)) throw bad(NAME, row + 2, `source "${source}" is no https address`);
  const stated = withinIn(row, efficiency, EFFICIENCIES);
  return {
    maker,
    model,
    released: releaseIn(row, released),
    hashrate: hashrateIn(row, { model, hashrate, power, efficiency: stated }),
    efficiency: joulesPerTerahash(stated),
    inFirstList: yesIn(row, firstList),
    source,
  };
}

function yesIn(row: number, text: string): boolean {
  if (text === "yes" || text === "no") return text === "yes";
  throw bad(NAME, row + 2, `first_list "${text}" is neither yes nor no`);
}

/** A day of the calendar, within the years of the list. */
function releaseIn(row: number, text: string): UnixDay {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const released = daysFromCivil(date);
  const back = civilFromDays(released);
  if (back.month !== date.month || back.day !== date.day) {
    throw bad(NAME, row + 2, `"${text}" is not a day of the calendar`);
  }
  if (date.year < FIRST_YEAR || date.year > LAST_YEAR) {
    throw bad(NAME, row + 2, `released in ${date.year}, outside ${FIRST_YEAR} to ${LAST_YEAR}`);
  }
  return released;
}

interface Figures {
  readonly model: string;
  readonly hashrate: string;
  readonly power: string;
  /** J/TH. */
  readonly efficiency: number;
}

/** Hashrate, if the row states it; then power, efficiency and the model's name must agree with it. */
function hashrateIn(row: number, figures: Figures): HashesPerSecond | null {
  const { model, hashrate, power, efficiency } = figures;
  if (hashrate === "" && power === "") return null;
  if (hashrate === "" || power === "") {
    throw bad(NAME, row + 2, "states only one of hashrate and power");
  }
  const rate = positiveIn(row, hashrate);
  if (Math.abs(withinIn(row, power, POWERS) / rate / efficiency - 1) > ROUNDING) {
    throw bad(NAME, row + 2, `${power} W at ${hashrate} TH/s is not ${efficiency} J/TH`);
  }
  const named = NAMED_HASHRATE.exec(model)?.groups?.["hashrate"];
  if (named !== undefined && Number(named) !== rate) {
    throw bad(NAME, row + 2, `${model} with ${hashrate} TH/s`);
  }
  return terahashesPerSecond(rate);
}

/** Within what a machine can be; own judgement, wide of every model on the list. */
function withinIn(row: number, text: string, [least, most]: readonly [number, number]): number {
  const value = numberIn(NAME, row, text);
  if (value >= least && value <= most) return value;
  throw bad(NAME, row + 2, `${text} lies outside ${least} to ${most}`);
}

function positiveIn(row: number, text: string): number {
  const value = numberIn(NAME, row, text);
  if (value > 0) return value;
  throw bad(NAME, row + 2, `"${text}" is not above zero`);
}
