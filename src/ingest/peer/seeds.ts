import { resolve4 } from "node:dns/promises";
import { isIP } from "node:net";
import { HashfallError, type Problem, invalidInput } from "../../base/index.ts";
import type { Network } from "../../bitcoin/index.ts";
import type { PeerAddress } from "./address.ts";

/** Most peers taken from the seeds. */
const MAX_SEED_PEERS = 8;

/**
 * Peers that a network's DNS seeds name, a few of each seed in turn so that none of them chooses alone.
 *
 * This asks name servers of others; it is for a person who wrote `p2p:seeds`, never a default.
 *
 * @throws HashfallError `input.invalid` for a network without seeds, `source.unreachable`.
 */
export async function seedPeers(
  network: Network,
  resolve: (name: string) => Promise<readonly string[]> = resolve4,
): Promise<PeerAddress[]> {
  if (network.dnsSeeds.length === 0) {
    throw invalidInput("peer", `${network.name} has no seeds`, "name a peer as HOST:PORT");
  }
  const answers = await Promise.allSettled(network.dnsSeeds.map(resolve));
  const lists = answers.map((answer) =>
    answer.status === "fulfilled" ? answer.value.filter((host) => isIP(host) !== 0) : [],
  );
  const hosts = new Set(inTurn(lists));
  if (hosts.size === 0) throw unreachable(network, answers);
  return [...hosts].slice(0, MAX_SEED_PEERS).map((host) => ({ host, port: network.peerPort }));
}

function inTurn(lists: readonly (readonly string[])[]): string[] {
  const turns = Math.min(MAX_SEED_PEERS, Math.max(...lists.map((list) => list.length)));
  return Array.from({ length: turns }, (_, turn) => turn).flatMap((turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  );
}

function unreachable(
  network: Network,
  answers: readonly PromiseSettledResult<unknown>[],
): HashfallError {
  const problems: Problem[] = network.dnsSeeds.map((path, i) => {
    const answer = answers[i];
    const reason = answer?.status === "rejected" ? String(answer.reason) : "named no address";
    return { path, reason, remedy: "check the network, or name a peer as HOST:PORT" };
  });
  return new HashfallError("source.unreachable", `no seed of ${network.name} named a peer`, {
    problems,
  });
}
