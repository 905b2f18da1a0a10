import { HEADER_BYTES } from "../../bitcoin/index.ts";
import type { BlockHead } from "./block-head.ts";
import { malformed } from "./failures.ts";
import { type HeaderPage, hashOf, linkedPage } from "./header-page.ts";
import type { HttpClient } from "./http-client.ts";
import { hashOrNull, isRecord, parseJson } from "./json.ts";
import {
  type BlockName,
  type ChainInfo,
  type NodeInterface,
  readChainInfo,
} from "./node-interface.ts";
import { CHAIN_INFO_PATH, expectOk, restBusy } from "./rest-answers.ts";
import { RestCoinbases } from "./rest-coinbases.ts";
import { type Contact, type Patience, Session } from "./session.ts";

/** Most headers in one answer. Bitcoin Core v28: src/rest.cpp, `MAX_REST_HEADERS_RESULTS`. */
const MAX_HEADERS = 2_000;
/** Far above any answer in JSON asked for here. */
const JSON_LIMIT = 1_000_000;

/** Bitcoin Core's REST interface: no credentials, bytes as they are. */
export class RestInterface implements NodeInterface {
  readonly name = "REST" as const;
  readonly label: string;
  readonly #client: HttpClient;
  readonly #patience: Patience;
  readonly #contact: Contact = { made: false };
  readonly #coinbases: RestCoinbases;

  constructor(client: HttpClient, patience: Patience) {
    this.label = client.label;
    this.#client = client;
    this.#patience = patience;
    this.#coinbases = new RestCoinbases(client.label);
  }

  session(signal: AbortSignal): Session {
    return new Session(this.#client, this.#patience, this.#contact, signal);
  }

  async chainInfo(session: Session): Promise<ChainInfo> {
    return readChainInfo(await this.#json(CHAIN_INFO_PATH, session), this.label);
  }

  async hashAt(height: number, session: Session): Promise<string> {
    const answer = await this.#json(`/rest/blockhashbyheight/${height}.json`, session);
    const hash = isRecord(answer) ? hashOrNull(answer["blockhash"]) : null;
    if (hash === null) throw malformed(this.label, `no hash for height ${height}`);
    return hash;
  }

  /** The answer begins with the block itself; it is empty for one that is not active. */
  async headersAfter(hash: string, session: Session): Promise<HeaderPage | null> {
    const path = `/rest/headers/${hash}.bin?count=${MAX_HEADERS}`;
    const { body, length } = expectOk(
      await session.call({ path, limit: MAX_HEADERS * HEADER_BYTES }, restBusy),
      path,
      this.label,
    );
    if (length === 0) return null;
    const first = body.subarray(0, HEADER_BYTES);
    if (length % HEADER_BYTES !== 0 || hashOf(first) !== hash) {
      throw malformed(this.label, `${length} bytes from ${path} are not headers from there on`);
    }
    const more = length === MAX_HEADERS * HEADER_BYTES;
    return linkedPage(hash, new Uint8Array(body.subarray(HEADER_BYTES)), {
      more,
      label: this.label,
    });
  }

  coinbaseOf(block: BlockName, session: Session): Promise<BlockHead | null> {
    return this.#coinbases.of(block, session);
  }

  close(): void {
    this.#client.close();
  }

  async #json(path: string, session: Session): Promise<unknown> {
    const answer = await session.call({ path, limit: JSON_LIMIT }, restBusy);
    return parseJson(expectOk(answer, path, this.label).body, this.label);
  }
}
