import { z } from "zod";
import type { ChainEvent } from "../sync/sync-answer.ts";

/** The newest block that is known; one of the record alone has no hash. */
export interface KnownTip {
  readonly height: number;
  readonly hash: string | null;
  readonly at: string;
}

/** What is told of a new block. */
export interface TipNews {
  readonly tip: KnownTip;
  /** Whether it is another block than before. */
  readonly changed: boolean;
  readonly reorganisations: readonly { readonly fork_height: number; readonly depth: number }[];
}

/** A chain as far as its newest block is concerned. */
interface TippedChain {
  readonly state: () => object;
  readonly subscribe: (listener: (event: ChainEvent) => void) => () => void;
}

const stateSchema = z.object({
  tip: z.object({ height: z.number(), hash: z.string(), at: z.string() }).nullable(),
});

/** The newest block of a kept chain, or of the record where none is kept or it holds none. */
export class ChainTips {
  private readonly chain: TippedChain | undefined;
  private readonly ofRecord: () => Promise<KnownTip>;

  constructor(chain: TippedChain | undefined, ofRecord: () => Promise<KnownTip>) {
    this.chain = chain;
    this.ofRecord = ofRecord;
  }

  async current(): Promise<KnownTip> {
    const state = stateSchema.safeParse(this.chain?.state());
    return state.data?.tip ?? this.ofRecord();
  }

  /** Tells of each new block, until the function it returns is called. */
  subscribe(listener: (news: TipNews) => void): () => void {
    const forget = this.chain?.subscribe((event) => {
      if (event.kind !== "tip" || !event.changed) return;
      const { tip, changed, reorganisations } = event;
      listener({ tip, changed, reorganisations });
    });
    return () => forget?.();
  }
}
