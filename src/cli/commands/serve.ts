import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { AnswerService } from "../../app/answers/index.ts";
import {
  ChainService,
  announceOwner,
  chainPaths,
  makeStudy,
  openSource,
  withdrawOwner,
} from "../../app/index.ts";
import {
  type RunningServer,
  answerRoutes,
  chainRoutes,
  requireLoopback,
} from "../../server/index.ts";
import type { NetworkName } from "../../bitcoin/index.ts";
import { loadRecord } from "../../store/index.ts";
import {
  type CommonOptions,
  type Context,
  HOME,
  SHIPPED,
  chainFolder,
  places,
  run,
  withCommonOptions,
} from "../context.ts";
import { type Extension, serveWhileMaking } from "../serving.ts";
import { type SourceOptions, readSource, withSourceOptions } from "../source-options.ts";
import { stopSignal } from "../stop-signal.ts";
import { syncWords } from "../sync-words.ts";
import { printable } from "../terminal.ts";
import { progressLine } from "./study.ts";

interface ServeCommandOptions extends CommonOptions, SourceOptions {
  readonly port: string;
  readonly host: string;
}

/**
 * `serve`: the study, the record's answers, and the synced chain kept up with a source, at an address
 * of this machine.
 */
export function addServe(program: Command): void {
  withSourceOptions(withCommonOptions(program.command("serve")))
    .description("serve a study and the HTTP interface, and keep up with a source, until stopped")
    .argument("[name]", "name of the study", "sichuan-2021")
    .option("--port <number>", "port to listen on", "8080")
    .option("--host <address>", "address to listen on; the loopback only", "127.0.0.1")
    .action((name: string, given: ServeCommandOptions) =>
      run(given, async (context) => {
        const port = context.options.port("--port", given.port) ?? 0;
        const source = await readSource(context.options, given);
        requireLoopback(given.host);
        context.options.finish();
        const signal = stopSignal();
        const opened = source === null ? null : await openNoting(context, source, signal);
        const named = context.options.network("--network", given.network);
        const network = opened?.source.network.name ?? named?.name ?? "mainnet";
        const chain = await openChain(context, given, { opened, network });
        await serveWhileMaking(
          context,
          { host: given.host, port, signal },
          async () => {
            const workspace = await context.open("mainnet");
            const progress = progressLine(context);
            const claimsFolder = join(HOME, "claims");
            const study = await makeStudy(workspace, { name, claimsFolder, progress });
            return study.files;
          },
          withAnswers(openAnswers(context, given, network), chain),
        );
      }),
    );
}

type OpenedSource = Awaited<ReturnType<typeof openSource>>;

/** A source, with a note while it cannot be reached. */
async function openNoting(
  { terminal, language }: Context,
  source: Parameters<typeof openSource>[0],
  signal: AbortSignal,
): Promise<OpenedSource> {
  const word = syncWords(language);
  return openSource(source, signal, (reason) =>
    terminal.notes(`${word.waiting(printable(reason))}\n`),
  );
}

/** What the record and the chain synced to it answer; read again when the chain has grown. */
function openAnswers(
  { terminal, options }: Context,
  given: CommonOptions,
  network: NetworkName,
): AnswerService {
  return new AnswerService({
    places: { ...places(given), network },
    asOf: options.time("--as-of", given.asOf),
    watched: chainPaths(chainFolder(given), network).blocks,
    trouble: (reason) => terminal.notes(`hashfall: ${printable(reason)}\n`),
  });
}

function withAnswers(answers: AnswerService, chain: Extension | undefined): Extension {
  return {
    routes: [...(chain?.routes ?? []), answerRoutes(answers)],
    listening: async (server) => chain?.listening(server),
    close: async () => {
      await answers.close();
      await chain?.close();
    },
  };
}

/** The kept chain as a part of the server; none where nothing is synced and no source is named. */
async function openChain(
  { terminal, language }: Context,
  given: CommonOptions,
  { opened, network }: { readonly opened: OpenedSource | null; readonly network: NetworkName },
): Promise<Extension | undefined> {
  const word = syncWords(language);
  const paths = chainPaths(chainFolder(given), network);
  if (opened === null && !existsSync(paths.store)) return undefined;
  const service = await ChainService.open(chainFolder(given), network, await loadRecord(SHIPPED));
  service.subscribe((event) => {
    if (event.kind === "trouble") {
      terminal.notes(`${word.trouble(printable(event.message), event.retry_in_s)}\n`);
    }
    if (event.kind === "tip" && event.changed) {
      terminal.notes(`${word.newBlock(event.tip.height, event.tip.hash)}\n`);
    }
  });
  return {
    routes: [chainRoutes(service, service.token)],
    listening: async ({ url }: RunningServer) => {
      await announceOwner(paths, { url, token: service.token });
      if (opened !== null) service.follow(opened);
    },
    close: async () => {
      await withdrawOwner(paths);
      await service.close();
    },
  };
}
