import type { IncomingMessage, ServerResponse } from "node:http";
import { type Access, isAnswered, isHostGivenOnce } from "./access.ts";
import { COSTS, type ClientLimits, clientAt } from "./client-limits.ts";
import { LONGEST_ADDRESS, MOST_HEADERS } from "./excess.ts";
import type { SentAnswer } from "./sent-answer.ts";

/** The answer to a request, where it is there already. */
export type ReadyAnswer = (request: IncomingMessage) => SentAnswer | undefined;

interface Gate {
  readonly access: Access;
  readonly clients: ClientLimits;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Sends what is ready to whoever asks for nothing out of the ordinary; what it does not send goes the
 * usual way, through all checks. Makes three answers in the time of one.
 */
export function readyListener(ready: ReadyAnswer, { access, clients }: Gate): Listener {
  // Most requests name the same host, so that it need not be read again.
  let right = "";
  const isRight = (host: string = ""): boolean => {
    if (host === right) return host !== "";
    if (isAnswered(access, host)) right = host;
    return host === right;
  };
  return (request, response) => {
    if (access.token !== null || !isPlain(request)) return false;
    const { headers, rawHeaders, socket } = request;
    if (!isRight(headers.host) || !isHostGivenOnce(rawHeaders)) return false;
    const answer = ready(request);
    if (answer === undefined) return false;
    if (clients.take(clientAt(socket.remoteAddress), COSTS.request) > 0) return false;
    answer.writeTo(request, response);
    return true;
  };
}

/** Whether it reads, without a body, from its own page or from none, and within all measure. */
function isPlain({ method, url = "", headers, rawHeaders }: IncomingMessage): boolean {
  const hasBody = "content-length" in headers || "transfer-encoding" in headers;
  const isSmall = url.length < LONGEST_ADDRESS / 2 && rawHeaders.length <= 2 * MOST_HEADERS;
  return method === "GET" && !hasBody && isSmall && headers["sec-fetch-site"] !== "cross-site";
}
