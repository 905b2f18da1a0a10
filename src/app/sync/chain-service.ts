import type { z } from "zod";
import { HashfallError, type Problem } from "../../base/index.ts";
import { NETWORKS, type NetworkName } from "../../bitcoin/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { ChainKeeper } from "./chain-keeper.ts";
import { type OpenedSource, openSource } from "./open-source.ts";
import { newToken, ownerProof } from "./owner.ts";
import { checkpointsOf, syncKept } from "./run-sync.ts";
import type { ChainEvent, SyncAnswer } from "./sync-answer.ts";
import { throughRequestSchema } from "./sync-through.ts";

type Listener = (event: ChainEvent) => void;

/** A source that is followed, and what keeps it from being so. */
interface Following {
  readonly source: string;
  trouble: string | null;
}

/** A chain kept by a server: what it follows, who is told, and who may ask it to sync. */
export class ChainService {
  /** A word that the programs of this user know, from the file of the store's owner. */
  readonly token: string = newToken();
  private readonly keeper: ChainKeeper;
  private readonly shipped: FactRecord;
  private readonly listeners: Set<Listener>;
  private readonly stop = new AbortController();
  private readonly syncs = new Set<Promise<unknown>>();
  private following: Following | null = null;

  private constructor(keeper: ChainKeeper, shipped: FactRecord, listeners: Set<Listener>) {
    this.keeper = keeper;
    this.shipped = shipped;
    this.listeners = listeners;
  }

  /** @throws HashfallError `store.busy`, `store.damaged`, `store.full`, `store.newer`. */
  static async open(
    folder: string,
    network: NetworkName,
    shipped: FactRecord,
  ): Promise<ChainService> {
    const listeners = new Set<Listener>();
    const on = (event: ChainEvent): void => {
      for (const listener of listeners) listener(event);
    };
    const checkpoints = checkpointsOf(shipped, network);
    const { pools } = shipped;
    const keeper = await ChainKeeper.open({ folder, network, pools, checkpoints, on });
    return new ChainService(keeper, shipped, listeners);
  }

  state(): object {
    return {
      network: this.keeper.paths.network.name,
      tip: this.keeper.tip,
      following: this.following?.source ?? null,
      trouble: this.following?.trouble ?? null,
    };
  }

  prove(nonce: string): string {
    return ownerProof(this.token, nonce);
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Keeps up with a source in the background, and closes it; what ends it stays as its trouble. */
  follow({ source }: OpenedSource): void {
    const following: Following = { source: source.label, trouble: null };
    this.following = following;
    const tell = (event: ChainEvent): void => {
      for (const listener of this.listeners) listener(event);
    };
    const forget = this.subscribe((event) => {
      if (event.kind === "trouble") following.trouble = event.message;
      if (event.kind === "tip") following.trouble = null;
    });
    const followed = this.keeper
      .follow(source, this.stop.signal)
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        tell({ kind: "trouble", message, retry_in_s: null });
        following.trouble = message;
      })
      .finally(forget)
      .then(async () => source.close());
    this.whileRunning(followed);
  }

  /** Syncs as another process of this user asks. @throws HashfallError `input.invalid`. */
  async sync(request: unknown, signal: AbortSignal, on: Listener): Promise<SyncAnswer> {
    const parsed = throughRequestSchema.safeParse(request);
    if (!parsed.success) throw invalidRequest(parsed.error);
    const { follow, network, ...rest } = parsed.data;
    const named = network === undefined ? undefined : NETWORKS[network];
    const either = AbortSignal.any([signal, this.stop.signal]);
    const opened = await openSource({ ...rest, network: named }, either, (message) =>
      on({ kind: "waiting", message }),
    );
    const unsubscribe = this.subscribe(on);
    const { keeper, shipped } = this;
    const synced = syncKept(keeper, opened, { follow, signal: either, shipped });
    this.whileRunning(synced);
    try {
      return await synced;
    } finally {
      unsubscribe();
      await opened.source.close();
    }
  }

  /** Stops what is under way after its step, then closes the store. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.syncs);
    await this.keeper.close();
  }

  private whileRunning(work: Promise<unknown>): void {
    const settled = Promise.allSettled([work]);
    this.syncs.add(settled);
    void settled.finally(() => this.syncs.delete(settled));
  }
}

function invalidRequest(error: z.ZodError): HashfallError {
  const problems: Problem[] = error.issues.map((issue) => ({
    path: issue.path.join("."),
    reason: issue.message,
    remedy: "use this program's `sync` of the same version",
  }));
  return new HashfallError("input.invalid", "the request makes no sense", { problems });
}
