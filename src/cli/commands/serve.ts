import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { AnswerService } from "../../app/answers/index.ts";
import {
  ChainService,
  announceOwner,
  chainPaths,
  openSource,
  withdrawOwner,
} from "../../app/index.ts";
import { ChainTips, FIRST_VIEW, SimulationService, StudyService } from "../../app/jobs/index.ts";
import type { NetworkName } from "../../bitcoin/index.ts";
import {
  type Access,
  ClientLimits,
  EventStreams,
  type RunningServer,
  accessFor,
  answerRoutes,
  chainRoutes,
  loadPage,
  pageRoutes,
  simulationRoutes,
  studyRoutes,
  tipRoutes,
} from "../../server/index.ts";
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
import { type Service, serveUntilStopped } from "../serving.ts";
import { SCENARIOS } from "../simulation-options.ts";
import { type SourceOptions, readSource, withSourceOptions } from "../source-options.ts";
import { stopSignal } from "../stop-signal.ts";
import { syncWords } from "../sync-words.ts";
import { printable } from "../terminal.ts";

interface ServeCommandOptions extends CommonOptions, SourceOptions {
  readonly port: string;
  readonly host: string;
  readonly allowedHost: readonly string[];
  readonly tokenFile?: string;
}

/** Folder of the built page. */
const PAGE = join(HOME, "dist", "web");
const TOKEN_VARIABLE = "HASHFALL_TOKEN";
/** Simulations that a client may have on its hands where others than this machine may ask. */
const SIMULATIONS_OF_ONE = 2;

/**
 * `serve`: the page, the record's answers, studies, simulations, and the synced chain kept up with a
 * source, at an address of this machine.
 */
export function addServe(program: Command): void {
  withSourceOptions(withCommonOptions(program.command("serve")))
    .description("serve the page and the HTTP interface, and keep up with a source, until stopped")
    .argument("[name]", "study shown at /studies/NAME/", "sichuan-2021")
    .option("--port <number>", "port to listen on", "8080")
    .option(
      "--host <address>",
      "address to listen on; beyond the loopback with a token",
      "127.0.0.1",
    )
    .option(
      "--allowed-host <name>",
      "host it is also asked by; asks for a token; repeatable",
      add,
      [],
    )
    .option("--token-file <file>", `file of the token; else ${TOKEN_VARIABLE}, else one is made`)
    .action((name: string, given: ServeCommandOptions) =>
      run(given, async (context) => {
        const port = context.options.port("--port", given.port) ?? 0;
        const source = await readSource(context.options, given);
        const access = await readAccess(context, given);
        context.options.finish();
        const signal = stopSignal();
        const opened = source === null ? null : await openNoting(context, source, signal);
        const named = context.options.network("--network", given.network);
        const network = opened?.source.network.name ?? named?.name ?? "mainnet";
        const clients = new ClientLimits();
        const chain = await openChain(context, given, { opened, network, access });
        const service = await assemble(context, given, { name, network, chain, clients, access });
        await serveUntilStopped(
          context,
          { host: given.host, port, signal, access, clients },
          service,
        );
      }),
    );
}

function add(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

/** Who may ask. A file of the token makes no sense where none is asked for. */
async function readAccess(
  { options }: Context,
  { host, allowedHost: allowedHosts, tokenFile }: ServeCommandOptions,
): Promise<Access> {
  const fromFile =
    tokenFile === undefined ? undefined : await readFile(tokenFile, "utf8").catch(() => "");
  const token = (fromFile ?? process.env[TOKEN_VARIABLE])?.trim();
  const access = accessFor({ host, allowedHosts, token });
  if (access.token === null && tokenFile !== undefined) {
    options.reject("--token-file", "the loopback asks for no token", "drop it, or name --host");
  }
  return access;
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

/** The kept chain as a part of the server. */
interface KeptChain {
  readonly service: ChainService;
  readonly listening: (server: RunningServer) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Parts {
  readonly name: string;
  readonly network: NetworkName;
  readonly chain: KeptChain | undefined;
  readonly clients: ClientLimits;
  readonly access: Access;
}

/** All that is served; nothing of it is worked out before it is asked for. */
async function assemble(
  { terminal, options }: Context,
  given: CommonOptions,
  { name, network, chain, clients, access }: Parts,
): Promise<Service> {
  const trouble = (reason: string): void => terminal.notes(`hashfall: ${printable(reason)}\n`);
  const asOf = options.time("--as-of", given.asOf);
  const known = { places: { ...places(given), network }, asOf, trouble };
  const watched = chainPaths(chainFolder(given), network).blocks;
  const answers = new AnswerService({ ...known, watched });
  // Reads the record while the server starts; what goes wrong is told, and tried again when asked.
  void answers.source().catch(() => undefined);
  const limits = access.token === null ? {} : { ofOne: SIMULATIONS_OF_ONE };
  const simulations = new SimulationService({ ...known, scenarios: SCENARIOS, limits });
  const claimsFolder = join(HOME, "claims");
  const studies = new StudyService({ ...known, claimsFolder, names: [name] });
  const streams = new EventStreams();
  const tips = new ChainTips(chain?.service, async () => answers.tip());
  const serving = { streams, clients };
  const { routes: answering, ready } = answerRoutes(answers, clients);
  return {
    ready,
    routes: [
      ...(chain === undefined ? [] : [chainRoutes(chain.service, chain.service.token)]),
      tipRoutes(tips, serving),
      simulationRoutes(simulations, serving),
      answering,
      studyRoutes(studies),
      pageRoutes(await loadPage(PAGE)),
    ],
    listening: async (server) => chain?.listening(server),
    warm: FIRST_VIEW,
    stop: async () => {
      streams.close();
      await Promise.all([answers.close(), simulations.close(), studies.close(), chain?.close()]);
    },
  };
}

interface ChainParts {
  readonly opened: OpenedSource | null;
  readonly network: NetworkName;
  readonly access: Access;
}

/** The kept chain; none where nothing is synced and no source is named. */
async function openChain(
  { terminal, language }: Context,
  given: CommonOptions,
  { opened, network, access }: ChainParts,
): Promise<KeptChain | undefined> {
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
    service,
    listening: async ({ url }) => {
      // Other programs of this user reach it by the loopback's name, without the token of others.
      if (access.token === null) await announceOwner(paths, { url, token: service.token });
      if (opened !== null) service.follow(opened);
    },
    close: async () => {
      await withdrawOwner(paths);
      await service.close();
    },
  };
}
