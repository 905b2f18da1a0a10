import { existsSync } from "node:fs";
import { unixSeconds } from "../../base/index.ts";
import { type NetworkName, coinbaseHeight } from "../../bitcoin/index.ts";
import { type CheckResult, type FactRecord, crossCheck } from "../../record/index.ts";
import { type ChainStore, readBlocks } from "../../store/index.ts";
import { chainPaths } from "./chain-folder.ts";
import { openStore } from "./chain-reader.ts";

/**
 * Checks a synced chain anew: every stored header against the rules of consensus, the heights that
 * coinbases state, and time and bits against the shipped record where both reach.
 *
 * @returns no check where no chain of the network is synced.
 * @throws HashfallError `store.busy`; `store.damaged` naming the first header that breaks a rule.
 */
export async function verifyChain(
  folder: string,
  network: NetworkName,
  shipped: FactRecord,
): Promise<CheckResult[]> {
  const paths = chainPaths(folder, network);
  if (!existsSync(paths.store)) return [];
  const store = await openStore(paths);
  try {
    const chain = await store.loadChain(unixSeconds(Date.now() / 1000));
    const checks: CheckResult[] = [
      { check: "synced-headers", checked: chain.count, mismatches: [] },
      await checkCoinbases(store),
    ];
    if (network === "mainnet") checks.push(await checkOverlap(shipped, paths.blocks));
    return checks;
  } finally {
    store.close();
  }
}

/** One coinbase a block at most, each of its block's height where BIP 34 holds. */
async function checkCoinbases(store: ChainStore): Promise<CheckResult> {
  const mismatches: CheckResult["mismatches"][number][] = [];
  let checked = 0;
  await store.forEachCoinbase(({ height, script }) => {
    checked += 1;
    const stated = coinbaseHeight(script);
    if (height < store.network.bip34Height || stated === height) return;
    const found = String(stated ?? "none");
    mismatches.push({ check: "synced-coinbase", height, expected: String(height), found });
  });
  return { check: "synced-coinbases", checked, mismatches };
}

async function checkOverlap(shipped: FactRecord, path: string): Promise<CheckResult> {
  const { compared, differences } = crossCheck(shipped.blocks, await readBlocks(path));
  return {
    check: "synced-against-shipped",
    checked: compared,
    mismatches: differences.map(({ height, what, shipped: ours, synced }) => ({
      check: `synced-${what}`,
      height,
      expected: String(ours),
      found: String(synced),
    })),
  };
}
