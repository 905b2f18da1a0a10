import type { ErrorCode, Random } from "../../../src/base/index.ts";
import { HASH_BYTES, HEADER_BYTES, displayHash, hashHeaders } from "../../../src/bitcoin/index.ts";
import { Authorization } from "../../../src/ingest/node/credentials.ts";
import type { Call } from "../../../src/ingest/node/http-client.ts";
import type { BlockName, NodeInterface } from "../../../src/ingest/node/node-interface.ts";
import { RestInterface } from "../../../src/ingest/node/rest.ts";
import { RpcClient } from "../../../src/ingest/node/rpc-client.ts";
import { RpcInterface } from "../../../src/ingest/node/rpc.ts";
import type { Session } from "../../../src/ingest/node/session.ts";
import { FakeChain } from "../../fake-node/chain.ts";
import { restAnswer } from "../../fake-node/rest.ts";
import { type RpcContext, rpcAnswer } from "../../fake-node/rpc.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostileJson } from "../json-mutation.ts";
import { hostile } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { AT_ONCE, type CannedAnswer, CannedClient } from "./canned-client.ts";

/** Height of the node that answers; its headers fit one page. */
const HEIGHT = 60;
const STATUSES = [204, 301, 400, 401, 403, 404, 404, 500, 500, 503, 0, 999] as const;
const WORDS = [
  "",
  "Work queue depth exceeded",
  "Service temporarily unavailable: Loading block index…\r\n",
  '{"result":null,"error":{"code":-28,"message":"Loading block index…"},"id":0}',
  "not available (pruned data)\r\n",
  '{"result":null,"error":{"code":-1,"message":"Block not available (pruned data)"},"id":0}',
  "\u001b[2J\u202e<html>",
] as const;
const CODES: readonly ErrorCode[] = [
  "source.malformed",
  "source.refused",
  "source.unreachable",
  "source.other-network",
];

type Question = (node: NodeInterface, session: Session, block: BlockName) => Promise<void>;
const QUESTIONS: readonly Question[] = [
  askChainInfo,
  askHash,
  askHeaders,
  askHeaders,
  askCoinbase,
  askCoinbase,
];

/** Bodies of the REST interface: chain information, hashes, headers, blocks and parts of them. */
export const restAnswers: Target = {
  name: "rest-answers",
  share: 20_000,
  codes: CODES,
  open: () => openNode((client) => new RestInterface(client, AT_ONCE)),
};

/** Bodies of JSON-RPC: the same things, in text. */
export const rpcAnswers: Target = {
  name: "rpc-answers",
  share: 17_800,
  codes: CODES,
  open: () => {
    const authorization = new Authorization({ kind: "password", user: "u", password: "p" });
    return openNode((client) => new RpcInterface(client, new RpcClient(authorization), AT_ONCE));
  },
};

/** A node made anew for each case: it learns from answers how to ask. */
async function openNode(
  make: (client: CannedClient) => NodeInterface,
): Promise<{ run: (trial: Case) => Promise<Outcome>; close: () => Promise<void> }> {
  const client = new CannedClient();
  const contexts = [true, false].map(nodeContext);
  return Promise.resolve({
    run: (trial) => tryAnswer(trial, make(client), { client, contexts }),
    close: () => Promise.resolve(client.close()),
  });
}

interface Stage {
  readonly client: CannedClient;
  readonly contexts: readonly RpcContext[];
}

function nodeContext(blockpart: boolean): RpcContext {
  const chain = new FakeChain(recordedNode().blocks.values());
  chain.setActive(recordedNode().rows[HEIGHT]?.hash ?? "");
  return { chain, chainName: "regtest", blockpart, warmUp: null, recorded: [] };
}

async function tryAnswer(trial: Case, node: NodeInterface, stage: Stage): Promise<Outcome> {
  const { random } = trial;
  const context = pick(random, stage.contexts);
  const [first, again] = [below(random, 3), below(random, 3)];
  let calls = 0;
  stage.client.answer = (call) => {
    const harmed = calls === first || calls === again;
    calls += 1;
    const truth = truthOf(call, context);
    if (!harmed) return truth;
    const answer = hostileAnswer(random, truth);
    trial.input = answer?.body ?? new Uint8Array();
    return answer;
  };
  const { hash, header } = pick(random, recordedNode().rows.slice(0, HEIGHT));
  const session = node.session(new AbortController().signal);
  try {
    await pick(random, QUESTIONS)(node, session, { hash, header });
  } finally {
    session.end();
  }
  return ACCEPTED;
}

function truthOf({ path, post }: Call, context: RpcContext): CannedAnswer {
  const { status, body } =
    post === undefined ? restAnswer(path, context) : rpcAnswer(post, context);
  return { status, body: Buffer.from(body) };
}

/** Null is a connection that breaks. */
function hostileAnswer(random: Random, { status, body }: CannedAnswer): CannedAnswer | null {
  const kind = below(random, 12);
  if (kind === 0) return oneIn(random, 4) ? null : { status: pick(random, STATUSES), body };
  if (kind === 1) {
    return { status: pick(random, STATUSES), body: Buffer.from(pick(random, WORDS)) };
  }
  const isText = body[0] === 0x7b || body[0] === 0x5b;
  const changed = isText
    ? hostileJson(random, Buffer.from(body).toString("utf8"))
    : hostile(random, [body]);
  return { status: oneIn(random, 20) ? pick(random, STATUSES) : status, body: changed };
}

async function askChainInfo(node: NodeInterface, session: Session): Promise<void> {
  const { height, bestHash } = await node.chainInfo(session);
  must(Number.isInteger(height) && height >= 0 && height < 2 ** 31, "a height is whole");
  must(/^[0-9a-f]{64}$/u.test(bestHash), "a hash is a hash");
}

async function askHash(node: NodeInterface, session: Session): Promise<void> {
  must(/^[0-9a-f]{64}$/u.test(await node.hashAt(0, session)), "a hash is a hash");
}

async function askHeaders(node: NodeInterface, session: Session, block: BlockName): Promise<void> {
  const page = await node.headersAfter(block.hash, session);
  if (page === null) return;
  const { headers, hashes } = page;
  must(headers.length === hashes.length * HEADER_BYTES, "every header has its hash");
  const all = hashHeaders(headers);
  for (const [index, hash] of hashes.entries()) {
    const own = all.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    must(displayHash(own) === hash, "a header has the hash it is called by");
    const parent = headers.subarray(index * HEADER_BYTES + 4, index * HEADER_BYTES + 36);
    must(displayHash(parent) === (hashes[index - 1] ?? block.hash), "headers link");
  }
}

async function askCoinbase(node: NodeInterface, session: Session, block: BlockName): Promise<void> {
  const head = await node.coinbaseOf(block, session);
  must(head === null || head.transactions >= 1, "a block has a transaction");
  must(head === null || head.coinbase.outputs.length >= 1, "a coinbase pays somewhere");
}
