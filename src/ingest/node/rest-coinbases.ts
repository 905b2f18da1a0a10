import { HEADER_BYTES } from "../../bitcoin/index.ts";
import { type BlockHead, readBlock, readHead } from "./block-head.ts";
import { malformed } from "./failures.ts";
import type { Answer } from "./http-client.ts";
import type { BlockName } from "./node-interface.ts";
import { expectOk, restBusy } from "./rest-answers.ts";
import type { Session } from "./session.ts";

/** Longest serialised block, in bytes. Bitcoin Core: `MAX_BLOCK_SERIALIZED_SIZE`. */
const MAX_BLOCK_BYTES = 4_000_000;
/** Part asked for at first, in bytes: a coinbase with a dozen outputs. */
const FIRST_PART = 512;
/** Part asked for of every block at most; longer coinbases are rare enough to be asked for again. */
const LONGEST_USUAL_PART = 4_096;
/** Of a whole block, the bytes kept: more than coinbases have. */
const KEPT = 65_536;
/** Blocks shorter than a part, in a row, after which blocks are asked for whole. */
const SHORT_RUN = 8;
/** Longest text of an error that is read. */
const ERROR_LIMIT = 10_000;

/**
 * Coinbases by REST: from Core 31 on by `/rest/blockpart`, before by whole blocks.
 *
 * A part that reaches beyond the block's end is refused (status 400), so short blocks, and runs of
 * them, are fetched whole. Source: Bitcoin Core v31, src/rest.cpp, `rest_block_part`.
 */
export class RestCoinbases {
  readonly #label: string;
  #servesParts = true;
  #part = FIRST_PART;
  #shortRun = 0;

  constructor(label: string) {
    this.#label = label;
  }

  of(block: BlockName, session: Session): Promise<BlockHead | null> {
    return this.#servesParts && this.#shortRun < SHORT_RUN
      ? this.#byPart(block, session)
      : this.#byBlock(block, session);
  }

  async #byPart(block: BlockName, session: Session): Promise<BlockHead | null> {
    for (let size = this.#part; size < MAX_BLOCK_BYTES; size *= 2) {
      const path = `/rest/blockpart/${block.hash}.bin?offset=${HEADER_BYTES}&size=${size}`;
      const answer = await session.call({ path, limit: size + ERROR_LIMIT }, restBusy);
      if (answer.status === 400) {
        this.#shortRun += 1;
        return this.#byBlock(block, session);
      }
      if (answer.status === 404) return this.#withoutPart(answer, block, session);
      const { length, body } = expectOk(answer, path, this.#label);
      if (length !== size) throw malformed(this.#label, `${length} bytes from ${path}`);
      this.#shortRun = 0;
      const found = readHead(body, block, this.#label);
      if (found !== null) return found;
      this.#part = Math.max(this.#part, Math.min(2 * size, LONGEST_USUAL_PART));
    }
    return this.#byBlock(block, session);
  }

  /** A node that knows the path names the block in its refusal. */
  #withoutPart(
    answer: Answer,
    block: BlockName,
    session: Session,
  ): Promise<BlockHead | null> | null {
    if (answer.body.includes(block.hash)) return this.#missing(answer, block);
    this.#servesParts = false;
    return this.#byBlock(block, session);
  }

  async #byBlock(block: BlockName, session: Session): Promise<BlockHead | null> {
    const path = `/rest/block/${block.hash}.bin`;
    for (const keep of [KEPT, MAX_BLOCK_BYTES]) {
      const answer = await session.call({ path, limit: MAX_BLOCK_BYTES, keep }, restBusy);
      if (answer.status === 404) return this.#missing(answer, block);
      const { body, length } = expectOk(answer, path, this.#label);
      if (length >= HEADER_BYTES + this.#part) this.#shortRun = 0;
      const found = readBlock(body, block, this.#label);
      if (found !== null) return found;
      if (length === body.length) break;
    }
    throw malformed(this.#label, `block ${block.hash} ends within its coinbase`);
  }

  /** Source: Bitcoin Core v28, src/rest.cpp, `rest_block`: "not available (pruned data)". */
  #missing({ body }: Answer, { hash }: BlockName): null {
    if (body.includes("not available")) return null;
    throw malformed(this.#label, `the node gave the header of block ${hash} but not the block`);
  }
}
