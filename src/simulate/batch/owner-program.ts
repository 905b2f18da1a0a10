import { type Instruction, type ProgramFunction, integer } from "../../base/index.ts";
import { type BatchMemory, type BatchShape, SCALARS } from "./batch-memory.ts";
import { MemberCode, sizeOf } from "./member-code.ts";
import {
  type Place,
  type Pointer,
  VECTOR_BYTES,
  WORD_BYTES,
  type Variable,
  add,
  addAll,
  both,
  choose,
  isLess,
  isOther,
  least,
  load,
  loadWord,
  most,
  multiply,
  or,
  subtract,
} from "./pair-code.ts";

/**
 * A step of every cohort that is open: owners move towards the fraction that pays, and what is on is
 * added up by site and by generation. See `Fleet.step` and `BreakEven`.
 *
 * Generations are added up evens and odds apart, as two lanes of the plain order would be.
 */
export function ownFunction(shape: BatchShape, memory: BatchMemory): ProgramFunction {
  const code = new MemberCode(shape, memory);
  const step = new OwnerStep(code, memory);
  step.write();
  return code.functionFor("own", sizeOf(memory));
}

class OwnerStep {
  private readonly code: MemberCode;
  private readonly memory: BatchMemory;
  private readonly constants: Readonly<Record<Constant, Instruction>>;
  private readonly edgeBelow: Instruction;
  /** What runs at a site, by generation. */
  private readonly here: readonly Variable[];
  /** First cohort of the site. */
  private readonly cohort: Pointer;

  constructor(code: MemberCode, memory: BatchMemory) {
    this.code = code;
    this.memory = memory;
    this.constants = {
      origin: code.kept("origin"),
      edge: code.kept("edge"),
      middle: code.kept("middle"),
      linear: code.kept("linear"),
      cubic: code.kept("cubic"),
      on: code.kept("on"),
      off: code.kept("off"),
      sign: code.kept("sign"),
    };
    this.edgeBelow = code.keep(subtract(both(0), this.constants.edge));
    this.here = code.list(code.shape.stride, () => both(0)).map((zero) => code.variable(zero));
    this.cohort = code.pointer();
  }

  write(): void {
    const { code, memory } = this;
    const { sites, blocks, stride } = code.shape;
    const [count, hides, ofSite] = [code.pointer(), code.pointer(), code.pointer()];
    const running = this.here.map(() => code.variable(both(0)));
    const whole = code.variable(both(0));
    const still = code.pointer();
    code.point(count, integer(sites));
    code.point(hides, integer(memory.hides));
    code.pointFrom(this.cohort, code.pair, 0);
    code.pointFrom(ofSite, code.pair, 0);
    code.pointFrom(still, code.pair, 0);
    code.countDown(count, () => {
      for (const sum of this.here) sum.set(both(0));
      code.eitherWord(
        loadWord({ pointer: hides, offset: 0 }),
        () => this.writeSite(blocks, still),
        () => this.writeSite(blocks - 1, still),
      );
      const rate = this.closeSite(ofSite);
      whole.set(add(whole.value, rate));
      for (const [machine, sum] of running.entries()) {
        sum.set(add(sum.value, this.here[machine]?.value ?? both(0)));
      }
      code.move(this.cohort, blocks * stride * VECTOR_BYTES);
      code.move(ofSite, VECTOR_BYTES);
      code.move(still, stride * VECTOR_BYTES);
      code.move(hides, WORD_BYTES);
    });
    code.write("scalars", SCALARS.wholeRate, whole.value);
    this.writeMachines(running);
  }

  private writeSite(blocks: number, still: Pointer): void {
    this.code.each(this.code.shape.stride, (machine) => {
      this.writeGeneration({ machine, blocks }, still);
    });
  }

  /**
   * The blocks of a generation at a site. Where all of them paid with nobody left to switch on, and
   * the dearest still pays, they stay as they are.
   */
  private writeGeneration({ machine, blocks }: Generation, still: Pointer): void {
    const { code, constants } = this;
    const place = code.at("stillBelow", machine, still);
    const cohorts = Array.from({ length: blocks }, (_, at) => at * code.shape.stride + machine);
    const clear = subtract(constants.origin, load(place));
    code.either(
      isLess(clear, constants.edge),
      () => {
        const stir = { highest: code.variable(both(-Infinity)), moved: code.variable(both(0)) };
        for (const cohort of cohorts) this.writeCohort(cohort, machine, stir);
        const { highest, moved } = stir;
        const isOff = isLess(subtract(constants.origin, highest.value), constants.edge);
        const stirs = or(isOff, moved.value);
        code.store(place, choose(stirs, both(Infinity), highest.value));
      },
      () => {
        for (const cohort of cohorts) {
          this.addRunning(cohort, machine, load(this.column("online", cohort)));
        }
      },
    );
  }

  private writeCohort(cohort: number, machine: number, { highest, moved }: Stir): void {
    const { code, constants } = this;
    const { origin, edge, middle, linear, cubic, on, off, sign } = constants;
    const position = code.keep(load(this.column("position", cohort)));
    const y = code.keep(most(least(subtract(origin, position), edge), this.edgeBelow));
    const square = code.keep(multiply(y, y));
    const before = code.keep(load(this.column("online", cohort)));
    const inner = multiply(square, add(cubic, square));
    const fraction = multiply(y, add(linear, inner));
    const way = code.keep(add(fraction, subtract(middle, before)));
    const move = multiply(sign, least(multiply(on, way), multiply(off, way)));
    const now = code.keep(add(before, move));
    code.store(this.column("online", cohort), now);
    highest.set(most(highest.value, position));
    moved.set(or(moved.value, isOther(now, before)));
    this.addRunning(cohort, machine, now);
  }

  private addRunning(cohort: number, machine: number, online: Instruction): void {
    const installed = multiply(
      load(this.column("hash", cohort)),
      load(this.column("available", cohort)),
    );
    const sum = this.here[machine];
    sum?.set(add(sum.value, multiply(online, installed)));
  }

  private column(name: "position" | "online" | "hash" | "available", cohort: number): Place {
    return this.code.at(name, cohort, this.cohort);
  }

  /** Adds a site up and scales; returns its EH/s. */
  private closeSite(ofSite: Pointer): Instruction {
    const { code } = this;
    const drawn = this.here.map(({ value }, machine) =>
      multiply(value, code.read("efficiency", machine)),
    );
    const rates = this.here.map(({ value }) => value);
    const rate = code.keep(multiply(evensAndOdds(rates), code.scalar("perRate")));
    code.store(code.at("rate", 0, ofSite), rate);
    const power = multiply(evensAndOdds(drawn), code.scalar("perPower"));
    code.store(code.at("power", 0, ofSite), power);
    return rate;
  }

  private writeMachines(running: readonly Variable[]): void {
    const { code } = this;
    const counts = running
      .slice(0, code.shape.machines)
      .map(({ value }, machine) => multiply(value, code.read("perMachine", machine)));
    const online = multiply(addAll(counts), code.scalar("perRate"));
    code.write("scalars", SCALARS.machinesOnline, online);
  }
}

/** A generation at a site, with how many blocks of it there are. */
interface Generation {
  readonly machine: number;
  readonly blocks: number;
}

/** Scaled cost of the dearest block so far, and whether any owner moved. */
interface Stir {
  readonly highest: Variable;
  readonly moved: Variable;
}

type Constant = "origin" | "edge" | "middle" | "linear" | "cubic" | "on" | "off" | "sign";

function evensAndOdds(terms: readonly Instruction[]): Instruction {
  const some = (rest: number): Instruction =>
    addAll(terms.filter((_, index) => index % 2 === rest));
  return add(some(0), some(1));
}
