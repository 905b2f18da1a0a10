import { serialised } from "../fixtures/header-columns.ts";
import { blockDetails, type ChainName, chainInfo, headerDetails, isHeaderOnly } from "./answers.ts";
import type { Entry, FakeChain } from "./chain.ts";

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the REST interface needs to know of its node. */
export interface RestContext {
  readonly chain: FakeChain;
  readonly chainName: ChainName;
  /** Whether `/rest/blockpart` exists; since Bitcoin Core 31. */
  readonly blockpart: boolean;
}

/** A path after `/rest/…/`, taken apart. Bitcoin Core: src/rest.cpp, `ParseDataFormat`. */
interface Request {
  readonly parts: readonly string[];
  readonly format: "bin" | "hex" | "json" | null;
  readonly query: URLSearchParams;
}

/** libevent gives this type to a body that names none. */
const NO_TYPE = "text/html; charset=ISO-8859-1";
/** Bitcoin Core: `MAX_REST_HEADERS_RESULTS`. */
const MAX_HEADERS = 2000n;
const HASH = /^[0-9a-f]{64}$/iu;

/** What an unknown path gets: no body, and libevent's type. */
export const NOT_FOUND: Answer = { status: 404, type: NO_TYPE, body: "" };

const ENDPOINTS: Readonly<Record<string, (request: Request, context: RestContext) => Answer>> = {
  "/rest/block/notxdetails/": (request, context) => blockAnswer(request, context, null),
  "/rest/block/": (request, context) => blockAnswer(request, context, null),
  "/rest/blockpart/": partAnswer,
  "/rest/headers/": headersAnswer,
  "/rest/blockhashbyheight/": hashByHeight,
  "/rest/chaininfo": infoAnswer,
};

/** Answers a path of the REST interface as Bitcoin Core's src/rest.cpp does. */
export function restAnswer(url: string, context: RestContext): Answer {
  const prefix = Object.keys(ENDPOINTS).find((start) => url.startsWith(start));
  const endpoint = prefix === undefined ? undefined : ENDPOINTS[prefix];
  if (prefix === undefined || endpoint === undefined) return NOT_FOUND;
  if (endpoint === partAnswer && !context.blockpart) return NOT_FOUND;
  return endpoint(parsed(url, url.slice(prefix.length)), context);
}

/** A failure as `RESTERR` writes it. */
export function restError(status: number, message: string): Answer {
  return { status, type: "text/plain", body: `${message}\r\n` };
}

function parsed(url: string, rest: string): Request {
  const question = rest.lastIndexOf("?");
  const path = question < 0 ? rest : rest.slice(0, question);
  const [, stem = path, suffix] = /^(.*)\.(bin|hex|json)$/u.exec(path) ?? [];
  const format = suffix === "bin" || suffix === "hex" || suffix === "json" ? suffix : null;
  const first = url.indexOf("?");
  const query = new URLSearchParams(first < 0 ? "" : url.slice(first + 1));
  return { parts: stem.split("/"), format, query };
}

function infoAnswer({ format }: Request, { chain, chainName }: RestContext): Answer {
  if (format !== "json") return restError(404, "output format not found (available: json)");
  return jsonAnswer(chainInfo(chain, chainName));
}

function hashByHeight({ parts, format }: Request, { chain }: RestContext): Answer {
  const text = parts.join("/");
  if (!/^\d{1,10}$/u.test(text) || Number(text) > 0x7fffffff) {
    return restError(400, `Invalid height: ${text.replaceAll(/[^\w .,;/@()+-]/gu, "")}`);
  }
  const entry = chain.at(Number(text));
  if (entry === undefined) return restError(404, "Block height out of range");
  const { hash } = entry.block;
  if (format === "hex") return { status: 200, type: "text/plain", body: `${hash}\n` };
  if (format === "json") return jsonAnswer({ blockhash: hash });
  return bytesAnswer(serialised(hash), format);
}

function headersAnswer({ parts, format, query }: Request, { chain }: RestContext): Answer {
  if (parts.length > 2) {
    const form = "/rest/headers/<hash>.<ext>?count=<count>";
    return restError(400, `Invalid URI format. Expected ${form}`);
  }
  // Before Bitcoin Core 24 the count stood in the path; it still may.
  const [hash = "", rawCount = query.get("count") ?? "5"] = parts.toReversed();
  const count = natural(rawCount);
  if (count === null || count < 1n || count > MAX_HEADERS) {
    const range = `(1-${MAX_HEADERS})`;
    return restError(
      400,
      `Header count is invalid or out of acceptable range ${range}: ${rawCount}`,
    );
  }
  if (!HASH.test(hash)) return restError(400, `Invalid hash: ${hash}`);
  const start = chain.get(hash.toLowerCase());
  const entries = start === undefined ? [] : chain.from(start, Number(count));
  if (format === "json") return jsonAnswer(entries.map((entry) => headerDetails(chain, entry)));
  return bytesAnswer(Buffer.concat(entries.map(({ block }) => block.header)), format);
}

/** Bitcoin Core 31: both numbers are needed, and none of the bytes may lie beyond the block. */
function partAnswer(request: Request, context: RestContext): Answer {
  const offset = natural(request.query.get("offset") ?? "");
  if (offset === null) return restError(400, "Block part offset missing or invalid");
  const size = natural(request.query.get("size") ?? "");
  if (size === null) return restError(400, "Block part size missing or invalid");
  return blockAnswer(request, context, { offset, size });
}

function blockAnswer(
  { parts, format }: Request,
  { chain }: RestContext,
  part: { readonly offset: bigint; readonly size: bigint } | null,
): Answer {
  const hash = parts.join("/");
  if (!HASH.test(hash)) return restError(400, `Invalid hash: ${hash}`);
  const entry = chain.get(hash.toLowerCase());
  if (entry === undefined) return restError(404, `${hash} not found`);
  if (isHeaderOnly(entry)) {
    return restError(404, `${hash} not available (not fully downloaded)`);
  }
  if (format === "json") return blockJson(chain, entry, part === null);
  const { bytes } = entry.block;
  if (part === null) return bytesAnswer(bytes, format);
  const { offset, size } = part;
  if (size === 0n || offset + size > BigInt(bytes.length)) {
    return restError(400, `Bad block part offset/size ${offset}/${size} for ${hash}`);
  }
  return bytesAnswer(bytes.subarray(Number(offset), Number(offset + size)), format);
}

/** Gives the ids of the transactions only, also where Bitcoin Core gives the transactions. */
function blockJson(chain: FakeChain, entry: Entry, isWhole: boolean): Answer {
  if (!isWhole) return restError(400, "JSON output is not supported for this request type");
  return jsonAnswer(blockDetails(chain, entry));
}

function bytesAnswer(bytes: Uint8Array, format: Request["format"]): Answer {
  if (format === "bin") return { status: 200, type: "application/octet-stream", body: bytes };
  if (format === "hex") {
    return { status: 200, type: "text/plain", body: `${Buffer.from(bytes).toString("hex")}\n` };
  }
  return restError(404, "output format not found (available: .bin, .hex, .json)");
}

function jsonAnswer(value: unknown): Answer {
  return { status: 200, type: "application/json", body: `${JSON.stringify(value)}\n` };
}

/** A whole number below 2^64, digits only. Bitcoin Core: `ToIntegral<size_t>`. */
function natural(text: string): bigint | null {
  if (!/^\d{1,20}$/u.test(text)) return null;
  const value = BigInt(text);
  return value < 1n << 64n ? value : null;
}
