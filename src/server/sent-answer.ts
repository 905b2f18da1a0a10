import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";
import { CodedBody } from "./coded-body.ts";
import { type Coding, chooseCoding, matchesTag } from "./negotiation.ts";
import { completeResponse } from "./shared-headers.ts";

/** What a head says of an answer, whatever its coding and also where it is not sent again. */
interface SentHead {
  readonly etag: string;
  readonly head: Record<string, string>;
  readonly contentType: string;
  /** Whether coding it saves anything; images and fonts are coded already. */
  readonly codable?: boolean;
}

/** A body in a coding, with the whole head for it. */
interface Ready {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The bytes as characters, where they are few: head and body then leave in one piece. */
  readonly joined: string | null;
  readonly headers: Record<string, string>;
}

/** Bytes that are sent in one piece with their head; beyond, joining takes more than it saves. */
const MOST_JOINED = 16 * 1024;

/** An answer ready to be sent again and again. */
export class SentAnswer {
  readonly etag: string;
  readonly head: Record<string, string>;
  private readonly contentType: string;
  private readonly codable: boolean;
  private readonly body: CodedBody;
  private readonly ready = new Map<Coding, Ready>();

  constructor(
    body: CodedBody | string | Uint8Array<ArrayBuffer>,
    { etag, head, contentType, codable = true }: SentHead,
  ) {
    this.body = body instanceof CodedBody ? body : new CodedBody(body);
    this.etag = etag;
    this.head = head;
    this.contentType = contentType;
    this.codable = codable;
  }

  /** Bytes held in memory. */
  get size(): number {
    return this.body.size;
  }

  /** The response to who asks: the body in the coding he likes best, or 304 where he has it. */
  sendTo({ req }: Context): Response {
    const tags = req.header("if-none-match");
    if (tags !== undefined && matchesTag(tags, this.etag)) {
      return completeResponse(null, 304, this.head);
    }
    const coding = this.codable ? chooseCoding(req.header("accept-encoding")) : "identity";
    const { bytes, headers } = this.in(coding);
    return completeResponse(bytes, 200, headers);
  }

  /** The same, on Node's own objects. */
  writeTo({ headers: asked }: IncomingMessage, response: ServerResponse): void {
    const tags = asked["if-none-match"];
    if (tags !== undefined && matchesTag(tags, this.etag)) {
      response.writeHead(304, this.head).end();
      return;
    }
    const accepted = asked["accept-encoding"];
    const coding = this.codable ? chooseCoding(accepted?.toString()) : "identity";
    const { bytes, joined, headers } = this.in(coding);
    response.writeHead(200, headers);
    if (joined === null) response.end(bytes);
    else response.end(joined, "latin1");
  }

  private in(wanted: Coding): Ready {
    const known = this.ready.get(wanted);
    if (known !== undefined) return known;
    const { bytes, coding } = this.body.in(wanted);
    const headers: Record<string, string> = {
      ...this.head,
      "content-type": this.contentType,
      "content-length": String(bytes.length),
    };
    if (coding !== "identity") headers["content-encoding"] = coding;
    const joined = bytes.length > MOST_JOINED ? null : Buffer.from(bytes).toString("latin1");
    const made = { bytes, joined, headers };
    this.ready.set(wanted, made);
    return made;
  }
}
