import type { Socket } from "node:net";
import { HashfallError } from "../../base/index.ts";
import { type Frame, FrameDecoder, encodeFrame } from "./frame.ts";
import { encodePong } from "./messages.ts";

/** How long a peer may take, in milliseconds, and how much it may say unasked. */
export interface PeerLimits {
  readonly connectMs: number;
  readonly handshakeMs: number;
  readonly replyMs: number;
  /** Silence after which a connection counts as lost; Bitcoin Core pings every two minutes. */
  readonly idleMs: number;
  /** Messages nobody asked for, pings among them, that a peer may send in a minute. */
  readonly unaskedMessages: number;
  /** The same in bytes. */
  readonly unaskedBytes: number;
}

/** The limits where none are given. */
export const PEER_LIMITS: PeerLimits = {
  connectMs: 10_000,
  handshakeMs: 20_000,
  replyMs: 60_000,
  idleMs: 1_200_000,
  unaskedMessages: 1_000,
  unaskedBytes: 16_000_000,
};

const MINUTE_MS = 60_000;

/** A message waited for. `take` gives what it says, or undefined when another message came. */
export interface Wanted<T> {
  readonly what: string;
  readonly withinMs: number;
  readonly signal: AbortSignal;
  readonly take: (frame: Frame) => T | undefined;
}

interface Pending {
  readonly offer: (frame: Frame) => boolean;
  readonly reject: (fault: HashfallError) => void;
}

interface WireOptions {
  /** Address to print. */
  readonly name: string;
  readonly magic: number;
  readonly limits: PeerLimits;
}

/**
 * A connected socket that speaks in messages: answers pings, hands over the one that is waited for and
 * passes on the rest. The first fault ends it for good.
 *
 * While the peer does not read, nothing is read from it: what it makes us send cannot pile up.
 */
export class Wire {
  /** Why the connection is over; null while it is not. */
  fault: HashfallError | null = null;
  /** Whether the other side ended it. */
  hungUp = false;
  /** Gets every message that is not waited for. */
  unasked: (frame: Frame) => void = () => {};
  /** Called once, when the connection is over. */
  lost: () => void = () => {};
  readonly closed: Promise<void>;
  private readonly socket: Socket;
  private readonly options: WireOptions;
  private readonly decoder: FrameDecoder;
  private pending: Pending | null = null;
  private minuteBegan = 0;
  private messages = 0;
  private bytes = 0;

  constructor(socket: Socket, options: WireOptions) {
    this.socket = socket;
    this.options = options;
    this.decoder = new FrameDecoder(options.magic);
    this.closed = new Promise((resolve) => {
      socket.once("close", () => resolve());
    });
    socket.on("data", (chunk: Uint8Array) => this.receive(chunk));
    socket.on("drain", () => socket.resume());
    socket.on("error", (cause) => this.hangUp(cause));
    socket.on("close", () => this.hangUp());
    socket.setTimeout(options.limits.idleMs, () => {
      this.fail(this.unreachable(`was silent for ${options.limits.idleMs / 1_000} s`));
    });
  }

  /** Magic of another network that the peer spoke with; null while it did not. */
  get foreignMagic(): number | null {
    return this.decoder.foreignMagic;
  }

  send(command: string, payload: Uint8Array = new Uint8Array(0)): void {
    if (this.fault !== null) return;
    const room = this.socket.write(encodeFrame(this.options.magic, { command, payload }));
    if (!room) this.socket.pause();
  }

  /** Waits for one message; only one may be waited for at a time. */
  expect<T>({ what, withinMs, signal, take }: Wanted<T>): Promise<T> {
    if (signal.aborted) this.fail(stopped());
    if (this.fault !== null) return Promise.reject(this.fault);
    return new Promise((resolve, reject) => {
      const stop = (): void => this.fail(stopped());
      const late = this.unreachable(`did not answer ${what} within ${withinMs / 1_000} s`);
      const timer = setTimeout(() => this.fail(late), withinMs);
      const settle = (): void => {
        this.pending = null;
        clearTimeout(timer);
        signal.removeEventListener("abort", stop);
      };
      signal.addEventListener("abort", stop);
      const offer = (frame: Frame): boolean => {
        const value = take(frame);
        if (value === undefined) return false;
        settle();
        resolve(value);
        return true;
      };
      const refuse = (fault: HashfallError): void => {
        settle();
        reject(fault);
      };
      this.pending = { offer, reject: refuse };
    });
  }

  /** Ends the connection; a message still waited for is refused with this. */
  fail(fault: HashfallError): void {
    if (this.fault !== null) return;
    this.fault = fault;
    this.socket.destroy();
    this.pending?.reject(fault);
    this.lost();
  }

  close(): Promise<void> {
    this.fail(stopped());
    return this.closed;
  }

  private receive(chunk: Uint8Array): void {
    if (this.fault !== null) return;
    try {
      for (const frame of this.decoder.push(chunk)) {
        this.dispatch(frame);
        if (this.fault !== null) return;
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `peer ${this.options.name} misbehaves: ${reason}`;
      const code = cause instanceof HashfallError ? cause.code : "source.malformed";
      this.fail(new HashfallError(code, message, { cause }));
    }
  }

  private dispatch(frame: Frame): void {
    if (this.pending?.offer(frame) === true) return;
    this.charge(frame);
    if (frame.command === "ping") this.send("pong", encodePong(frame.payload));
    else this.unasked(frame);
  }

  private charge({ payload }: Frame): void {
    const { unaskedMessages, unaskedBytes } = this.options.limits;
    const now = performance.now();
    if (now - this.minuteBegan > MINUTE_MS) {
      this.minuteBegan = now;
      this.messages = 0;
      this.bytes = 0;
    }
    this.messages += 1;
    this.bytes += payload.length;
    if (this.messages <= unaskedMessages && this.bytes <= unaskedBytes) return;
    const said = `${this.messages} messages of ${this.bytes} bytes in a minute`;
    throw new HashfallError("source.malformed", `${said} that nobody asked for`);
  }

  private hangUp(cause?: Error): void {
    if (this.fault !== null) return;
    this.hungUp = true;
    this.fail(this.unreachable("closed the connection", cause));
  }

  private unreachable(reason: string, cause?: Error): HashfallError {
    const { name } = this.options;
    const remedy = "check that the node runs and takes connections, or name another peer";
    return new HashfallError("source.unreachable", `peer ${name} ${reason}`, {
      cause,
      problems: [{ path: name, reason, remedy }],
    });
  }
}

function stopped(): HashfallError {
  return new HashfallError("stopped", "stopped on request");
}
