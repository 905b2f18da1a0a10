import * as http from "node:http";
import * as https from "node:https";
import { malformed } from "./failures.ts";

/** How long silence may last, in milliseconds: before the connection stands, and on it. */
export interface Timeouts {
  readonly connect: number;
  readonly idle: number;
}

/** One request: GET, or POST where it has a body. */
export interface Call {
  readonly path: string;
  readonly post?: string;
  /** Of a POST. */
  readonly authorization?: string;
  /** Longest body taken, in bytes; a longer one is `source.malformed`. */
  readonly limit: number;
  /** Bytes of the body wanted; what follows is read and dropped, so that the connection stays. */
  readonly keep?: number;
}

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** The body's beginning: at least `keep` bytes where it has so many. */
  readonly body: Buffer;
  /** Length of the whole body, in bytes. */
  readonly length: number;
}

/** No answer came, for a reason that may pass. */
export interface Interruption {
  readonly kind: "interruption";
  readonly reason: string;
  readonly code: string;
  readonly cause: unknown;
}

export type Outcome = Answer | Interruption | { readonly kind: "stopped" };

/** Looks a limit is divided into; the silence found is at most one look longer than the limit. */
const LOOKS = 4;
const STOPPED = { kind: "stopped" } as const;
const NOTHING = Buffer.alloc(0);

/**
 * HTTP/1.1 over connections that stay open; follows no redirect. Headers are lists, which Node sends
 * without a look at each; `Connection` it adds itself.
 *
 * One clock watches all requests in flight: a timer each costs a twentieth of the whole at the rate
 * a local node answers.
 */
export class HttpClient {
  /** Scheme, host and port: no credentials, no path. */
  readonly label: string;
  readonly #agent: http.Agent;
  readonly #transport: typeof http | typeof https;
  readonly #host: string;
  readonly #port: number;
  readonly #path: string;
  readonly #getHeaders: string[];
  readonly #inFlight = new Set<Exchange>();
  readonly #looks: Timeouts;
  readonly #watch: NodeJS.Timeout;

  constructor(base: URL, connections: number, timeouts: Timeouts) {
    const secure = base.protocol === "https:";
    this.label = base.origin;
    this.#transport = secure ? https : http;
    this.#agent = new this.#transport.Agent({ keepAlive: true, maxSockets: connections });
    this.#path = base.pathname.replace(/\/+$/, "");
    this.#host = base.hostname.replace(/^\[(.*)\]$/, "$1");
    this.#port = base.port === "" ? (secure ? 443 : 80) : Number(base.port);
    this.#getHeaders = ["Host", base.host];
    const look = Math.max(1, Math.min(timeouts.connect, timeouts.idle) / LOOKS);
    this.#looks = { connect: timeouts.connect / look, idle: timeouts.idle / look };
    this.#watch = setInterval(() => this.#look(), look);
    this.#watch.unref();
  }

  /** @throws HashfallError `source.malformed` for what is not HTTP or too long. */
  send(call: Call, owner: object): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const request = this.#transport.request({
        host: this.#host,
        port: this.#port,
        agent: this.#agent,
        method: call.post === undefined ? "GET" : "POST",
        path: this.#path + call.path,
        headers: call.post === undefined ? this.#getHeaders : this.#postHeaders(call, call.post),
      });
      const exchange = new Exchange(request, owner, call);
      this.#inFlight.add(exchange);
      exchange.done = (result) => {
        this.#inFlight.delete(exchange);
        if (result instanceof Error) reject(malformed(this.label, result.message, result.cause));
        else resolve(result);
      };
      request.end(call.post);
    });
  }

  /** Ends what an owner has in flight, and connections nobody uses. */
  stop(owner: object): void {
    for (const exchange of this.#inFlight) {
      if (exchange.owner === owner) exchange.end(STOPPED);
    }
    for (const sockets of Object.values(this.#agent.freeSockets)) {
      for (const socket of sockets ?? []) socket.destroy();
    }
  }

  close(): void {
    clearInterval(this.#watch);
    for (const exchange of this.#inFlight) exchange.end(STOPPED);
    this.#agent.destroy();
  }

  #postHeaders({ authorization = "" }: Call, body: string): string[] {
    const length = String(Buffer.byteLength(body));
    const about = ["Content-Type", "application/json", "Content-Length", length];
    return [...this.#getHeaders, "Authorization", authorization, ...about];
  }

  #look(): void {
    for (const exchange of this.#inFlight) {
      exchange.silence += 1;
      const connecting = exchange.request.socket?.connecting === true;
      if (exchange.silence > (connecting ? this.#looks.connect : this.#looks.idle)) {
        const reason = connecting ? "no connection in time" : "no answer in time";
        exchange.end({ kind: "interruption", reason, code: "ETIMEDOUT", cause: undefined });
      }
    }
  }
}

/** A request and its answer, until either ends. */
class Exchange {
  /** Looks of the clock since something last came. */
  silence = 0;
  readonly request: http.ClientRequest;
  readonly owner: object;
  readonly #limit: number;
  readonly #keep: number;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #ended = false;

  constructor(request: http.ClientRequest, owner: object, { limit, keep }: Call) {
    this.request = request;
    this.owner = owner;
    this.#limit = limit;
    this.#keep = keep ?? limit;
    request.on("response", (response: http.IncomingMessage) => this.#read(response));
    request.on("error", (error) => this.#fail(error));
    request.on("upgrade", (_, socket) => {
      socket.destroy();
      this.end(new Error("the answer changes the protocol"));
    });
    request.on("close", () => this.#closed());
  }

  done: (result: Outcome | Error) => void = () => undefined;

  end(result: Outcome | Error): void {
    if (this.#ended) return;
    this.#ended = true;
    if (!(result instanceof Error) && result.kind === "answer") {
      this.done(result);
      return;
    }
    this.request.destroy();
    this.done(result);
  }

  #read(response: http.IncomingMessage): void {
    response.on("data", (chunk: Buffer) => this.#take(chunk));
    response.on("error", (error) => this.#fail(error));
    response.on("end", () => {
      const [first, second] = this.#chunks;
      this.end({
        kind: "answer",
        status: response.statusCode ?? 0,
        body: second === undefined ? (first ?? NOTHING) : Buffer.concat(this.#chunks),
        length: this.#length,
      });
    });
  }

  #take(chunk: Buffer): void {
    this.silence = 0;
    if (this.#length < this.#keep) this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > this.#limit) {
      this.end(new Error(`answer longer than ${this.#limit} bytes to ${this.request.path}`));
    }
  }

  /** After an answer that ended there is nothing to tell; before, the other side went away. */
  #closed(): void {
    if (!this.#ended) this.#fail(new Error("connection closed"));
  }

  #fail(error: Error): void {
    const code = codeOf(error);
    if (code.startsWith("HPE_")) this.end(new Error("answer is not HTTP", { cause: error }));
    else this.end({ kind: "interruption", reason: reasonOf(error, code), code, cause: error });
  }
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

function reasonOf(error: Error, code: string): string {
  switch (code) {
    case "ECONNREFUSED":
      return "nothing listens there (ECONNREFUSED)";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the name of the host is unknown (${code})`;
    case "ECONNRESET":
    case "EPIPE":
      return `the connection broke (${code})`;
    default:
      return code === "" ? error.message : `${error.message} (${code})`;
  }
}
