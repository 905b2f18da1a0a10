import type { Command } from "commander";
import { listScenarios } from "../../store/index.ts";
import { type CommonOptions, run, withCommonOptions } from "../context.ts";
import { SCENARIOS } from "../simulation-options.ts";
import { simulationWords } from "../simulation-words.ts";
import { printable, styled } from "../terminal.ts";
import { wrapped } from "../wrapping.ts";

const INDENT = 2;

/** `scenarios`: what `simulate` can be asked without a file of one's own. */
export function addScenarios(program: Command): void {
  withCommonOptions(program.command("scenarios"))
    .description("list the scenarios that ship, with their overrides")
    .action((given: CommonOptions) =>
      run(given, async ({ terminal, language, options, answer }) => {
        options.finish();
        const scenarios = await listScenarios(SCENARIOS);
        const body = (text: string): string =>
          wrapped(printable(text), terminal.width - INDENT)
            .map((line) => `${" ".repeat(INDENT)}${line}\n`)
            .join("");
        const listed = scenarios.map(({ name, title, summary, overrides }) =>
          [
            `${styled(terminal, "strong", name)}  ${printable(title[language])}\n`,
            body(summary[language]),
            ...overrides.map((one) => body(`${name}:${one.name}  ${one.about[language]}`)),
          ].join(""),
        );
        answer(
          {
            scenarios: scenarios.map(({ name, title, summary, overrides }) => ({
              name,
              title,
              summary,
              overrides,
            })),
          },
          () =>
            `${listed.join("\n")}\n${styled(terminal, "quiet", simulationWords(language).scenarioHint)}\n`,
        );
      }),
    );
}
