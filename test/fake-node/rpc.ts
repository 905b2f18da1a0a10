import { isDeepStrictEqual } from "node:util";
import type { RecordedNode } from "../fixtures/node.ts";
import { blockDetails, chainInfo, chainTips, headerDetails, isHeaderOnly } from "./answers.ts";
import type { Entry } from "./chain.ts";
import type { Answer, RestContext } from "./rest.ts";

/** What the JSON-RPC interface needs to know of its node. */
export interface RpcContext extends RestContext {
  /** What the node says it is doing while it starts; null once it has. */
  readonly warmUp: string | null;
  /** Exchanges that are given as recorded where they are not reckoned here. */
  readonly recorded: RecordedNode["rpc"];
}

/** A failure of a call. Codes: Bitcoin Core, src/rpc/protocol.h. */
class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

interface Call {
  readonly method: string;
  readonly params: unknown;
  readonly id: unknown;
  /** Whether the request names version 2.0, which answers errors with status 200. */
  readonly isVersion2: boolean;
  readonly isNotification: boolean;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

type Method = (params: readonly unknown[], context: RpcContext) => unknown;

const CODE = {
  invalidAddressOrKey: -5,
  invalidParameter: -8,
  typeError: -3,
  inWarmUp: -28,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  parseError: -32_700,
} as const;

const METHODS: Readonly<Record<string, Method>> = {
  getbestblockhash: (_, { chain }) => chain.tip.block.hash,
  getblockcount: (_, { chain }) => chain.tip.height,
  getblockchaininfo: (_, { chain, chainName }) => chainInfo(chain, chainName),
  getchaintips: (_, { chain }) => chainTips(chain),
  getblockhash: ([height], { chain }) => {
    const entry = chain.at(wholeNumber(height));
    if (entry === undefined) throw new RpcError(CODE.invalidParameter, "Block height out of range");
    return entry.block.hash;
  },
  getblockheader: ([hash, verbose = true], context) => {
    const entry = known(hash, context);
    if (verbose !== false) return headerDetails(context.chain, entry);
    return Buffer.from(entry.block.header).toString("hex");
  },
  getblock: ([hash, verbosity = 1], context) => {
    const entry = known(hash, context);
    if (isHeaderOnly(entry)) throw new RpcError(-1, "Block not available (not fully downloaded)");
    if (verbosity === 0 || verbosity === false) {
      return Buffer.from(entry.block.bytes).toString("hex");
    }
    if (verbosity === 1 || verbosity === true) return blockDetails(context.chain, entry);
    return recordedAnswer("getblock", [hash, verbosity], context);
  },
  getblockstats: (params, context) => recordedAnswer("getblockstats", params, context),
  getnetworkinfo: () => NETWORK_INFO,
  waitfornewblock: (_, { chain }) => ({ hash: chain.tip.block.hash, height: chain.tip.height }),
};

/** Names of the parameters, for calls that give them by name. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  getblockhash: ["height"],
  getblockheader: ["blockhash", "verbose"],
  getblock: ["blockhash", "verbosity"],
  getblockstats: ["hash_or_height", "stats"],
};

const NETWORK_INFO = {
  version: 280_100,
  subversion: "/Satoshi:28.1.0/",
  protocolversion: 70_016,
  localservices: "0000000000000c09",
  localservicesnames: ["NETWORK", "WITNESS", "NETWORK_LIMITED", "P2P_V2"],
  localrelay: true,
  timeoffset: 0,
  networkactive: true,
  connections: 0,
  connections_in: 0,
  connections_out: 0,
  networks: [],
  relayfee: 0.000_01,
  incrementalfee: 0.000_01,
  localaddresses: [],
  warnings: [],
};

/** Methods a request calls, for the node's log; empty where it is none. */
export function calledMethods(body: string): string[] {
  const request = parsedJson(body);
  const calls: unknown[] = Array.isArray(request) ? request : [request];
  return calls.flatMap((call) =>
    isObject(call) && typeof call["method"] === "string" ? [call["method"]] : [],
  );
}

/**
 * Answers a request as Bitcoin Core 28 does: version 1 tells failures by the HTTP status, version 2.0
 * and batches by the body alone. Source: Bitcoin Core v28, src/httprpc.cpp, src/rpc/request.cpp.
 */
export function rpcAnswer(body: string, context: RpcContext): Answer {
  const request = parsedJson(body);
  if (request === undefined) {
    const error = new RpcError(CODE.parseError, "Parse error");
    return sent({ status: 500, body: version1Body(null, error, null) });
  }
  if (!Array.isArray(request)) return sent(reply(request, context));
  const requests: unknown[] = request;
  const replies = requests
    .map((each) => reply(each, context))
    .filter(({ status }) => status !== 204);
  if (replies.length === 0 && requests.length > 0) return sent({ status: 204, body: null });
  return sent({ status: 200, body: replies.map((each) => each.body) });
}

function reply(request: unknown, context: RpcContext): Reply {
  let call: Call | undefined;
  try {
    call = readCall(request);
    const result = run(call, context);
    if (call.isNotification) return { status: 204, body: null };
    if (call.isVersion2) return { status: 200, body: { jsonrpc: "2.0", result, id: call.id } };
    return { status: 200, body: version1Body(result, null, call.id) };
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    if (call?.isNotification === true) return { status: 204, body: null };
    const { code, message } = error;
    const id = isObject(request) ? (request["id"] ?? null) : null;
    if (!isVersion2(request)) {
      return { status: httpStatus(code), body: version1Body(null, error, id) };
    }
    return { status: 200, body: { jsonrpc: "2.0", error: { code, message }, id } };
  }
}

function readCall(request: unknown): Call {
  if (!isObject(request)) throw new RpcError(CODE.invalidRequest, "Invalid Request object");
  const { method, params = [], id = null } = request;
  if (typeof method !== "string")
    throw new RpcError(CODE.invalidRequest, "Method must be a string");
  const isNotification = isVersion2(request) && !("id" in request);
  return { method, params, id, isVersion2: isVersion2(request), isNotification };
}

function isVersion2(request: unknown): boolean {
  return isObject(request) && request["jsonrpc"] === "2.0";
}

function run({ method, params }: Call, context: RpcContext): unknown {
  if (context.warmUp !== null) throw new RpcError(CODE.inWarmUp, context.warmUp);
  const found = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (found === undefined) throw new RpcError(CODE.methodNotFound, "Method not found");
  if (Array.isArray(params)) return found(params, context);
  if (!isObject(params)) {
    throw new RpcError(CODE.invalidRequest, "Params must be an array or object");
  }
  return found(
    (PARAMETERS[method] ?? []).map((name) => params[name]),
    context,
  );
}

function known(hash: unknown, { chain }: RpcContext): Entry {
  if (typeof hash !== "string") {
    throw new RpcError(CODE.typeError, "JSON value is not a string as expected");
  }
  if (hash.length !== 64) {
    const found = `(not ${hash.length}, for '${hash}')`;
    throw new RpcError(CODE.invalidParameter, `blockhash must be of length 64 ${found}`);
  }
  const entry = chain.get(hash.toLowerCase());
  if (entry === undefined) throw new RpcError(CODE.invalidAddressOrKey, "Block not found");
  return entry;
}

function recordedAnswer(
  method: string,
  params: readonly unknown[],
  { recorded }: RpcContext,
): unknown {
  const found = recorded.find((exchange) =>
    isDeepStrictEqual(exchange.request, { method, params }),
  );
  if (found === undefined) throw new RpcError(-1, `${method} is not kept by this fake`);
  return found.response["result"];
}

function wholeNumber(value: unknown): number {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new RpcError(CODE.typeError, "JSON value is not an integer as expected");
  }
  return value;
}

/** Bitcoin Core v28: src/httprpc.cpp, `JSONErrorReply`. */
function httpStatus(code: number): number {
  if (code === CODE.invalidRequest) return 400;
  return code === CODE.methodNotFound ? 404 : 500;
}

function version1Body(result: unknown, error: RpcError | null, id: unknown): object {
  const shown = error === null ? null : { code: error.code, message: error.message };
  return { result, error: shown, id };
}

function sent({ status, body }: Reply): Answer {
  const text = status === 204 ? "" : `${JSON.stringify(body)}\n`;
  return { status, type: "application/json", body: text };
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
