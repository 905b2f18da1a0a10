import { HashfallError } from "../../base/index.ts";
import { HEADER_BYTES, type Network, displayHash } from "../../bitcoin/index.ts";
import type { BlockBatch, BlockSource, Known } from "../block-source.ts";
import { CoinbaseFacts } from "../coinbase-facts.ts";
import { stopped } from "./failures.ts";
import { type HeaderPage, hashOf } from "./header-page.ts";
import { Lanes } from "./lanes.ts";
import { type NodeInterface, otherNetwork } from "./node-interface.ts";
import type { Pause, Session } from "./session.ts";

/** Batches fetched before the reader asks for them. */
const AHEAD = 2;

/** How a node is read. */
export interface ReadOptions {
  /** Requests for coinbases in flight at a time. */
  readonly width: number;
  /** Between two looks at the node's tip, in milliseconds. */
  readonly pollInterval: number;
  readonly pause: Pause;
}

/** The active chain of one node. */
export class NodeSource implements BlockSource {
  readonly label: string;
  readonly network: Network;
  readonly givesCoinbases = true;
  readonly #node: NodeInterface;
  readonly #options: ReadOptions;
  readonly #facts: CoinbaseFacts;
  /** Hash of the last block handed out, or of the one the reader had. */
  #last: string | null = null;
  /** The tip that `changed` last resolved for. */
  #told: string | null = null;

  constructor(node: NodeInterface, network: Network, options: ReadOptions) {
    this.label = `node ${node.label} (${node.name})`;
    this.network = network;
    this.#node = node;
    this.#options = options;
    this.#facts = new CoinbaseFacts(network);
  }

  async *blocks(known: Known, signal: AbortSignal): AsyncGenerator<BlockBatch, void, void> {
    const session = this.#node.session(signal);
    try {
      yield* this.#batches(known.locator, session);
    } finally {
      session.end();
    }
  }

  async changed(signal: AbortSignal): Promise<void> {
    const session = this.#node.session(signal);
    try {
      for (let looks = 0; ; looks += 1) {
        const { bestHash } = await this.#node.chainInfo(session);
        const news = bestHash !== this.#last;
        if (news && (looks > 0 || this.#told === null)) {
          this.#told = bestHash;
          return;
        }
        await this.#options.pause(this.#options.pollInterval, signal);
      }
    } catch (error) {
      if (!(error instanceof HashfallError) || error.code !== "stopped") throw error;
    } finally {
      session.end();
    }
  }

  close(): Promise<void> {
    this.#node.close();
    return Promise.resolve();
  }

  /** While the reader has one batch, the next is on its way, and the headers of the one after. */
  async *#batches(
    locator: readonly Uint8Array[],
    session: Session,
  ): AsyncGenerator<BlockBatch, void, void> {
    const { height } = await this.#node.chainInfo(session);
    const pages = this.#pages(locator, session);
    const lanes = new Lanes(this.#options.width);
    const started: Promise<BlockBatch>[] = [];
    let page = watched(pages.next());
    for (let ended = false; ; ) {
      while (!ended && started.length < AHEAD) {
        const { value } = await page;
        ended = value === undefined;
        if (value === undefined) break;
        page = watched(pages.next());
        started.push(watched(this.#batch(value, height, { lanes, session })));
      }
      const batch = await started.shift();
      if (batch === undefined) return;
      if (session.signal.aborted) throw stopped(this.label);
      this.#last = hashOf(batch.headers.subarray(-HEADER_BYTES));
      yield batch;
    }
  }

  /** From the newest block of the locator that is on the node's active chain to its tip. */
  async *#pages(
    locator: readonly Uint8Array[],
    session: Session,
  ): AsyncGenerator<HeaderPage, void, void> {
    let page: HeaderPage | null = await this.#firstPage(locator, session);
    while (page !== null && page.hashes.length > 0) {
      const last = page.hashes.at(-1);
      yield page;
      if (!page.more || last === undefined) return;
      page = await this.#node.headersAfter(last, session);
    }
  }

  async #firstPage(locator: readonly Uint8Array[], session: Session): Promise<HeaderPage> {
    for (const hash of [...locator.map(displayHash), this.network.genesisHash]) {
      const page = await this.#node.headersAfter(hash, session);
      if (page !== null) {
        this.#last = hash;
        return page;
      }
    }
    throw otherNetwork(this.label, `the node does not have ${this.network.name}'s first block`);
  }

  async #batch(
    { headers, hashes }: HeaderPage,
    tipHeight: number,
    { lanes, session }: Fetch,
  ): Promise<BlockBatch> {
    const coinbases = await lanes.map(hashes.length, async (index) => {
      const header = headers.subarray(index * HEADER_BYTES, (index + 1) * HEADER_BYTES);
      const head = await this.#node.coinbaseOf({ hash: hashes[index] ?? "", header }, session);
      return head === null ? null : this.#facts.of(head.coinbase, head.transactions);
    });
    return { headers, coinbases, tipHeight };
  }
}

interface Fetch {
  readonly lanes: Lanes;
  readonly session: Session;
}

/** A promise awaited later, or never: its failure is not lost, and not unhandled meanwhile. */
function watched<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
