import { setTimeout as delay } from "node:timers/promises";
import { HashfallError, type UnixSeconds, invalidInput, unixSeconds } from "../../base/index.ts";
import { HEADER_BYTES, type Network, bytesFromHex } from "../../bitcoin/index.ts";
import type { BlockBatch, BlockSource, Known } from "../block-source.ts";
import type { PeerAddress } from "./address.ts";
import { boundedSignal } from "./bounded-signal.ts";
import type { PeerConnection } from "./connection.ts";
import { type GreetOptions, openPeer, openPeerOfAnyNetwork } from "./greet.ts";
import { type SyncStep, syncHeaders } from "./header-sync.ts";
import { flipped } from "./hash-text.ts";
import type { PeerReport } from "./report.ts";
import { Seat } from "./seat.ts";
import { SourceEvents } from "./source-events.ts";
import { type Run, standWithNews, standWithoutNews } from "./standing.ts";
import { Trail } from "./trail.ts";
import { PEER_LIMITS, type PeerLimits } from "./wire.ts";

export interface PeerSourceOptions {
  readonly peers: readonly PeerAddress[];
  /** Told by the port, else found by trying, where it is not given. */
  readonly network?: Network | undefined;
  /** Version of this program, for the name given to peers. */
  readonly version: string;
  readonly limits?: Partial<PeerLimits>;
  /** Stops the search for the network. */
  readonly signal?: AbortSignal;
  /** Waits before lost peers are tried again; resolves early when `signal` says to stop. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now?: () => UnixSeconds;
}

/** Headers from peers, and how the peers compare. */
export interface PeerSource extends BlockSource {
  /** What came of each peer, in the order named. */
  report(): readonly PeerReport[];
}

/** First pause before lost peers are tried again, doubled each time, and the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** The longest while other peers still answer. */
const LONGEST_PATIENT_PAUSE_MS = 600_000;

/**
 * Headers from nodes of strangers, over the protocol that nodes speak with each other: no node of one's
 * own is needed, and no coinbase is given.
 *
 * All peers are asked. What the later ones have beyond the first is handed on too, branches included;
 * the receiver takes the branch of most work. A peer that breaks the rules is not asked again; one whose
 * header is ahead of this machine's clock is, after a pause, like one that is lost.
 *
 * @throws HashfallError `input.invalid`, `source.unreachable`, `stopped`.
 */
export async function peerSource(options: PeerSourceOptions): Promise<PeerSource> {
  const seats = options.peers.map((address) => new Seat(address));
  if (seats.length === 0) throw invalidInput("peer", "no peer is named", "name one as HOST:PORT");
  const events = new SourceEvents();
  const greeting = {
    userAgent: `/hashfall:${options.version}/`,
    limits: { ...PEER_LIMITS, ...options.limits },
    now: options.now ?? (() => unixSeconds(Date.now() / 1_000)),
    events,
  };
  const signal = options.signal ?? new AbortController().signal;
  const network = options.network ?? (await findNetwork(seats, { ...greeting, signal }));
  return new Peers({ seats, network, events, greeting, pause: options.pause ?? pauseFor });
}

async function findNetwork(seats: readonly Seat[], options: GreetOptions): Promise<Network> {
  const faults: HashfallError[] = [];
  for (const seat of seats) {
    const met = await seat.connected((address) => openPeerOfAnyNetwork(address, options));
    if (!(met instanceof HashfallError)) return met.network;
    faults.push(seat.drop(met));
  }
  throw together(faults);
}

type Meeting = Promise<PeerConnection | HashfallError>;

interface Parts {
  readonly seats: readonly Seat[];
  readonly network: Network;
  readonly events: SourceEvents;
  readonly greeting: Omit<GreetOptions, "signal">;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

class Peers implements PeerSource {
  readonly label: string;
  readonly network: Network;
  readonly givesCoinbases = false;
  private readonly parts: Parts;
  private mainTip: string | null = null;
  private pauses = 0;
  private readonly closing = new AbortController();

  constructor(parts: Parts) {
    this.parts = parts;
    this.network = parts.network;
    this.label = `p2p:${parts.seats.map((seat) => seat.name).join(",")}`;
  }

  async *blocks(known: Known, signal: AbortSignal): AsyncGenerator<BlockBatch> {
    let begun = known.locator.length > 0;
    for await (const batch of this.fromPeers(known, signal)) {
      if (!begun) yield this.firstBlock();
      begun = true;
      yield batch;
    }
    if (!begun) yield this.firstBlock();
  }

  async changed(signal: AbortSignal): Promise<void> {
    const { events } = this.parts;
    const wait = boundedSignal(signal, this.closing.signal);
    let pausing: Promise<void> | null = null;
    while (!events.heard && !wait.signal.aborted) {
      const event = events.next(wait.signal);
      if (pausing === null && this.someMissing()) {
        pausing = this.tryAgainLater(wait.signal);
      }
      await event;
    }
    wait.end();
    await pausing;
  }

  report(): readonly PeerReport[] {
    return this.parts.seats.map((seat) => seat.report(this.mainTip));
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.parts.seats.map((seat) => seat.close()));
  }

  /** All are greeted at once; a meeting does not outlast the run. */
  private async *fromPeers(known: Known, signal: AbortSignal): AsyncGenerator<BlockBatch> {
    if (this.closing.signal.aborted) throw new HashfallError("stopped", "stopped on request");
    const { seats, events } = this.parts;
    events.heard = false;
    const meeting = boundedSignal(signal, this.closing.signal);
    const meetings = seats.map((seat) => this.meet(seat, meeting.signal));
    const start = this.begin(known);
    try {
      yield* this.fromMet(meetings, { signal, main: start, others: [], holder: null });
    } finally {
      meeting.end();
      await Promise.allSettled(meetings);
    }
  }

  private async *fromMet(meetings: readonly Meeting[], run: Run): AsyncGenerator<BlockBatch> {
    const { seats } = this.parts;
    const start = run.main;
    const answered = new Set<Seat>();
    const faults = new Set<HashfallError>();
    const drop = (seat: Seat, cause: unknown): void => {
      faults.add(seat.drop(cause));
      answered.delete(seat);
      if (run.holder !== null && run.holder.fault !== null) {
        run.main = start;
        run.holder = null;
      }
    };
    for (const [i, seat] of seats.entries()) {
      const refuse = (reason: HashfallError): void => drop(seat, reason);
      try {
        for await (const { headers } of this.ask(seat, await meetings[i], run)) {
          yield { ...batchOf(headers, seat.height), refuse };
        }
        answered.add(seat);
      } catch (cause) {
        drop(seat, cause);
      }
    }
    if (answered.size === 0) throw together([...faults]);
    this.mainTip = run.main.tip;
    if (!this.someMissing()) this.pauses = 0;
  }

  /** The receiver's chain; the first block is on it in any case, since a peer may share no other. */
  private begin({ locator }: Known): Trail {
    const hashes = locator.map((hash) => Buffer.from(hash).toString("hex"));
    const genesis = flipped(this.network.genesisHash);
    return Trail.from(hashes.at(-1) === genesis ? hashes : [...hashes, genesis]);
  }

  private firstBlock(): BlockBatch {
    return batchOf(bytesFromHex(this.network.genesisHeader), null);
  }

  /** Never rejects with a failure of the peer. */
  private meet(seat: Seat, signal: AbortSignal): Meeting {
    const options = { ...this.parts.greeting, signal };
    return seat
      .connected((address) => openPeer(address, this.network, options))
      .catch((cause: unknown) => {
        if (cause instanceof HashfallError) return cause;
        throw cause;
      });
  }

  private async *ask(
    seat: Seat,
    peer: PeerConnection | HashfallError | undefined,
    run: Run,
  ): AsyncGenerator<SyncStep> {
    if (peer === undefined || peer instanceof HashfallError) throw peer;
    let trail = run.main;
    let headers = 0;
    let branched = false;
    let finished = false;
    try {
      for await (const step of syncHeaders(peer, { ...run, trail })) {
        trail = step.trail;
        branched ||= !step.extends;
        headers += step.headers.length / HEADER_BYTES;
        yield step;
      }
      finished = true;
    } finally {
      if (!finished && headers > 0 && seat.welcome) run.others.push(trail);
    }
    seat.requireWelcome();
    const standing =
      headers === 0 ? await standWithoutNews(peer, run) : await standWithNews(trail, branched, run);
    seat.stand({ ...standing, headers });
    if (seat.tip === run.main.tip) run.holder = peer;
    run.holder ??= peer;
    peer.subscribe();
  }

  private someMissing(): boolean {
    return this.parts.seats.some((seat) => !seat.open && !seat.banned);
  }

  /** Calls for another run after a pause, in which lost peers are greeted again. */
  private async tryAgainLater(signal: AbortSignal): Promise<void> {
    const { seats, pause, events } = this.parts;
    const patient = seats.some((seat) => seat.open);
    const longest = patient ? LONGEST_PATIENT_PAUSE_MS : LONGEST_PAUSE_MS;
    const doubled = FIRST_PAUSE_MS * 2 ** Math.min(this.pauses, 20);
    this.pauses += 1;
    await pause(Math.min(longest, doubled), signal);
    if (!signal.aborted) events.news();
  }
}

function batchOf(headers: Uint8Array, tipHeight: number | null): BlockBatch {
  const coinbases = Array.from({ length: headers.length / HEADER_BYTES }, () => null);
  return { headers, coinbases, tipHeight };
}

/**
 * The first of several failures with the problems of all; one that may pass goes first, since then a new
 * try is worth while.
 */
function together(faults: readonly HashfallError[]): HashfallError {
  const first = faults.find(({ code }) => code === "source.unreachable") ?? faults[0];
  if (first === undefined) return new HashfallError("source.unreachable", "no peer to ask");
  const problems = faults.flatMap((fault) => fault.problems);
  return new HashfallError(first.code, first.message, { cause: first, problems });
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
