import { CodedBody } from "./coded-body.ts";
import type { Coding, MediaType } from "./negotiation.ts";

const CONTENT_TYPES: Readonly<Record<MediaType, string>> = {
  "application/json": "application/json; charset=utf-8",
  "text/csv": "text/csv; charset=utf-8",
};

/** What a head says of an answer, whatever its coding and also where it is not sent again. */
interface SentHead {
  readonly etag: string;
  readonly head: Record<string, string>;
  readonly type: MediaType;
}

/** A body in a coding, with the whole head for it. */
interface Ready {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

/** An answer ready to be sent again and again. */
export class SentAnswer {
  readonly etag: string;
  readonly head: Record<string, string>;
  private readonly type: MediaType;
  private readonly body: CodedBody;
  private readonly ready = new Map<Coding, Ready>();

  constructor(text: string, { etag, head, type }: SentHead) {
    this.body = new CodedBody(text);
    this.etag = etag;
    this.head = head;
    this.type = type;
  }

  /** Bytes held in memory. */
  get size(): number {
    return this.body.size;
  }

  in(wanted: Coding): Ready {
    const known = this.ready.get(wanted);
    if (known !== undefined) return known;
    const { bytes, coding } = this.body.in(wanted);
    const headers: Record<string, string> = {
      ...this.head,
      "content-type": CONTENT_TYPES[this.type],
      "content-length": String(bytes.length),
    };
    if (coding !== "identity") headers["content-encoding"] = coding;
    const made = { bytes, headers };
    this.ready.set(wanted, made);
    return made;
  }
}
