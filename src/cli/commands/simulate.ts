import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { attributionAnswer, comparisonAnswer } from "../../api/index.ts";
import {
  type LoadedModel,
  type Simulation,
  answerOf,
  attributeScenario,
  compareSimulations,
  inOutFolder,
  provenanceOf,
  scenarioAnswer,
  simulateScenario,
} from "../../app/index.ts";
import { seriesTable, toCsv } from "../../report/index.ts";
import { attributionText } from "../attribution-text.ts";
import { comparisonText } from "../comparison-text.ts";
import { type Context, run, withCommonOptions } from "../context.ts";
import {
  type EnsembleChoice,
  type EnsembleCommandOptions,
  openModel,
  readEnsembleOptions,
  withEnsembleOptions,
} from "../simulation-options.ts";
import { tellModel, tellStopped } from "../simulation-notes.ts";
import { EnsembleLine } from "../simulation-progress.ts";
import { simulationText } from "../simulation-text.ts";
import { simulationWords } from "../simulation-words.ts";
import { stopSignal } from "../stop-signal.ts";

const EXAMPLES = `
A scenario is a name from "hashfall scenarios" or a YAML file; NAME:OVERRIDE applies an override.

Examples:
  hashfall simulate china-2021
  hashfall simulate sichuan-cut:sixty-days --members 10000 --seed 7
  hashfall simulate china-2021 --as-of 2021-06-20 --json
  hashfall simulate sichuan-cut --set orders.midnight-cut.effect.depth=0.7
  hashfall simulate --compare china-2021 orderly-exit
  hashfall simulate china-2021 --attribute 689472
  hashfall simulate mine.yaml --members 100000 --out runs/mine   (Ctrl-C; the same again goes on)

Equal scenario, seed and members give equal results, whatever the number of workers. Bands hold the
spread of the scenario's uncertain numbers, of prices and of luck; they do not hold what the model
leaves out.
`;

/** Heights beyond which no scenario runs: more than two centuries of blocks. */
const MOST_HEIGHT = 12_000_000;

interface SimulateOptions extends EnsembleCommandOptions {
  readonly out?: string;
  readonly compare?: readonly string[];
  readonly attribute?: string;
}

/** `simulate FILE|NAME`: what a power cut or a policy does, with bands. */
export function addSimulate(program: Command): void {
  withEnsembleOptions(withCommonOptions(program.command("simulate")), "1000")
    .description("run an ensemble of a scenario: what a power cut or a policy does, with bands")
    .argument("[scenario]", "a shipped scenario, or a YAML file of one")
    .option("--compare <scenarios...>", "set two scenarios side by side, with the same luck")
    .option("--out <folder>", "keep the run there to go on with it; write result.json, series.csv")
    .option("--attribute <height>", "split the retarget at this height among the orders")
    .addHelpText("after", EXAMPLES)
    .action((scenario: string | undefined, given: SimulateOptions) =>
      run(given, async (context) => {
        const choice = readEnsembleOptions(context.options, given);
        const names = scenarioNames(context, scenario, given.compare);
        if (given.compare !== undefined && given.out !== undefined) {
          context.options.reject(
            "--out",
            "given beside --compare",
            "run each by itself to keep it",
          );
        }
        if (given.out === "") context.options.reject("--out", "empty", "name a folder");
        const height = context.options.number("--attribute", given.attribute, [0, MOST_HEIGHT]);
        if (height !== undefined && given.compare !== undefined) {
          context.options.reject("--attribute", "given beside --compare", "drop one");
        }
        if (height !== undefined) refuseBesideAttribute(context, given);
        context.options.finish();
        const [first, second] = names;
        if (first === undefined) return;
        const one = await openModel(context, given, { text: first, choice });
        if (second !== undefined) {
          const other = await openModel(context, given, { text: second, choice });
          await simulateTwo(context, [one, other], choice);
        } else if (height === undefined) {
          await simulateOne(context, one, { choice, out: given.out });
        } else attributeOne(context, one, { height, seed: choice.seed });
      }),
    );
}

/** A split runs by itself on one thread and keeps nothing. */
function refuseBesideAttribute({ options }: Context, { out, workers }: SimulateOptions): void {
  if (out !== undefined) options.reject("--out", "given beside --attribute", "drop one");
  if (workers !== undefined) options.reject("--workers", "given beside --attribute", "drop it");
}

/** One scenario, or the two of `--compare`. */
function scenarioNames(
  { options }: Context,
  scenario: string | undefined,
  compare: readonly string[] | undefined,
): readonly string[] {
  const remedy = 'name one, such as china-2021; "hashfall scenarios" lists them';
  if (compare === undefined) {
    if (scenario === undefined) options.reject("scenario", "not given", remedy);
    return scenario === undefined ? [] : [scenario];
  }
  if (scenario !== undefined) options.reject("scenario", "given beside --compare", "drop one");
  if (compare.length !== 2) {
    options.reject("--compare", `${compare.length} given, not two`, "give A B");
  }
  return compare;
}

function attributeOne(
  context: Context,
  model: LoadedModel,
  asked: { readonly height: number; readonly seed: number },
): void {
  tellModel(context, model);
  const split = attributeScenario(model, asked);
  const head = {
    seed: split.seed,
    wall_s: Math.round(split.wall_s * 1000) / 1000,
    scenario: scenarioAnswer(model),
    provenance: provenanceOf(model, []),
  };
  context.answer(attributionAnswer(head, split.attribution), () => attributionText(context, split));
}

interface OneRun {
  readonly choice: EnsembleChoice;
  readonly out: string | undefined;
}

async function simulateOne(
  context: Context,
  model: LoadedModel,
  { choice, out }: OneRun,
): Promise<void> {
  const folder = out === undefined ? undefined : resolve(out);
  const simulation = await runWithProgress(context, model, { choice, folder, stop: stopSignal() });
  const json = answerOf(simulation);
  if (folder !== undefined && simulation.summary.members > 0) {
    const table = seriesTable(simulation.summary, model.scenario.title[context.language]);
    await inOutFolder(folder, async () => {
      await writeFile(join(folder, "result.json"), `${JSON.stringify(json, null, 1)}\n`);
      await writeFile(join(folder, "series.csv"), toCsv(table));
    });
  }
  context.answer(json, () => simulationText(context, simulation));
  if (folder !== undefined) {
    context.terminal.notes(`${simulationWords(context.language).written} ${folder}\n`);
  }
}

interface StoppableRun {
  readonly choice: EnsembleChoice;
  readonly folder?: string | undefined;
  readonly stop: AbortSignal;
}

/** Runs an ensemble with its progress told. */
async function runWithProgress(
  context: Context,
  model: LoadedModel,
  { choice, folder, stop }: StoppableRun,
): Promise<Simulation> {
  tellModel(context, model);
  const line = new EnsembleLine(context);
  const simulation = await simulateScenario(model, {
    members: choice.members,
    seed: choice.seed,
    workers: choice.workers,
    folder,
    signal: stop,
    onProgress: line.tell,
  }).finally(() => line.end());
  tellStopped(context, simulation, folder);
  return simulation;
}

async function simulateTwo(
  context: Context,
  [first, second]: readonly [LoadedModel, LoadedModel],
  choice: EnsembleChoice,
): Promise<void> {
  const stop = stopSignal();
  const a = await runWithProgress(context, first, { choice, stop });
  const b = await runWithProgress(context, second, { choice, stop });
  const comparison = compareSimulations(a, b);
  context.answer(comparisonAnswer(answerOf(a), answerOf(b), comparison.differences), () =>
    comparisonText(context, comparison),
  );
}
