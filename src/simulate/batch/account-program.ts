import {
  DAYS_PER_YEAR,
  HASHES_PER_EH,
  type Instruction,
  type ProgramFunction,
  integer,
} from "../../base/index.ts";
import { HASHES_PER_DIFFICULTY } from "../../bitcoin/index.ts";
import {
  DIFFICULTY_PER_T,
  GW_PER_MW,
  HOURS_PER_DAY,
  KG_PER_MT,
  MWH_PER_TWH,
  MW_PER_GW,
  TH_PER_EH,
  USD_PER_MUSD,
} from "../member/account-units.ts";
import { NETWORK_SERIES, SERIES_AT, TOTAL_AT } from "../member/run-shape.ts";
import { ROAD_STAGES } from "../miners/displacement.ts";
import { BLOCK_MEMBERS } from "../member/member-shape.ts";
import { type BatchMemory, type BatchShape } from "./batch-memory.ts";
import { MemberCode, sizeOf } from "./member-code.ts";
import {
  type Pointer,
  VECTOR_BYTES,
  type Variable,
  WORD_BYTES,
  add,
  addAll,
  and,
  both,
  divide,
  least,
  load,
  loadWord,
  multiply,
  subtract,
} from "./pair-code.ts";

/** Series and totals of a step, as `Account` has them. */
export function accountFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  new AccountCode(code, memory).write();
  return code.functionFor("account", sizeOf(memory));
}

class AccountCode {
  private readonly code: MemberCode;
  private readonly memory: BatchMemory;
  /** Place of the pair in each row: pointers begin as 0. */
  private readonly row: Pointer;
  private readonly hashrate: Instruction;
  private readonly hashprice: Instruction;

  constructor(code: MemberCode, memory: BatchMemory) {
    this.code = code;
    this.memory = memory;
    this.row = code.pointer();
    this.hashrate = code.kept("wholeRate");
    this.hashprice = code.kept("hashprice");
  }

  write(): void {
    this.writeNetwork();
    this.writePower();
    this.writeOwners();
    this.code.move(this.row, 2 * this.memory.rowBytes);
  }

  private writeNetwork(): void {
    const { code, hashrate } = this;
    const difficulty = code.kept("difficulty");
    const hashes = multiply(hashrate, both(HASHES_PER_EH));
    this.series("hashrate_EH_s", hashrate);
    this.series("hashrate_7d_EH_s", code.scalar("week"));
    this.series("difficulty_T", divide(difficulty, both(DIFFICULTY_PER_T)));
    const work = multiply(difficulty, both(HASHES_PER_DIFFICULTY));
    this.series("block_interval_s", divide(work, hashes));
    this.series("price_USD", code.scalar("price"));
    this.series("hashprice_USD_TH_day", this.hashprice);
    this.series("machines_online_M", code.scalar("machinesOnline"));
    this.total("final_hashrate_EH_s", hashrate);
  }

  private writePower(): void {
    const { code } = this;
    const { sites, renewable } = code.shape;
    const first = NETWORK_SERIES.length;
    const drawn = code.list(sites, (site) => code.keep(code.read("power", site)));
    for (const [site, here] of drawn.entries()) {
      this.writeRow(first + site, multiply(here, both(GW_PER_MW)));
    }
    const weighed = (column: "carbon" | "marginalCarbon"): Instruction =>
      code.keep(addAll(drawn.map((here, site) => multiply(here, code.read(column, site)))));
    const power = code.keep(addAll(drawn));
    const green = addAll(drawn.filter((_, site) => renewable[site] === true));
    const emitted = weighed("carbon");
    const spared = this.writeWater(first + sites, drawn);
    // Water that mining takes up would have been spilled: at the margin it emits nothing.
    const marginal = code.keep(subtract(weighed("marginalCarbon"), spared));
    const hours = both(code.shape.stepDays * HOURS_PER_DAY);
    const yearly = both((HOURS_PER_DAY * DAYS_PER_YEAR) / KG_PER_MT);
    const energy = this.sum("energy_TWh", divide(multiply(power, hours), both(MWH_PER_TWH)));
    this.sum("emissions_Mt", divide(multiply(emitted, hours), both(KG_PER_MT)));
    this.sum("marginal_emissions_Mt", divide(multiply(marginal, hours), both(KG_PER_MT)));
    this.series("power_GW", multiply(power, both(GW_PER_MW)));
    this.series("energy_TWh", energy);
    this.series("renewable_pct", divide(multiply(both(100), green), power));
    this.series("emissions_Mt_y", multiply(emitted, yearly));
    this.series("marginal_emissions_Mt_y", multiply(marginal, yearly));
    this.series("carbon_intensity_g_kWh", divide(emitted, power));
  }

  /** Returns the marginal emission that surplus water spares, kg an hour. */
  private writeWater(first: number, drawn: readonly Instruction[]): Instruction {
    const { code } = this;
    const hours = both(code.shape.stepDays * HOURS_PER_DAY);
    const [spilledSum, absorbedSum] = [
      this.variableTotal("spill_GWh"),
      this.variableTotal("spill_absorbed_GWh"),
    ];
    const spared = code.variable(both(0));
    for (const [place, site] of code.shape.wetSites.entries()) {
      const surplus = code.keep(code.read("surplus", place));
      const used = least(drawn[site] ?? both(0), surplus);
      const absorbed = code.keep(multiply(used, both(GW_PER_MW)));
      const spilled = code.keep(subtract(multiply(surplus, both(GW_PER_MW)), absorbed));
      this.writeRow(first + 2 * place, spilled);
      this.writeRow(first + 2 * place + 1, absorbed);
      spilledSum.set(add(spilledSum.value, multiply(spilled, hours)));
      absorbedSum.set(add(absorbedSum.value, multiply(absorbed, hours)));
      if (site < 0) continue;
      const carbon = code.read("marginalCarbon", site);
      const kilograms = multiply(multiply(absorbed, both(MW_PER_GW)), carbon);
      spared.set(add(spared.value, kilograms));
    }
    this.total("spill_GWh", spilledSum.value);
    this.total("spill_absorbed_GWh", absorbedSum.value);
    return spared.value;
  }

  private writeOwners(): void {
    const { code, hashprice, hashrate } = this;
    const off = this.absence();
    const days = both(code.shape.stepDays);
    const perHash = code.keep(divide(multiply(hashprice, both(TH_PER_EH)), both(USD_PER_MUSD)));
    const earned = code.keep(multiply(hashrate, perHash));
    const lostRevenue = multiply(multiply(off.hashrate, perHash), days);
    this.sum("revenue_MUSD", multiply(earned, days));
    this.series("revenue_lost_MUSD", this.sum("revenue_lost_MUSD", lostRevenue));
    this.total("machines_lost_M", off.lost);
    this.total("displaced_EH_s", code.scalar("displacedTotal"));
    this.series("machines_displaced_M", off.displaced);
    this.series("machines_in_transit_M", off.inTransit);
    this.series("machines_queued_M", off.queued);
    this.series("machines_waiting_M", off.waiting);
    this.series("machines_lost_M", off.lost);
    this.series("revenue_MUSD_day", earned);
  }

  /** What orders and outages took off the network, as `Absence` counts it. */
  private absence(): Readonly<Record<Counted, Instruction>> {
    const { code } = this;
    const { machines, moves } = code.shape;
    const parts = Array.from({ length: machines }, (_, at) => this.absentOf(at, moves));
    const dark = this.dark(parts.map(({ each }) => each));
    const counted = (name: "unplugged" | "travelling" | "queued" | "lost"): Instruction =>
      code.keep(addAll(parts.map((part) => multiply(part[name], part.each))));
    const off = parts.map(({ unplugged, travelling, queued, scrapped }) =>
      add(add(add(unplugged, travelling), queued), scrapped),
    );
    return {
      hashrate: add(addAll(off), dark.hashrate),
      displaced: counted("unplugged"),
      inTransit: counted("travelling"),
      queued: counted("queued"),
      waiting: dark.machines,
      lost: counted("lost"),
    };
  }

  private absentOf(machine: number, moves: number): Readonly<Record<Absent, Instruction>> {
    const { code } = this;
    const stage = machine * ROAD_STAGES;
    const resale = add(code.read("resale", stage), code.read("resale", stage + 1));
    const onRoad = add(code.read("road", stage), code.read("road", stage + 1));
    const seasonal = code.list(moves, (move) =>
      code.read("seasonal", move * code.shape.machines + machine),
    );
    return {
      each: code.keep(code.read("perMachine", machine)),
      unplugged: code.keep(add(code.read("dismantling", machine), resale)),
      travelling: code.keep(addAll([onRoad, ...seasonal])),
      queued: code.keep(code.read("queue", machine)),
      scrapped: code.read("scrapped", machine),
      lost: code.keep(code.read("lost", machine)),
    };
  }

  /** Machines without power on their sites. */
  private dark(
    each: readonly Instruction[],
  ): Readonly<Record<"hashrate" | "machines", Instruction>> {
    const { code } = this;
    const waiting = each.map((_, machine) => code.keep(code.read("waitingOf", machine)));
    const sums = {
      hashrate: code.variable(addAll(waiting)),
      machines: code.variable(
        addAll(waiting.map((at, machine) => multiply(at, each[machine] ?? both(0)))),
      ),
    };
    this.addDarkSites(each, sums);
    return { hashrate: sums.hashrate.value, machines: sums.machines.value };
  }

  private addDarkSites(
    each: readonly Instruction[],
    sums: Readonly<Record<"hashrate" | "machines", Variable>>,
  ): void {
    const { code, memory } = this;
    const { sites, blocks, stride } = code.shape;
    const [count, felt, first, ofSite] = [
      code.pointer(),
      code.pointer(),
      code.pointer(),
      code.pointer(),
    ];
    const [cohort, left] = [code.pointer(), code.pointer()];
    code.point(count, integer(sites));
    code.point(felt, integer(memory.feltAt));
    code.pointFrom(first, code.pair, 0);
    code.pointFrom(ofSite, code.pair, 0);
    code.countDown(count, () => {
      code.whenWord(loadWord({ pointer: felt, offset: 0 }), () => {
        const mask = code.keep(load(code.at("felt", 0, ofSite)));
        code.pointFrom(cohort, first, 0);
        code.point(left, integer(blocks - 1));
        code.countDown(left, () => {
          for (const [machine, perMachine] of each.entries()) {
            const read = (name: "hash" | "online" | "available"): Instruction =>
              load(code.at(name, machine, cohort));
            const on = multiply(read("hash"), read("online"));
            const off = code.keep(and(mask, multiply(on, subtract(both(1), read("available")))));
            sums.hashrate.set(add(sums.hashrate.value, off));
            sums.machines.set(add(sums.machines.value, multiply(off, perMachine)));
          }
          code.move(cohort, stride * VECTOR_BYTES);
        });
      });
      code.move(first, blocks * stride * VECTOR_BYTES);
      code.move(ofSite, VECTOR_BYTES);
      code.move(felt, WORD_BYTES);
    });
  }

  private series(id: keyof typeof SERIES_AT, value: Instruction): void {
    this.writeRow(SERIES_AT[id], value);
  }

  private writeRow(index: number, value: Instruction): void {
    const { code, memory } = this;
    const offset = memory.rows + index * BLOCK_MEMBERS * memory.rowBytes;
    const place = { pointer: this.row, offset };
    if (code.shape.everyStep) code.storeSingle(place, value);
    else code.store(place, value);
  }

  private total(id: keyof typeof TOTAL_AT, value: Instruction): void {
    this.code.write("totals", TOTAL_AT[id], value);
  }

  private variableTotal(id: keyof typeof TOTAL_AT): Variable {
    return this.code.variable(this.code.read("totals", TOTAL_AT[id]));
  }

  /** Adds to a total; returns what it is now. */
  private sum(id: keyof typeof TOTAL_AT, change: Instruction): Instruction {
    const { code } = this;
    const now = code.keep(add(code.read("totals", TOTAL_AT[id]), change));
    this.total(id, now);
    return now;
  }
}

type Absent = "each" | "unplugged" | "travelling" | "queued" | "scrapped" | "lost";
type Counted = "hashrate" | "displaced" | "inTransit" | "queued" | "waiting" | "lost";
