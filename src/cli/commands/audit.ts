import type { Command } from "commander";
import { auditAnswer } from "../../api/index.ts";
import { type AuditedClaim, auditClaims } from "../../observe/index.ts";
import { claimReason, poolLabel, publisherName, verdictName } from "../../report/index.ts";
import { readClaims } from "../../store/index.ts";
import { type CommonOptions, type Context, run, withCommonOptions } from "../context.ts";
import { printable, styled } from "../terminal.ts";

/** `audit FILE`: what the record says about published claims. */
export function addAudit(program: Command): void {
  withCommonOptions(program.command("audit"))
    .description("judge a file of claims by what the record shows")
    .argument("<file>", "claims in YAML, such as claims/sichuan-2021.yaml")
    .action((file: string, given: CommonOptions) =>
      run(given, async (context) => {
        context.options.finish();
        const claims = await readClaims(file);
        const { timeline, record, poolName } = await context.open();
        const audited = auditClaims(timeline, record, claims);
        const reasonOf = (row: AuditedClaim): string =>
          claimReason(row, context.language, (slug) =>
            poolLabel(slug, poolName(slug), context.language),
          );
        context.answer(auditAnswer(audited, reasonOf), () =>
          audited.map((row) => claimText(context, row, reasonOf(row))).join("\n"),
        );
      }),
    );
}

function claimText({ terminal, language }: Context, row: AuditedClaim, reason: string): string {
  const { id, says, source } = row.claim;
  const publisher = publisherName(source.publisher, language);
  return [
    `${styled(terminal, "strong", id)}  ${styled(terminal, "accent", verdictName(row.verdict, language))}`,
    `  ${printable(says[language])}`,
    `  ${printable(reason)}`,
    styled(terminal, "quiet", printable(`  ${publisher}, ${source.published}`)),
    "",
  ].join("\n");
}
