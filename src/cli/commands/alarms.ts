import type { Command } from "commander";
import { alarmsAnswer } from "../../api/index.ts";
import { formatTime, toHours } from "../../base/index.ts";
import { type Alarm, FALSE_ALARMS_PER_YEAR, findAlarms, uncovered } from "../../observe/index.ts";
import { formatChange, formatNumber } from "../../report/index.ts";
import { type CommonOptions, type Context, run, withCommonOptions } from "../context.ts";
import { styled, table } from "../terminal.ts";
import { words } from "../words.ts";

interface AlarmsOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
}

/** `alarms`: falls of network hashrate that the detector caught, and the orders around each. */
export function addAlarms(program: Command): void {
  withCommonOptions(program.command("alarms"))
    .description("sudden falls of hashrate: when, how large, and the orders around each")
    .option("--from <time>", "raised after then")
    .option("--to <time>", "raised by then")
    .action((given: AlarmsOptions) =>
      run(given, async (context) => {
        const { options, open, answer } = context;
        const from = options.time("--from", given.from);
        const to = options.time("--to", given.to);
        options.span(from, to);
        const workspace = await open();
        const { record, modelled } = workspace;
        const timeline = (from ?? Infinity) < modelled.span.from ? workspace.timeline : modelled;
        if ((to ?? timeline.span.to) <= timeline.span.from || (from ?? 0) >= timeline.span.to) {
          throw uncovered(`${given.from ?? "…"} to ${given.to ?? "…"}`, timeline.span);
        }
        const orders = record.network === "mainnet" ? record.orders : [];
        const alarms = findAlarms(timeline, { orders, from, to });
        answer(alarmsAnswer(alarms), () => alarmsText(context, alarms));
      }),
    );
}

function alarmsText({ terminal, language }: Context, alarms: readonly Alarm[]): string {
  const word = words(language);
  const rows = alarms.map((alarm) => [
    formatTime(alarm.onset),
    formatTime(alarm.raisedAt),
    formatNumber(toHours(alarm.delay), 0),
    formatChange(alarm.change.changePct, language, 0),
    alarm.orders.map(({ title }) => title[language]).join("; ") || word.none,
  ]);
  return `${table(
    terminal,
    [
      { title: word.onset, align: "left" },
      { title: word.raised, align: "left" },
      { title: word.delay, align: "right" },
      { title: word.change, align: "right" },
      { title: word.orders, align: "left" },
    ],
    rows,
  )}${[word.brackets, word.alarmSize, `${word.falseAlarms}: ${FALSE_ALARMS_PER_YEAR}`]
    .map((line) => `${styled(terminal, "quiet", line)}\n`)
    .join("")}`;
}
