import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  HashfallError,
  type Problem,
  type UnixSeconds,
  formatTime,
  invalidInput,
} from "../../base/index.ts";
import { createMember, planEnsemble } from "../../simulate/index.ts";
import { loadRecord } from "../../store/index.ts";
import { type LoadedModel, loadModel } from "../simulate/load-model.ts";
import { type RecordPlaces, type Workspace, openWorkspace } from "../workspace.ts";
import type { SimulationRequest } from "./simulation-request.ts";

/** What simulations on a server are made from. */
export interface SimulationSetup {
  readonly places: RecordPlaces;
  /** Folder of the shipped scenarios. */
  readonly scenarios: string;
  /** Nothing known later is used. */
  readonly asOf?: UnixSeconds | undefined;
}

/** Said where a file may be named, as it may not here. */
const NO_FILE = "; a file is named with its ending, such as mine.yaml";
/** The only file of a document's own folder. */
const DOCUMENT = "document.yaml";

/** Reads the scenarios that requests name or bring, as the command line does. */
export class SimulationDesk {
  private readonly setup: SimulationSetup;
  private readonly scratch: string;
  private readonly workspaces = new Map<UnixSeconds | undefined, Promise<Workspace>>();

  /** `scratch`: a folder of its own, for what it reads one after the other. */
  constructor(setup: SimulationSetup, scratch: string) {
    this.setup = setup;
    this.scratch = scratch;
  }

  /**
   * @throws HashfallError `input.invalid` with every problem of the scenario, in words that name no
   * place of this machine; also where so many members do not fit in memory.
   */
  async model(request: SimulationRequest): Promise<LoadedModel> {
    const { scenarios } = this.setup;
    try {
      return await this.load(request, scenarios);
    } catch (error) {
      if (!(error instanceof HashfallError)) throw error;
      const said = inPlainWords(error, [
        [scenarios, "scenarios"],
        [NO_FILE, ""],
      ]);
      const { scenario } = request;
      throw scenario.kind === "shipped" ? unnamed(said, scenario.name) : said;
    }
  }

  private async load(request: SimulationRequest, folder: string): Promise<LoadedModel> {
    const asOf = this.known(request.asOf);
    const { record, timeline } = await this.workspace(asOf);
    const { orders } = asOf === undefined ? record : await loadRecord(this.setup.places.record);
    const { overrides, set, posterior, scenario, members } = request;
    const read = async (source: string): Promise<LoadedModel> =>
      loadModel({ record, timeline }, orders, { source, folder, overrides, set, posterior, asOf });
    const model =
      scenario.kind === "shipped"
        ? await read(scenario.name)
        : await withDocument(scenario.text, this.scratch, read);
    planEnsemble(createMember(model).shape, members);
    return model;
  }

  private known(asOf: UnixSeconds | undefined): UnixSeconds | undefined {
    const { asOf: limit } = this.setup;
    if (asOf !== undefined && limit !== undefined && asOf > limit) {
      const reason = `later than ${formatTime(limit)}, up to which this server knows`;
      throw invalidInput("as_of", reason, "choose an earlier time, or leave it out");
    }
    return asOf ?? limit;
  }

  /** The one used last is kept, and that of the whole record. */
  private async workspace(asOf: UnixSeconds | undefined): Promise<Workspace> {
    const { places, asOf: limit } = this.setup;
    const kept =
      this.workspaces.get(asOf) ?? openWorkspace({ ...places, network: "mainnet" }, asOf);
    for (const time of this.workspaces.keys()) {
      if (time !== asOf && time !== limit) this.workspaces.delete(time);
    }
    this.workspaces.set(asOf, kept);
    return kept.catch((error: unknown) => {
      this.workspaces.delete(asOf);
      throw error;
    });
  }
}

/** Hands a document to the reader of scenario files, as the only file of a folder; then it goes. */
async function withDocument<T>(
  content: string,
  folder: string,
  read: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(folder, DOCUMENT);
  try {
    await writeFile(path, content, { mode: 0o600, flag: "wx" });
    return await read(path);
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    throw inPlainWords(error, [
      [path, "document"],
      [`${folder} or `, ""],
      [folder, "document"],
    ]);
  } finally {
    await rm(path, { force: true });
  }
}

/** What is wrong with the name of a scenario stands in the field that it came in. */
function unnamed(error: HashfallError, name: string): HashfallError {
  const problems = error.problems.map(
    ({ path, reason, remedy }): Problem => ({
      path: path === name ? "scenario" : path,
      reason,
      remedy,
    }),
  );
  return new HashfallError(error.code, error.message, { cause: error, problems });
}

type Renaming = readonly (readonly [place: string, word: string])[];

/** Options as fields of the request, and places of this machine as what they are to who asks. */
function inPlainWords(error: HashfallError, renaming: Renaming): HashfallError {
  const say = (text: string): string => {
    let said = text;
    for (const [place, word] of renaming) said = said.replaceAll(place, word);
    return said
      .replaceAll(/--set\s+/gu, "set.")
      .replaceAll(/--([a-z]+(?:-[a-z]+)*)/gu, (_, name: string) => name.replaceAll("-", "_"));
  };
  const problems = error.problems.map(
    ({ path, reason, remedy }): Problem => ({
      path: say(path),
      reason: say(reason),
      remedy: say(remedy),
    }),
  );
  return new HashfallError(error.code, say(error.message), { cause: error, problems });
}
