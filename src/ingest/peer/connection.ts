import {
  HEADER_BYTES,
  MERKLE_ROOT_AT,
  type Network,
  PREVIOUS_HASH_AT,
} from "../../bitcoin/index.ts";
import { HashfallError } from "../../base/index.ts";
import type { Frame } from "./frame.ts";
import { flipped } from "./hash-text.ts";
import { type PeerVersion, announcesBlock, decodeHeaders, encodeGetHeaders } from "./messages.ts";
import type { Trail } from "./trail.ts";
import type { PeerLimits, Wire } from "./wire.ts";

/** Most headers of an announcement. Bitcoin Core: `MAX_BLOCKS_TO_ANNOUNCE`, src/net_processing.cpp. */
const MAX_ANNOUNCED = 8;

/** What a connection tells while nothing is asked of it. */
export interface PeerEvents {
  /** The peer told of a block. */
  readonly news: () => void;
  /** The connection is over. */
  readonly lost: () => void;
}

interface ConnectionOptions {
  readonly network: Network;
  readonly version: PeerVersion;
  readonly limits: PeerLimits;
  readonly events: PeerEvents;
}

/** A peer that has been greeted. */
export class PeerConnection {
  readonly network: Network;
  readonly version: PeerVersion;
  private readonly wire: Wire;
  private readonly limits: PeerLimits;
  private readonly news: () => void;
  private subscribed = false;

  constructor(wire: Wire, { network, version, limits, events }: ConnectionOptions) {
    this.network = network;
    this.version = version;
    this.wire = wire;
    this.limits = limits;
    this.news = events.news;
    wire.unasked = (frame) => this.hear(frame);
    wire.lost = events.lost;
  }

  /** Why the connection is over; null while it is not. */
  get fault(): HashfallError | null {
    return this.wire.fault;
  }

  /**
   * Serialised headers after the newest block of the trail that the peer shares; none at its tip.
   *
   * A block found while the question is under way may be announced before the answer. It follows a block
   * the peer believes known, which need not be on the trail; such a message counts as news.
   *
   * @throws HashfallError `source.malformed` for headers that follow no block of the trail.
   */
  headersAfter(trail: Trail, others: readonly Trail[], signal: AbortSignal): Promise<Uint8Array> {
    const locator = trail
      .locator(others.map((other) => other.tip))
      .map((hash) => Buffer.from(hash, "hex"));
    const answer = this.wire.expect({
      what: "getheaders",
      withinMs: this.limits.replyMs,
      signal,
      take: ({ command, payload }) => {
        if (command !== "headers") return undefined;
        const headers = decodeHeaders(payload);
        if (headers.length === 0) return headers;
        const parent = parentOf(headers);
        if ([trail, ...others].some((chain) => chain.has(parent))) return headers;
        if (this.subscribed && headers.length <= MAX_ANNOUNCED * HEADER_BYTES) return undefined;
        throw unlinked(headers, parent);
      },
    });
    this.wire.send("getheaders", encodeGetHeaders(locator));
    return answer;
  }

  /** Asks to be told of new blocks by their headers (BIP 130). */
  subscribe(): void {
    if (this.subscribed) return;
    this.subscribed = true;
    this.wire.send("sendheaders");
  }

  /** Ends the connection, for a reason that whoever waits will be told. */
  drop(fault: HashfallError): void {
    this.wire.fail(fault);
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  private hear({ command, payload }: Frame): void {
    if (command === "headers" && decodeHeaders(payload).length > 0) this.news();
    if (command === "inv" && announcesBlock(payload)) this.news();
  }
}

/** Hash that the first of some headers names as its parent, as serialised, in hexadecimal. */
export function parentOf(headers: Uint8Array): string {
  return Buffer.from(headers.subarray(PREVIOUS_HASH_AT, MERKLE_ROOT_AT)).toString("hex");
}

function unlinked(headers: Uint8Array, parent: string): HashfallError {
  const count = headers.length / HEADER_BYTES;
  return new HashfallError(
    "source.malformed",
    `${count} headers follow block ${flipped(parent)}, which was not asked about`,
  );
}
