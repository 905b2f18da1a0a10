import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ChainSync, type SyncOutcome } from "../../src/app/sync/chain-sync.ts";
import { unixSeconds } from "../../src/base/index.ts";
import { NETWORKS } from "../../src/bitcoin/index.ts";
import {
  type BlockSource,
  openBlockFiles,
  openExportFile,
  openNode,
  peerSource,
} from "../../src/ingest/index.ts";
import { ChainStore, type ExportFormat } from "../../src/store/index.ts";
import { type BlockFileOptions, outOfOrder, writeBlockFiles } from "../fake-node/block-files.ts";
import { type FakeNode, type FakeNodeOptions, startFakeNode } from "../fake-node/start.ts";
import type { StoredBlock } from "../fixtures/block-file.ts";
import { recordedNode } from "../fixtures/node.ts";

/** A clock later than any recorded header. */
export const NOW = unixSeconds(1_800_000_000);
const folders: string[] = [];

/** A new folder, deleted by `cleanUp`. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hashfall-test-"));
  folders.push(folder);
  return folder;
}

/** Deletes every folder made. */
export function cleanUp(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** What a source is opened on: a node with one best chain, which can change. */
interface Origin {
  /** A source of what the origin holds now. */
  open(): Promise<BlockSource>;
  /** Moves the best chain to another tip, of which all blocks are known. */
  moveTo(hash: string): void;
  close(): Promise<void>;
}

/** A kind of source under contract. */
export interface SourceKind {
  readonly name: string;
  readonly givesCoinbases: boolean;
  /** Whether it shows changes of its origin while it is open. */
  readonly follows: boolean;
  /** An origin whose best chain ends at a recorded block. */
  start(tip: string): Promise<Origin>;
}

const poll = { pollInterval: 5 };

function nodeKind(
  name: string,
  options: Omit<FakeNodeOptions, "tip">,
  open: (node: FakeNode) => Promise<BlockSource>,
): SourceKind {
  return {
    name,
    givesCoinbases: !name.startsWith("p2p"),
    follows: true,
    start: async (tip) => {
      const node = await startFakeNode({ ...options, tip });
      return {
        open: async () => open(node),
        moveTo: (hash) => node.setActive(hash),
        close: async () => node.close(),
      };
    },
  };
}

/** Recorded blocks in their order of arrival, up to and with one of them. */
function arrivedUntil(hash: string): StoredBlock[] {
  const blocks = [...recordedNode().blocks.values()];
  return blocks.slice(0, blocks.findIndex((block) => block.hash === hash) + 1);
}

function filesKind(
  name: string,
  options: BlockFileOptions & { readonly window?: number },
): SourceKind {
  const ordered = (blocks: StoredBlock[]): Iterable<StoredBlock> =>
    options.window === undefined ? blocks : outOfOrder(blocks, options.window, 7);
  return {
    name,
    givesCoinbases: true,
    follows: true,
    start: async (tip) => {
      const first = arrivedUntil(tip);
      const written = writeBlockFiles(freshFolder(), ordered(first), options);
      return Promise.resolve({
        open: async () => openBlockFiles(written.folder, { wait: async () => nextTurn() }),
        moveTo: (hash) => written.append(ordered(arrivedUntil(hash).slice(first.length))),
        close: async () => Promise.resolve(),
      });
    },
  };
}

/** A store filled with the recorded blocks up to one. */
export async function storeUntil(tip: string): Promise<ChainStore> {
  const node = await startFakeNode({ tip, blockpart: true });
  try {
    return (await syncedFrom(await openNode(new URL(node.url), poll))).store;
  } finally {
    await node.close();
  }
}

/** Syncs a source to its end into a store, a new one unless given. */
export async function syncedFrom(
  source: BlockSource,
  given?: ChainStore,
): Promise<{
  readonly store: ChainStore;
  readonly sync: ChainSync;
  readonly outcome: SyncOutcome;
}> {
  const store = given ?? (await ChainStore.open(":memory:", source.network));
  const sync = await ChainSync.open(store, { label: () => "unknown", now: () => NOW });
  const outcome = await sync.run(source, new AbortController().signal);
  await source.close();
  return { store, sync, outcome };
}

function exportKind(format: ExportFormat): SourceKind {
  return {
    name: `file, ${format}`,
    givesCoinbases: true,
    follows: false,
    start: async (tip) => {
      const path = join(freshFolder(), `chain.${format}`);
      const write = async (hash: string): Promise<void> => {
        const store = await storeUntil(hash);
        await store.exportChain(path, format);
        store.close();
      };
      let written = write(tip);
      return {
        open: async () => {
          await written;
          return openExportFile(path);
        },
        moveTo: (hash) => {
          written = write(hash);
        },
        close: async () => Promise.resolve(),
      };
    },
  };
}

const cookie = async (node: FakeNode): Promise<BlockSource> =>
  openNode(new URL(node.url), {
    ...poll,
    protocol: "rpc",
    credentials: { kind: "cookie", path: node.cookieFile ?? "" },
  });
const peers = async (node: FakeNode): Promise<BlockSource> =>
  peerSource({
    peers: [{ host: "127.0.0.1", port: node.p2pPort }],
    network: NETWORKS.regtest,
    version: "test",
  });

/** Every kind of source there is. */
export const SOURCES: readonly SourceKind[] = [
  nodeKind("REST of Core 31", { blockpart: true }, async (node) =>
    openNode(new URL(node.url), poll),
  ),
  nodeKind("REST of Core 28", {}, async (node) => openNode(new URL(node.url), poll)),
  nodeKind("RPC with a password", { rest: false }, async (node) =>
    openNode(new URL(node.rpcUrl), poll),
  ),
  nodeKind("RPC with a cookie", { auth: { cookieFolder: freshFolder() } }, cookie),
  nodeKind("p2p", {}, peers),
  filesKind("block files", {}),
  filesKind("block files, obfuscated", { key: recordedNode().xorKey }),
  filesKind("block files, many, out of order, with holes", {
    key: recordedNode().xorKey,
    maximumBytes: 100_000,
    window: 60,
    holes: { kind: "stub", every: 97 },
  }),
  exportKind("parquet"),
  exportKind("csv"),
  exportKind("json"),
];
