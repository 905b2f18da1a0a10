import { connect } from "node:net";

/** Milliseconds after which a reply counts as one that never came. */
const NEVER_MS = 20_000;

export interface RawReply {
  /** All that came; empty where the connection was closed without a word. */
  readonly text: string;
  /** Whether the connection was still open, without a whole reply, long after any limit. */
  readonly hung: boolean;
}

/** How bytes are sent, and when they are answered. */
interface RawOptions {
  /** Nothing more is sent, so that the server need not wait for the rest of what is no whole request. */
  readonly ends?: boolean;
  /** Replies that are waited for; one unless given. */
  readonly replies?: number;
}

/** Sends bytes as they are, and gives what comes until so many replies are whole or the server closes. */
export async function replyTo(
  server: string,
  bytes: string,
  { ends = false, replies = 1 }: RawOptions = {},
): Promise<RawReply> {
  const { hostname, port } = new URL(server);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, "latin1");
      if (ends) socket.end();
    });
    const end = (hung: boolean): void => {
      clearTimeout(late);
      resolve({ text, hung });
      socket.destroy();
    };
    const late = setTimeout(() => end(true), NEVER_MS);
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (wholeReplies(text) >= replies) end(false);
    });
    socket.on("close", () => end(false));
    // A server that closes in the middle of what it refuses resets the connection.
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNRESET" || error.code === "EPIPE") end(false);
      else reject(error);
    });
  });
}

/** Replies that are there to their last byte; a stream counts as soon as it has begun. */
function wholeReplies(text: string): number {
  let [count, rest] = [0, text];
  for (;;) {
    const head = rest.indexOf("\r\n\r\n");
    if (head === -1) return count;
    const lines = rest.slice(0, head).toLowerCase();
    if (lines.includes("\r\ncontent-type: text/event-stream")) return count + 1;
    const isBodiless = /^http\/1\.1 (?:[12]\d\d|304) /u.test(lines) && !lines.includes("content-");
    const length = isBodiless ? "0" : /\r\ncontent-length: (\d+)/u.exec(lines)?.[1];
    if (length === undefined || rest.length < head + 4 + Number(length)) return count;
    count += 1;
    rest = rest.slice(head + 4 + Number(length));
  }
}

export function statusOf({ text }: RawReply): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /u.exec(text)?.[1] ?? 0);
}

export function bodyOf({ text }: RawReply): string {
  return text.slice(text.indexOf("\r\n\r\n") + 4);
}
