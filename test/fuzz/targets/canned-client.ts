import { malformed } from "../../../src/ingest/node/failures.ts";
import { type Call, HttpClient, type Outcome } from "../../../src/ingest/node/http-client.ts";
import type { Patience } from "../../../src/ingest/node/session.ts";

/** Never pauses, and gives up after a few tries. */
export const AT_ONCE: Patience = {
  first: 1,
  longest: 1,
  total: 3,
  pause: () => Promise.resolve(),
};
/** Bytes that come beyond those wanted, as the last piece of a stream brings them. */
const SURPLUS = 700;

/** What a node answers: status and body. */
export interface CannedAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** A client without a connection: it answers at once, and keeps of a body what the true one would. */
export class CannedClient extends HttpClient {
  answer: (call: Call) => CannedAnswer | null = () => null;

  constructor() {
    super(new URL("http://127.0.0.1:1"), 1, { connect: 60_000, idle: 60_000 });
  }

  override send(call: Call): Promise<Outcome> {
    const answer = this.answer(call);
    if (answer === null) {
      const reason = "the connection broke (ECONNRESET)";
      return Promise.resolve({ kind: "interruption", reason, code: "ECONNRESET", cause: null });
    }
    const { length } = answer.body;
    if (length > call.limit) {
      return Promise.reject(malformed(this.label, `answer longer than ${call.limit} bytes`));
    }
    const whole = Buffer.from(answer.body);
    const body = whole.subarray(0, (call.keep ?? call.limit) + SURPLUS);
    return Promise.resolve({ kind: "answer", status: answer.status, body, length });
  }

  override stop(): void {
    // Nothing is in flight.
  }
}
