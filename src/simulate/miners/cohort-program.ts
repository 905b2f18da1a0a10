import {
  type Instruction,
  assemble,
  increase,
  instruction,
  integer,
  local,
  setLocal,
  unsigned,
  whileNonZero,
} from "../../base/index.ts";
import {
  CONSTANTS,
  type CohortMemory,
  NUMBER_BYTES,
  VECTOR_BYTES,
  WORD_BYTES,
} from "./cohort-memory.ts";

// Locals: the parameters, integers, then vectors.
const [LANDINGS, CLOSINGS, SITES, FAST_ON] = [0, 1, 2, 3] as const;
const [BLOCKS, WORD, NUMBER, COHORT, NEXT, PART, OTHERS] = [4, 5, 6, 7, 8, 9, 10] as const;
const PARAMETERS = 4;
const INTEGERS = 7;
const VECTORS_FROM = 11;
const [ORIGIN, EDGE, MIDDLE, LINEAR, CUBIC, ON, OFF] = [11, 12, 13, 14, 15, 16, 17] as const;
const [OTHER_EDGE, RATE, POWER, WHOLE, Y, SQUARE, BEFORE, WAY] = [
  18, 19, 20, 21, 22, 23, 24, 25,
] as const;
/** Behind these: what runs at a site by pair of generations, then what runs at all. */
const RUNNING_FROM = 26;
const SPLATTED = 7;

const SIMD = 0xfd;
const vectorLoad = (address: Instruction, offset: number): Instruction =>
  instruction([SIMD, 0x00, 3, ...unsigned(offset)], address);
const splatLoad = (address: Instruction, offset: number): Instruction =>
  instruction([SIMD, 0x0a, 3, ...unsigned(offset)], address);
const vectorStore = (address: Instruction, offset: number, value: Instruction): Instruction =>
  instruction([SIMD, 0x0b, 3, ...unsigned(offset)], address, value);
const laneStore = (lane: 0 | 1, offset: number, value: Instruction): Instruction =>
  instruction([SIMD, 0x5b, 3, ...unsigned(offset), lane], local(NUMBER), value);
const wordLoad = (address: Instruction, offset: number): Instruction =>
  instruction([0x28, 2, ...unsigned(offset)], address);
const binary =
  (opcode: number) =>
  (a: Instruction, b: Instruction): Instruction =>
    instruction([SIMD, opcode, 0x01], a, b);
const add = binary(0xf0);
const subtract = binary(0xf1);
const multiply = binary(0xf2);
const multiplyWords = (a: Instruction, b: Instruction): Instruction => instruction([0x6c], a, b);
const subtractWords = (a: Instruction, b: Instruction): Instruction => instruction([0x6b], a, b);
/** b < a ? b : a, and a < b ? b : a. */
const least = binary(0xf6);
const most = binary(0xf7);

/** Either bound: of two steps upwards and downwards the slower one up, or the faster. */
type Bound = typeof least;

/**
 * WebAssembly module whose `run(landings, closings, sites, fastOn)` lands newcomers at so many sites,
 * takes machines out of so many blocks, or steps every cohort of so many sites, two at a time. See
 * `Fleet` for what it computes and `PlainCohorts` for the same in plain code. `fastOn` is 1 where
 * owners switch on faster than off, else 0.
 */
export function cohortProgram(memory: CohortMemory): Uint8Array<ArrayBuffer> {
  const run = {
    name: "run",
    parameters: PARAMETERS,
    integers: INTEGERS,
    vectors: RUNNING_FROM - VECTORS_FROM + 2 * memory.pairs,
    // Each loop counts its parameter down to zero, so that what stands around it is done once or never.
    body: [
      ...landEverything(memory),
      whileNonZero(CLOSINGS, closeBlocks(memory)),
      whileNonZero(SITES, stepEverything(memory)),
    ],
  };
  return assemble({ functions: [run], memoryBytes: memory.bytes });
}

/** hash += (landing₁ key₁ + landing₂ key₂) part, for every block but the hidden. */
function landEverything(memory: CohortMemory): Instruction[] {
  const { blocks, pairs, keys, landing, parts, columns } = memory;
  const at = integer(0);
  const amounts = eachPair(pairs, (pair) => {
    const of = (key: 0 | 1): Instruction =>
      multiply(vectorLoad(at, landing[key] + pair * VECTOR_BYTES), local(key === 0 ? RATE : POWER));
    return [setLocal(RUNNING_FROM + pair, add(of(0), of(1)))];
  });
  const land = eachPair(pairs, (pair) => {
    const offset = columns.hash + pair * VECTOR_BYTES;
    const more = multiply(local(RUNNING_FROM + pair), local(Y));
    return [vectorStore(local(COHORT), offset, add(vectorLoad(local(COHORT), offset), more))];
  });
  return [
    whileNonZero(LANDINGS, [
      setLocal(RATE, splatLoad(local(NUMBER), keys[0])),
      setLocal(POWER, splatLoad(local(NUMBER), keys[1])),
      ...amounts,
      setLocal(BLOCKS, integer(blocks - 1)),
      whileNonZero(BLOCKS, [
        setLocal(Y, splatLoad(local(PART), parts)),
        ...land,
        increase(PART, NUMBER_BYTES),
        increase(COHORT, pairs * VECTOR_BYTES),
        increase(BLOCKS, -1),
      ]),
      increase(COHORT, pairs * VECTOR_BYTES),
      increase(NUMBER, NUMBER_BYTES),
      increase(LANDINGS, -1),
    ]),
  ];
}

/** out = hash share leaves a block; of that a part is added to the block of its hidden. */
function closeBlocks({
  pairs,
  constants,
  share,
  out,
  blockList,
  columns,
}: CohortMemory): Instruction[] {
  const at = integer(0);
  const hidden = splatLoad(at, constants + CONSTANTS.hidden * NUMBER_BYTES);
  return [
    ...eachPair(pairs, (pair) => [setLocal(RUNNING_FROM + pair, splat(0))]),
    whileNonZero(CLOSINGS, [
      setLocal(COHORT, wordLoad(local(WORD), blockList)),
      setLocal(NEXT, wordLoad(local(WORD), blockList + WORD_BYTES)),
      ...eachPair(pairs, (pair) => {
        const offset = columns.hash + pair * VECTOR_BYTES;
        const sum = RUNNING_FROM + pair;
        const kept = vectorLoad(local(NEXT), offset);
        return [
          setLocal(Y, vectorLoad(local(COHORT), offset)),
          setLocal(SQUARE, multiply(local(Y), vectorLoad(at, share + pair * VECTOR_BYTES))),
          vectorStore(local(COHORT), offset, subtract(local(Y), local(SQUARE))),
          vectorStore(local(NEXT), offset, add(kept, multiply(local(SQUARE), hidden))),
          setLocal(sum, add(local(sum), local(SQUARE))),
        ];
      }),
      increase(WORD, 2 * WORD_BYTES),
      increase(CLOSINGS, -1),
    ]),
    ...eachPair(pairs, (pair) => [
      vectorStore(at, out + pair * VECTOR_BYTES, local(RUNNING_FROM + pair)),
    ]),
  ];
}

function stepEverything(memory: CohortMemory): Instruction[] {
  const { blocks, pairs, constants, running, whole, open } = memory;
  const at = integer(0);
  return [
    ...Array.from({ length: SPLATTED }, (_, index) =>
      setLocal(ORIGIN + index, splatLoad(at, constants + index * NUMBER_BYTES)),
    ),
    setLocal(OTHER_EDGE, subtract(splat(0), local(EDGE))),
    setLocal(WHOLE, splat(0)),
    ...eachPair(pairs, (pair) => [setLocal(RUNNING_FROM + pairs + pair, splat(0))]),
    ...[NUMBER, NEXT, WORD].map((index) => setLocal(index, integer(0))),
    whileNonZero(SITES, [
      setLocal(COHORT, local(NEXT)),
      ...eachPair(pairs, (pair) => [setLocal(RUNNING_FROM + pair, splat(0))]),
      setLocal(OTHERS, multiplyWords(wordLoad(local(WORD), open), local(FAST_ON))),
      setLocal(BLOCKS, subtractWords(wordLoad(local(WORD), open), local(OTHERS))),
      stepBlocks(memory, BLOCKS, least),
      stepBlocks(memory, OTHERS, most),
      ...closeSite(memory),
      increase(NEXT, blocks * pairs * VECTOR_BYTES),
      increase(WORD, WORD_BYTES),
      increase(NUMBER, NUMBER_BYTES),
      increase(SITES, -1),
    ]),
    vectorStore(at, whole, local(WHOLE)),
    ...eachPair(pairs, (pair) => [
      vectorStore(at, running + pair * VECTOR_BYTES, local(RUNNING_FROM + pairs + pair)),
    ]),
  ];
}

function stepBlocks(memory: CohortMemory, count: number, bound: Bound): Instruction {
  return whileNonZero(count, [
    ...eachPair(memory.pairs, (pair) => stepPair(memory, pair, bound)),
    increase(COHORT, memory.pairs * VECTOR_BYTES),
    increase(count, -1),
  ]);
}

function stepPair({ columns }: CohortMemory, pair: number, bound: Bound): Instruction[] {
  const offset = (name: keyof typeof columns): number => columns[name] + pair * VECTOR_BYTES;
  const column = (name: keyof typeof columns): Instruction =>
    vectorLoad(local(COHORT), offset(name));
  const [y, square, way] = [local(Y), local(SQUARE), local(WAY)];
  const inner = multiply(square, add(local(CUBIC), square));
  const fraction = multiply(y, add(local(LINEAR), inner));
  const move = bound(multiply(local(ON), way), multiply(local(OFF), way));
  const now = multiply(local(BEFORE), multiply(column("hash"), column("available")));
  const sum = RUNNING_FROM + pair;
  return [
    setLocal(Y, subtract(local(ORIGIN), column("position"))),
    setLocal(Y, most(least(y, local(EDGE)), local(OTHER_EDGE))),
    setLocal(SQUARE, multiply(y, y)),
    setLocal(BEFORE, column("online")),
    setLocal(WAY, add(fraction, subtract(local(MIDDLE), local(BEFORE)))),
    setLocal(BEFORE, add(local(BEFORE), move)),
    vectorStore(local(COHORT), offset("online"), local(BEFORE)),
    setLocal(sum, add(local(sum), now)),
  ];
}

/** Adds a site up: its hashrate and power, scaled, and what runs of each generation. */
function closeSite({ pairs, constants, efficiency, rate, power }: CohortMemory): Instruction[] {
  const at = integer(0);
  const scales = vectorLoad(at, constants + SPLATTED * NUMBER_BYTES);
  return [
    setLocal(RATE, splat(0)),
    setLocal(POWER, splat(0)),
    ...eachPair(pairs, (pair) => {
      const here = local(RUNNING_FROM + pair);
      const all = RUNNING_FROM + pairs + pair;
      const drawn = multiply(here, vectorLoad(at, efficiency + pair * VECTOR_BYTES));
      return [
        setLocal(RATE, add(local(RATE), here)),
        setLocal(POWER, add(local(POWER), drawn)),
        setLocal(all, add(local(all), here)),
      ];
    }),
    setLocal(Y, multiply(add(lanes(0, RATE, POWER), lanes(1, RATE, POWER)), scales)),
    setLocal(WHOLE, add(local(WHOLE), local(Y))),
    laneStore(0, rate, local(Y)),
    laneStore(1, power, local(Y)),
  ];
}

/** The same lane of two vectors. */
function lanes(lane: 0 | 1, a: number, b: number): Instruction {
  const bytes = Array.from({ length: NUMBER_BYTES }, (_, byte) => lane * NUMBER_BYTES + byte);
  const second = bytes.map((byte) => VECTOR_BYTES + byte);
  return instruction([SIMD, 0x0d, ...bytes, ...second], local(a), local(b));
}

function eachPair(pairs: number, make: (pair: number) => Instruction[]): Instruction[] {
  return Array.from({ length: pairs }, (_, pair) => make(pair)).flat();
}

/** Pushes a number in both lanes. */
function splat(value: number): Instruction {
  const bytes = [...new Uint8Array(Float64Array.of(value).buffer)];
  return instruction([SIMD, 0x0c, ...bytes, ...bytes]);
}
