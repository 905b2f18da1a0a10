import type { Command } from "commander";
import { backtestAnswer, shocksAnswer } from "../../api/index.ts";
import {
  type Backtest,
  type LoadedModel,
  fittedModel,
  provenanceOf,
  runBacktest,
  runShockBacktest,
} from "../../app/index.ts";
import { Timeline } from "../../observe/index.ts";
import { loadRecord } from "../../store/index.ts";
import { backtestText } from "../backtest-text.ts";
import { type CommonOptions, type Context, places, run, withCommonOptions } from "../context.ts";
import {
  type EnsembleChoice,
  type EnsembleCommandOptions,
  openModel,
  readEnsembleOptions,
  SCENARIOS,
  withEnsembleOptions,
} from "../simulation-options.ts";
import { shocksText } from "../shocks-text.ts";
import { tellModel, tellStopped } from "../simulation-notes.ts";
import { EnsembleLine } from "../simulation-progress.ts";
import { simulationWords } from "../simulation-words.ts";
import { stopSignal } from "../stop-signal.ts";

/** What is asked for in place of a scenario to have all shocks of the catalogue. */
const CATALOGUE = "shocks";

const EXAMPLES = `
With --as-of no later block, price or order enters: the record is cut there, orders made known later
are left out, and the scenario's uncertain numbers are fitted to the blocks until then (--no-posterior:
priors alone). The scenario's numbers themselves were written afterwards.
Without it the run begins at the scenario's start with all its orders and prices known.

Examples:
  hashfall backtest china-2021 --as-of 2021-06-20
  hashfall backtest china-2021 --as-of 2021-07-10 --members 5000 --json
  hashfall backtest shocks --members 400   (every fall of 2018 to 2022, fitted on the others)
`;

/** `backtest NAME --as-of T`: what would have been said that day, against what happened. */
export function addBacktest(program: Command): void {
  withEnsembleOptions(withCommonOptions(program.command("backtest")), "1000")
    .description("what a scenario would have said on a day, against what happened")
    .argument("<scenario>", "a shipped scenario, a YAML file of one, or shocks")
    .addHelpText("after", EXAMPLES)
    .action((text: string, given: EnsembleCommandOptions) =>
      run(given, async (context) => {
        const choice = readEnsembleOptions(context.options, given);
        if (text === CATALOGUE) {
          await runShocks(context, choice);
          return;
        }
        const model = await openModel(context, given, { text, choice });
        const result = await backtest(context, { model, choice, given });
        const { simulation, hindcast } = result;
        const { summary, seed, wall_s } = simulation;
        const head = {
          name: model.scenario.name,
          hindcast,
          members: summary.members,
          asked: summary.asked,
          seed,
          wall_s: Math.round(wall_s * 1000) / 1000,
          complete: summary.complete,
          orders_left_out: model.unknownOrders,
          provenance: provenanceOf(simulation.model, simulation.notes),
        };
        context.answer(backtestAnswer(head, result), () =>
          backtestText(
            context,
            result,
            model.draws === null && simulation.model.draws !== null ? result.asOf : undefined,
          ),
        );
      }),
    );
}

/** `backtest shocks`: every fall of the catalogue, forecast with what was fitted on the others. */
async function runShocks(context: Context, { members, seed }: EnsembleChoice): Promise<void> {
  const { record } = await context.open("mainnet");
  const { backtest: result, made_from } = await runShockBacktest(record, {
    folder: SCENARIOS,
    members,
    seed,
  });
  const json = shocksAnswer({ members, seed, made_from }, result);
  context.answer(json, () => shocksText(context, json));
}

interface BacktestRun {
  readonly model: LoadedModel;
  readonly choice: EnsembleChoice;
  readonly given: CommonOptions;
}

async function backtest(
  context: Context,
  { model, choice, given }: BacktestRun,
): Promise<Backtest> {
  const { terminal, language } = context;
  const record = await loadRecord(places(given).record);
  const timeline = new Timeline(record.blocks);
  const isFitted = model.draws === null && choice.posterior && model.request.asOf !== undefined;
  if (isFitted) terminal.notes(`${simulationWords(language).fitting}\n`);
  const known = await context.open("mainnet");
  const fitted = isFitted ? fittedModel(model, known) : model;
  tellModel(context, fitted);
  const stop = stopSignal();
  const line = new EnsembleLine(context);
  const result = await runBacktest(
    fitted,
    { record, timeline },
    {
      members: choice.members,
      seed: choice.seed,
      workers: choice.workers,
      signal: stop,
      onProgress: line.tell,
    },
  ).finally(() => line.end());
  tellStopped(context, result.simulation);
  return result;
}
