// Coinbases over REST from a node in another process, against a bare client that asks for the same
// parts over as many connections and throws the answers away.
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { openNode } from "../src/ingest/node/open-node.ts";
import { recordedNode } from "../test/fixtures/node.ts";

/** Requests a second, and processor time of this process for each. */
export interface Speed {
  readonly perSecond: number;
  readonly microseconds: number;
}

const CONNECTIONS = 8;
const ROUNDS = 9;
const FROM_GENESIS = { locator: [], cursor: null };

/**
 * The fastest of nine rounds of each, in turns: the one other programs disturbed least; and the median
 * over the rounds of the one's share of the other, since both of a round meet the same disturbance.
 */
export async function restBench(): Promise<{
  readonly bare: Speed;
  readonly source: Speed;
  readonly medianShare: number;
}> {
  const child = fork(fileURLToPath(new URL("rest-node.ts", import.meta.url)));
  try {
    const url = await urlOf(child);
    assert.equal(await wrongCoinbases(url), 0);
    const bare: Speed[] = [];
    const source: Speed[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await timed(() => fetchBare(url)));
      source.push(await timed(() => syncFrom(url)));
    }
    const shares = source.map(({ perSecond }, i) => perSecond / (bare[i]?.perSecond ?? Number.NaN));
    const medianShare = shares.toSorted((a, b) => a - b)[(ROUNDS - 1) / 2] ?? Number.NaN;
    return { bare: fastest(bare), source: fastest(source), medianShare };
  } finally {
    child.disconnect();
  }
}

async function urlOf(child: ChildProcess): Promise<URL> {
  const [url]: unknown[] = await once(child, "message");
  return new URL(String(url));
}

async function wrongCoinbases(url: URL): Promise<number> {
  const { rows } = recordedNode();
  const source = await openNode(url, { connections: CONNECTIONS });
  let height = 0;
  let wrong = 0;
  for await (const batch of source.blocks(FROM_GENESIS, new AbortController().signal)) {
    for (const block of batch.coinbases) {
      height += 1;
      const script = block?.script ?? new Uint8Array();
      if (Buffer.compare(script, rows[height]?.coinbaseScript ?? Buffer.of(1)) !== 0) wrong += 1;
    }
  }
  await source.close();
  assert.equal(height, rows.length - 1);
  return wrong;
}

async function syncFrom(url: URL): Promise<number> {
  const source = await openNode(url, { connections: CONNECTIONS });
  let blocks = 0;
  for await (const batch of source.blocks(FROM_GENESIS, new AbortController().signal)) {
    blocks += batch.coinbases.length;
  }
  await source.close();
  return blocks;
}

async function fetchBare(url: URL): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const rows = recordedNode().rows.slice(1);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let row = rows[next++]; row !== undefined; row = rows[next++]) {
      await get(`/rest/blockpart/${row.hash}.bin?offset=80&size=512`, url, agent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  agent.destroy();
  return rows.length;
}

function get(path: string, { hostname, port }: URL, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, agent }, (response) => {
      response.on("data", () => undefined);
      response.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end();
  });
}

async function timed(task: () => Promise<number>): Promise<Speed> {
  const start = performance.now();
  const before = process.cpuUsage();
  const count = await task();
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: count / ((performance.now() - start) / 1_000),
    microseconds: (user + system) / count,
  };
}

function fastest(speeds: readonly Speed[]): Speed {
  const [first] = speeds.toSorted((a, b) => b.perSecond - a.perSecond);
  return first ?? { perSecond: NaN, microseconds: NaN };
}
