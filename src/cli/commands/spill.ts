import type { Command } from "commander";
import { spillReport } from "../../api/index.ts";
import { spillOf } from "../../app/index.ts";
import { run, withCommonOptions } from "../context.ts";
import {
  type DrawOptions,
  readDay,
  readDays,
  readDraws,
  withDrawOptions,
} from "../draw-options.ts";
import { spillText } from "../spill-text.ts";

interface SpillOptions extends DrawOptions {
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly closing?: string;
}

const EXAMPLES = `
The question of 2 June 2021: what does closing mines do to the year's spilled water?

Examples:
  hashfall spill                                   Sichuan, from the cut to the end of the season
  hashfall spill --as-of 2021-06-02                as it could be answered that day
  hashfall spill --place CN/Yunnan --from 2021-07-01
`;

/** `spill`: what mines take of a place's surplus water, and what closing them spills again. */
export function addSpill(program: Command): void {
  withDrawOptions(withCommonOptions(program.command("spill")))
    .description("spilled water with the mines of a place, without them, and once they close")
    .option("--place <place>", "province, such as CN/Sichuan", "CN/Sichuan")
    .option("--from <time>", "first day", "2021-06-20")
    .option("--to <time>", "day after the last, in the same year", "2021-12-01")
    .option("--closing <time>", "when the mines close; when they did unless given")
    .addHelpText("after", EXAMPLES)
    .action((given: SpillOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const choice = readDraws(options, given);
        const span = readDays(options, given);
        const closing = readDay(options, "--closing", given.closing);
        const workspace = await open();
        const spill = spillOf(workspace, { ...choice, place: given.place, span, closing });
        const head = { ...span, ...choice, record: workspace.record.fingerprint };
        const report = spillReport(spill, head);
        answer(report, () => spillText(context, report));
      }),
    );
}
