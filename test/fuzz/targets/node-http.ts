import type { Random } from "../../../src/base/index.ts";
import { HEADER_BYTES } from "../../../src/bitcoin/index.ts";
import { openNode } from "../../../src/ingest/index.ts";
import type { FaultKind } from "../../fake-node/faults.ts";
import { type FakeNode, startFakeNode } from "../../fake-node/start.ts";
import { recordedNode } from "../../fixtures/node.ts";
import { below, oneIn, pick } from "../draw.ts";
import { hostileJson } from "../json-mutation.ts";
import { hostile } from "../mutation.ts";
import { ACCEPTED, type Case, type Outcome, type Target, must } from "../target.ts";
import { AT_ONCE } from "./canned-client.ts";

const HEIGHT = 12;
const ANSWERS = [/chaininfo/, /blockhash/, /headers|blockheader/, /block\/|getblock$/, /blockpart/];
const NEVER = new AbortController().signal;

/** The same over a true connection: one answer of a node at a time is harmed. */
export const nodeHttp: Target = {
  name: "node-http",
  share: 400,
  codes: ["source.malformed", "source.refused", "source.unreachable", "source.other-network"],
  open: async () => {
    const tip = recordedNode().rows[HEIGHT]?.hash ?? "";
    const nodes = [await startFakeNode({ tip }), await startFakeNode({ tip, blockpart: true })];
    return {
      run: (trial) => tryNode(trial, pick(trial.random, nodes)),
      close: async () => {
        for (const node of nodes) await node.close();
      },
    };
  },
};

async function tryNode(trial: Case, node: FakeNode): Promise<Outcome> {
  const { random } = trial;
  node.faults.clear();
  node.faults.add(hostileFault(trial), {
    match: pick(random, ANSWERS),
    skip: below(random, 3),
    times: 1,
  });
  const source = await openNode(new URL(node.rpcUrl), {
    protocol: pick(random, ["rest", "rpc", "auto"] as const),
    connections: 1,
    patience: AT_ONCE,
    timeouts: { connect: 5_000, idle: 5_000 },
  });
  try {
    let height = 0;
    for await (const { headers, coinbases } of source.blocks(
      { locator: [], cursor: null },
      NEVER,
    )) {
      must(coinbases.length * HEADER_BYTES === headers.length, "every block has its place");
      must(isTrue(headers, height), "what is handed over is the node's chain");
      height += coinbases.length;
    }
    return height === HEIGHT ? ACCEPTED : "a shorter chain";
  } finally {
    await source.close();
  }
}

/** Whether headers are those of the recorded chain above a height. */
function isTrue(headers: Uint8Array, height: number): boolean {
  const rows = recordedNode().rows.slice(height + 1, height + 1 + headers.length / HEADER_BYTES);
  return Buffer.concat(rows.map(({ header }) => header)).equals(headers);
}

function hostileFault(trial: Case): FaultKind {
  const { random } = trial;
  if (oneIn(random, 12))
    return { kind: "cut", after: oneIn(random, 3) ? null : below(random, 400) };
  const edit = (body: Buffer): Uint8Array => {
    trial.input = hostileBody(random, body);
    return trial.input;
  };
  return { kind: "edit", edit };
}

function hostileBody(random: Random, body: Buffer): Uint8Array {
  const isText = body[0] === 0x7b || body[0] === 0x5b;
  return isText ? hostileJson(random, body.toString("utf8")) : hostile(random, [body]);
}
