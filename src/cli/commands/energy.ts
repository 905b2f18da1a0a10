import type { Command } from "commander";
import {
  bbceAnswer,
  comparedPowerAnswer,
  energyAnswer,
  otherEnergyAnswer,
  placeLoadAnswer,
} from "../../api/index.ts";
import {
  type DaySpan,
  OTHER_MODELS,
  bbceWorld,
  calendarYear,
  comparePower,
  lastDayAsOthers,
  networkEnergy,
  placeLoad,
  powerAsOthers,
  pricedDays,
  weekTo,
} from "../../app/index.ts";
import { type UnixDay, unixDay } from "../../base/index.ts";
import { CAMBRIDGE_PRICE, bbceFaults, bbceParameters } from "../../energy/index.ts";
import { type Context, run, withCommonOptions } from "../context.ts";
import {
  type DrawOptions,
  readDay,
  readDays,
  readDraws,
  withDrawOptions,
} from "../draw-options.ts";
import { bbceText, comparisonText } from "../energy-text.ts";
import { energyText, otherEnergyText } from "../network-energy-text.ts";
import { placeLoadText } from "../place-load-text.ts";

interface EnergyOptions extends DrawOptions {
  readonly at?: string;
  readonly year?: string;
  readonly model: string;
  readonly price?: string;
}

interface PlaceLoadOptions extends DrawOptions {
  readonly place: string;
  readonly from: string;
  readonly to: string;
}

const OWN_MODEL = "hashfall";
const MODELS = [OWN_MODEL, ...OTHER_MODELS];
const [LOWEST_PRICE, HIGHEST_PRICE] = [0.01, 0.2] as const;
const [FIRST_YEAR, LAST_YEAR] = [2016, 2100] as const;
const COMPARE_METHOD = "docs/methods/power.md, docs/methods/cambridge.md";

const EXAMPLES = `
A day stands for the seven up to it; its last is the day given. Our own model gives probabilities,
with places and carbon; those of others give bounds, from 2020 on, without --draws and --seed:
${OTHER_MODELS.join(", ")} (1.2 is also 1.3).

Examples:
  hashfall energy --at 2021-06-20
  hashfall energy --year 2021
  hashfall energy --at 2021-06-20 --model cambridge-1.2
  hashfall energy compare          what others published, remade, and ours
  hashfall energy load --place CN/Sichuan
  hashfall energy bbce
`;

/** `energy`: how much power the network draws, from where, with how much carbon. */
export function addEnergy(program: Command): void {
  const energy = withDrawOptions(withCommonOptions(program.command("energy")))
    .enablePositionalOptions()
    .description("network power, energy, places and carbon, with the error on each")
    .option("--at <time>", "a day; the record's last unless given")
    .option("--year <year>", "a calendar year instead of a day")
    .option("--model <name>", "hashfall, or a model of others", OWN_MODEL)
    .option("--price <USD/kWh>", `power price in models of others; ${CAMBRIDGE_PRICE} unless given`)
    .addHelpText("after", EXAMPLES)
    .action((given: EnergyOptions, command: Command) =>
      run(given, (context) => tellEnergy(context, given, command)),
    );
  addCompare(energy);
  addLoad(energy);
  addBbce(energy);
}

async function tellEnergy(context: Context, given: EnergyOptions, command: Command): Promise<void> {
  const { options, open, answer } = context;
  const choice = readDraws(options, given);
  const model = options.choice("--model", given.model, MODELS) ?? OWN_MODEL;
  if (model !== OWN_MODEL) refuseDraws(context, command);
  const spanIn = readSpan(context, given);
  const price_USD_kWh = readPrice(context, given);
  const workspace = await open();
  const other = OTHER_MODELS.find((name) => name === model);
  const span = spanIn(() =>
    other === undefined ? unixDay(pricedDays(workspace).to - 1) : lastDayAsOthers(workspace, other),
  );
  const head = { model, ...span, record: workspace.record.fingerprint };
  if (other !== undefined) {
    const question = { span, model: other, price_USD_kWh };
    const document = otherEnergyAnswer(powerAsOthers(workspace, question), {
      ...head,
      price_USD_kWh,
    });
    answer(document, () => otherEnergyText(context, document));
    return;
  }
  const document = energyAnswer(networkEnergy(workspace, { ...choice, span }), {
    ...head,
    ...choice,
  });
  answer(document, () => energyText(context, document));
}

/** A model of others has bounds and nothing to draw. */
function refuseDraws({ options }: Context, command: Command): void {
  for (const name of ["draws", "seed"]) {
    if (command.getOptionValueSource(name) !== "cli") continue;
    options.reject(`--${name}`, "a model of others draws nothing", "leave it out");
  }
}

/** Power price of a model of others; our own draws what owners pay. */
function readPrice({ options }: Context, { model, price }: EnergyOptions): number {
  if (price !== undefined && model === OWN_MODEL) {
    options.reject("--price", "our own model draws what owners pay", "name a --model of others");
  }
  return options.number("--price", price, [LOWEST_PRICE, HIGHEST_PRICE]) ?? CAMBRIDGE_PRICE;
}

/** Days asked for; those up to the last that the model has a figure of where none are. */
function readSpan({ options }: Context, given: EnergyOptions): (last: () => UnixDay) => DaySpan {
  const day = readDay(options, "--at", given.at);
  const year = options.number("--year", given.year, [FIRST_YEAR, LAST_YEAR]);
  if (day !== undefined && year !== undefined) {
    options.reject("--year", "given together with --at", "leave one of them out");
  }
  if (year !== undefined && !Number.isInteger(year)) {
    options.reject("--year", `"${given.year ?? ""}" is not a year`, "give one, such as 2021");
  }
  if (year !== undefined) return () => calendarYear(year);
  return (last) => weekTo(day ?? last());
}

function addCompare(energy: Command): void {
  withDrawOptions(withCommonOptions(energy.command("compare")))
    .description("what others published, their models remade on this record, and our own estimate")
    .action((given: DrawOptions) =>
      run(given, async (context) => {
        const choice = readDraws(context.options, given);
        const workspace = await context.open();
        const compared = comparePower(workspace, choice).map((row) => comparedPowerAnswer(row));
        const { fingerprint: record } = workspace.record;
        const document = { compared, ...choice, method: COMPARE_METHOD, record };
        context.answer(document, () => comparisonText(context, document));
      }),
    );
}

function addLoad(energy: Command): void {
  withDrawOptions(withCommonOptions(energy.command("load")))
    .description("mines of a place against its load, its targets for energy and its supply")
    .option("--place <place>", "province or country, such as CN/Inner Mongolia", "CN/Sichuan")
    .option("--from <time>", "first day; targets are told as if mines closed on it", "2021-06-20")
    .option("--to <time>", "day after the last, in the same year", "2021-10-01")
    .action((given: PlaceLoadOptions) =>
      run(given, async (context) => {
        const choice = readDraws(context.options, given);
        const span = readDays(context.options, given);
        const workspace = await context.open();
        const { place } = given;
        const parts = placeLoad(workspace, { ...choice, place, span });
        const head = { place, ...span, ...choice, record: workspace.record.fingerprint };
        const document = placeLoadAnswer(parts, head);
        context.answer(document, () => placeLoadText(context, document));
      }),
    );
}

function addBbce(energy: Command): void {
  withDrawOptions(withCommonOptions(energy.command("bbce")))
    .description("the 2021 paper on China's mining as reconstructed: four policies, and its faults")
    .action((given: DrawOptions) =>
      run(given, async (context) => {
        const choice = readDraws(context.options, given);
        const workspace = await context.open();
        const told = {
          parameters: bbceParameters(),
          faults: bbceFaults(),
          world: bbceWorld(workspace, choice),
        };
        const document = bbceAnswer(workspace.record.fingerprint, told);
        context.answer(document, () => bbceText(context, document));
      }),
    );
}
