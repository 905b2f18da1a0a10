import { type Instruction, type ProgramFunction, integer, local } from "../../base/index.ts";
import { DELIVERY_STAGES } from "../miners/deployment.ts";
import { LEAST_DEMAND, MOSTLY_ON, ROAD_STAGES } from "../miners/displacement.ts";
import { type BatchMemory, type BatchShape, SCALARS } from "./batch-memory.ts";
import { MemberCode, sizeOf } from "./member-code.ts";
import {
  VECTOR_BYTES,
  WORD_BYTES,
  add,
  addAll,
  and,
  both,
  choose,
  divide,
  isAtLeast,
  isMore,
  isOther,
  least,
  load,
  loadWord,
  most,
  multiply,
  or,
  subtract,
} from "./pair-code.ts";

/** What the makers deliver lands with the rest, or queues while all regions are closed. */
export function deliverFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  const leaving = code.kept("deliveryLeaving");
  const arrived = passStages(code, { name: "onOrder", first: 0, stages: DELIVERY_STAGES }, leaving);
  const lands = code.keep(multiply(arrived, code.scalar("anywhere")));
  const waits = code.keep(multiply(arrived, code.scalar("nowhere")));
  code.each(shape.machines, (machine) => {
    const newest = code.keep(code.read("isNewest", machine));
    code.write("landingNew", machine, multiply(lands, newest));
    code.increase("queue", machine, multiply(waits, newest));
  });
  return code.functionFor("deliver", sizeOf(memory));
}

/** Plugs become ready, machines travel on, those that arrived are offered plugs and plugged in. */
export function moveFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  code.each(shape.regions, (region) => {
    code.increase("spare", region, code.read("ready", region));
  });
  travel(code);
  const moved = offerPlugs(code);
  landEverywhere(code, moved);
  return code.functionFor("move", sizeOf(memory));
}

function travel(code: MemberCode): void {
  const resold = code.kept("resaleLeaving");
  const onRoad = code.kept("roadLeaving");
  const down = code.kept("dismantleLeaving");
  code.each(code.shape.machines, (machine) => {
    const first = machine * ROAD_STAGES;
    const sold = passStages(code, { name: "resale", first, stages: ROAD_STAGES }, resold);
    const come = passStages(code, { name: "road", first, stages: ROAD_STAGES }, onRoad);
    code.write("queue", machine, add(add(code.read("queue", machine), sold), come));
    const left = passStages(code, { name: "dismantling", first: machine, stages: 1 }, down);
    code.increase("road", first, left);
  });
}

interface Stages {
  readonly name: "onOrder" | "resale" | "road" | "dismantling";
  readonly first: number;
  readonly stages: number;
}

/** Moves what is on a journey on by a step, as `Lane` does; returns what arrives. */
function passStages(
  code: MemberCode,
  { name, first, stages }: Stages,
  leaving: Instruction,
): Instruction {
  let incoming: Instruction | undefined;
  code.each(stages, (stage) => {
    const held = code.keep(code.read(name, first + stage));
    const out = code.keep(multiply(held, leaving));
    const kept = subtract(held, out);
    code.write(name, first + stage, incoming === undefined ? kept : add(kept, incoming));
    incoming = out;
  });
  return incoming ?? both(0);
}

/** Offers the queue to the regions by appeal, see `Displacement`; returns what moves, by generation. */
function offerPlugs(code: MemberCode): Instruction[] {
  const { machines, regions, sitesOfRegion } = code.shape;
  const pue = code.kept("pue");
  const queue = code.list(machines, (machine) => code.keep(code.read("queue", machine)));
  const demand = code.keep(
    addAll(
      queue.map((at, machine) => multiply(multiply(at, code.read("efficiency", machine)), pue)),
    ),
  );
  const enough = code.keep(isAtLeast(demand, both(LEAST_DEMAND)));
  const moved = queue.map(() => code.variable(both(0)));
  code.whenAny(enough, () => {
    const spare = code.list(regions, (region) => code.keep(code.read("spare", region)));
    const crowded = spare.map((room, region) => {
      const weight = multiply(code.read("openWeight", region), divide(room, add(room, demand)));
      return code.keep(and(isMore(room, both(0)), weight));
    });
    const weights = code.keep(addAll(crowded));
    const offered = code.keep(and(enough, isOther(weights, both(0))));
    const left = code.variable(both(1));
    for (const [region, room] of spare.entries()) {
      const wanted = divide(crowded[region] ?? both(0), weights);
      const taken = least(least(wanted, divide(room, demand)), left.value);
      const share = code.keep(and(offered, most(taken, both(0))));
      const rest = most(subtract(room, multiply(share, demand)), both(0));
      code.write("spare", region, choose(offered, rest, room));
      left.set(subtract(left.value, share));
      for (const site of sitesOfRegion[region] ?? []) code.write("movedKey", site, share);
    }
    for (const [machine, at] of queue.entries()) {
      moved[machine]?.set(and(offered, at));
      code.write("queue", machine, multiply(at, left.value));
    }
  });
  return moved.map(({ value }) => value);
}

/** hash += (new × its key + moved × its key) × part, for every block but the hidden. */
function landEverywhere(code: MemberCode, moved: readonly Instruction[]): void {
  const { shape } = code;
  const fresh = code.list(shape.machines, (at) => code.keep(code.read("landingNew", at)));
  code.each(shape.sites, (site) => {
    const newKey = code.keep(code.read("newKey", site));
    const movedKey = code.keep(code.read("movedKey", site));
    code.whenAny(or(isOther(newKey, both(0)), isOther(movedKey, both(0))), () => {
      const amounts = fresh.map((at, machine) =>
        code.keep(add(multiply(at, newKey), multiply(moved[machine] ?? both(0), movedKey))),
      );
      code.each(shape.blocks - 1, (block) => {
        const part = code.keep(code.read("parts", site * (shape.blocks - 1) + block));
        for (const [machine, amount] of amounts.entries()) {
          const cohort = (site * shape.blocks + block) * shape.stride + machine;
          code.increase("hash", cohort, multiply(amount, part));
        }
      });
    });
  });
  code.each(shape.machines, (machine) => code.write("landingNew", machine, both(0)));
}

/**
 * Takes `share` out of the blocks of a list, each with that of its hidden: parameters are the list's
 * address and how many it names. Pairs that lose nothing are passed over. See `Fleet.takeOut`.
 */
export function closeFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  code.whenAny(isOther(code.scalar("share"), both(0)), () => closeBlocks(code));
  return code.functionFor("close", sizeOf(memory));
}

function closeBlocks(code: MemberCode): void {
  const { stride } = code.shape;
  const [list, count, open, hidden] = [
    code.pointer(),
    code.pointer(),
    code.pointer(),
    code.pointer(),
  ];
  const shares = sharesOf(code, (share, reached) => multiply(share, reached));
  const kept = code.kept("hidden");
  const out = code.list(stride, () => both(0)).map((zero) => code.variable(zero));
  code.pointFrom(list, code.first, 0);
  code.pointFrom(count, code.second, 0);
  code.countDown(count, () => {
    code.pointFrom(open, code.pair, loadWord({ pointer: list, offset: 0 }));
    code.pointFrom(hidden, code.pair, loadWord({ pointer: list, offset: WORD_BYTES }));
    for (const [machine, sum] of out.entries()) {
      const here = code.keep(load(code.at("hash", machine, open)));
      const going = code.keep(multiply(here, shares[machine] ?? both(0)));
      code.store(code.at("hash", machine, open), subtract(here, going));
      const there = code.at("hash", machine, hidden);
      code.store(there, add(load(there), multiply(going, kept)));
      sum.set(add(sum.value, going));
    }
    code.move(list, 2 * WORD_BYTES);
  });
  for (const [machine, { value }] of out.entries()) code.write("out", machine, value);
}

/** What the share of an order is for each generation: the third parameter leads to whom it reaches. */
function sharesOf(
  code: MemberCode,
  make: (share: Instruction, reached: Instruction) => Instruction,
): Instruction[] {
  const share = code.kept("share");
  const reached = code.pointer();
  code.pointFrom(reached, code.pair, local(code.third.index));
  return code.list(code.shape.stride, (machine) =>
    code.keep(make(share, load(code.at("reached", machine, reached)))),
  );
}

/** What an order took out loses its plug: some move, some are sold, the rest is scrapped. */
export function leaveFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  code.whenAny(isOther(code.scalar("share"), both(0)), () => leaveGenerations(code));
  return code.functionFor("leave", sizeOf(memory));
}

function leaveGenerations(code: MemberCode): void {
  const left = code.kept("left");
  const moved = code.kept("moved");
  const sold = code.kept("sold");
  const scrapped = code.kept("scrapped");
  const total = code.variable(code.scalar("displacedTotal"));
  code.each(code.shape.machines, (machine) => {
    const closed = code.keep(multiply(code.read("out", machine), left));
    const gone = code.keep(multiply(closed, scrapped));
    const stage = machine * ROAD_STAGES;
    total.set(add(total.value, closed));
    code.increase("dismantling", machine, multiply(closed, moved));
    code.increase("resale", stage, multiply(closed, sold));
    code.increase("scrapped", machine, gone);
    code.increase("lost", machine, gone);
  });
  code.write("scalars", SCALARS.displacedTotal, total.value);
}

/** Owners take machines that do not pay off their plugs for good, see `Displacement.retire`. */
export function retireFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  const { sites, blocks, stride } = shape;
  const part = code.kept("retired");
  const lost = code
    .list(shape.machines, (at) => code.read("lost", at))
    .map((at) => code.variable(at));
  const [count, cohort] = [code.pointer(), code.pointer()];
  code.point(count, integer(sites * blocks));
  code.pointFrom(cohort, code.pair, 0);
  code.countDown(count, () => {
    for (const [machine, sum] of lost.entries()) {
      const on = code.keep(load(code.at("online", machine, cohort)));
      const installed = code.keep(load(code.at("hash", machine, cohort)));
      const looked = code.keep(isAtLeast(both(MOSTLY_ON), on));
      const off = subtract(both(1), on);
      const out = code.keep(and(looked, multiply(multiply(installed, off), part)));
      code.store(code.at("hash", machine, cohort), subtract(installed, out));
      const rest = divide(on, subtract(both(1), multiply(off, part)));
      code.store(code.at("online", machine, cohort), choose(looked, rest, on));
      sum.set(add(sum.value, out));
    }
    code.move(cohort, stride * VECTOR_BYTES);
  });
  for (const [machine, { value }] of lost.entries()) code.write("lost", machine, value);
  return code.functionFor("retire", sizeOf(memory));
}

/** available ×= share, for the blocks of a list as `closeFunction` has them. */
export function dimFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  const [list, count, open] = [code.pointer(), code.pointer(), code.pointer()];
  const shares = sharesOf(code, (share, reached) =>
    choose(isOther(reached, both(0)), share, both(1)),
  );
  code.pointFrom(list, code.first, 0);
  code.pointFrom(count, code.second, 0);
  code.countDown(count, () => {
    code.pointFrom(open, code.pair, loadWord({ pointer: list, offset: 0 }));
    for (const [machine, share] of shares.entries()) {
      const place = code.at("available", machine, open);
      code.store(place, multiply(load(place), share));
    }
    code.move(list, 2 * WORD_BYTES);
  });
  return code.functionFor("dim", sizeOf(memory));
}
