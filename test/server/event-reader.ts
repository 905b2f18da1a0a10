import { once } from "node:events";
import { type IncomingMessage, get } from "node:http";

/** An event as a browser would be handed it. */
interface HeardEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/** A stream of server-sent events, heard as they come. */
export interface Hearing {
  readonly status: number;
  readonly heard: readonly HeardEvent[];
  /** All that came, with comments and what else is no event. */
  readonly text: () => string;
  /** Ends once what came satisfies it. */
  readonly until: (enough: (hearing: Hearing) => boolean) => Promise<void>;
  /** Ends when the other side has ended. */
  readonly ended: Promise<void>;
  readonly leave: () => void;
}

/** Who waits for something to be heard. */
interface Waiting {
  readonly look: () => void;
  readonly fail: () => void;
}

/** Listens to an address until one leaves. */
export async function listenTo(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Hearing> {
  const request = get(url, { headers: { ...headers }, agent: false });
  const [response]: IncomingMessage[] = await once(request, "response");
  if (response === undefined) throw new Error("no response");
  let text = "";
  const heard: HeardEvent[] = [];
  const waiting = new Set<Waiting>();
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    const known = text.split("\n\n").length - 1;
    text += chunk;
    for (const block of text.split("\n\n").slice(known, -1)) {
      const event = eventIn(block);
      if (event !== null) heard.push(event);
    }
    for (const { look } of waiting) look();
  });
  const ended = new Promise<void>((resolve) => {
    response.on("error", () => undefined);
    response.on("close", () => {
      for (const { fail } of waiting) fail();
      resolve();
    });
  });
  const hearing: Hearing = {
    status: response.statusCode ?? 0,
    heard,
    text: () => text,
    until: async (enough) =>
      new Promise((resolve, reject) => {
        const one: Waiting = {
          look: () => {
            if (!enough(hearing)) return;
            waiting.delete(one);
            resolve();
          },
          fail: () => reject(new Error(`the stream ended after: ${text}`)),
        };
        waiting.add(one);
        one.look();
      }),
    ended,
    leave: () => void request.destroy(),
  };
  return hearing;
}

function eventIn(block: string): HeardEvent | null {
  const field = (name: string): string | null =>
    block
      .split("\n")
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? null;
  const [event, data] = [field("event"), field("data")];
  return event === null || data === null ? null : { event, data, id: field("id") };
}
