import { z } from "zod";
import { HashfallError, type Problem } from "../../base/index.ts";
import { NETWORKS, type NetworkName } from "../../bitcoin/index.ts";
import type { FactRecord } from "../../record/index.ts";
import { ChainKeeper } from "./chain-keeper.ts";
import { type SourceRequest, openSource } from "./open-source.ts";
import { syncKept } from "./run-sync.ts";
import type { ChainEvent, SyncAnswer } from "./sync-answer.ts";
import { throughRequestSchema } from "./sync-through.ts";

/** A chain kept by a server: what it follows, and who is told. */
export class ChainService {
  readonly keeper: ChainKeeper;
  private readonly shipped: FactRecord;
  private readonly listeners: Set<(event: ChainEvent) => void>;
  private readonly stop = new AbortController();
  private following: { readonly source: string; trouble: string | null } | null = null;
  private followed: Promise<void> = Promise.resolve();

  private constructor(
    keeper: ChainKeeper,
    shipped: FactRecord,
    listeners: Set<(event: ChainEvent) => void>,
  ) {
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
    const listeners = new Set<(event: ChainEvent) => void>();
    const on = (event: ChainEvent): void => {
      for (const listener of listeners) listener(event);
    };
    const keeper = await ChainKeeper.open({ folder, network, pools: shipped.pools, on });
    const service = new ChainService(keeper, shipped, listeners);
    service.subscribe((event) => service.note(event));
    return service;
  }

  state(): object {
    return {
      network: this.keeper.paths.network.name,
      tip: this.keeper.tip,
      following: this.following?.source ?? null,
      trouble: this.following?.trouble ?? null,
    };
  }

  subscribe(listener: (event: ChainEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Keeps up with a source in the background; what ends it is told as its trouble. */
  async follow(request: SourceRequest): Promise<void> {
    const { source } = await openSource(request, this.stop.signal);
    const following = { source: source.label, trouble: null as string | null };
    this.following = following;
    this.followed = this.keeper
      .follow(source, this.stop.signal)
      .catch((error: unknown) => {
        following.trouble = error instanceof Error ? error.message : String(error);
        const message = following.trouble;
        for (const listener of this.listeners)
          listener({ kind: "trouble", message, retry_in_s: 0 });
      })
      .then(async () => source.close());
  }

  /** Syncs as another process of this user asks. @throws HashfallError `input.invalid`. */
  async sync(
    request: unknown,
    signal: AbortSignal,
    on: (event: ChainEvent) => void,
  ): Promise<SyncAnswer> {
    const parsed = throughRequestSchema.safeParse(request);
    if (!parsed.success) throw invalidRequest(parsed.error);
    const { follow, network, ...rest } = parsed.data;
    const named = network === undefined ? undefined : NETWORKS[network];
    const opened = await openSource({ ...rest, network: named }, signal);
    const unsubscribe = this.subscribe(on);
    try {
      return await syncKept(this.keeper, opened, { follow, signal, shipped: this.shipped });
    } finally {
      unsubscribe();
      await opened.source.close();
    }
  }

  /** Lets the step under way end, then closes the store. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.followed;
    await this.keeper.close();
  }

  private note(event: ChainEvent): void {
    if (this.following === null) return;
    if (event.kind === "trouble") this.following.trouble = event.message;
    else this.following.trouble = null;
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
