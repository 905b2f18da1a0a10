import { existsSync } from "node:fs";
import { unixSeconds } from "../../base/index.ts";
import { type NetworkName, coinbaseHeight } from "../../bitcoin/index.ts";
import {
  type BlockColumns,
  type CheckResult,
  type FactRecord,
  crossCheck,
} from "../../record/index.ts";
import { type ChainStore, readBlocks } from "../../store/index.ts";
import { chainPaths } from "./chain-folder.ts";
import { openStore } from "./with-chain-store.ts";

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
    const columns = await store.columns();
    checks.push(await checkBlocksFile(columns, paths.blocks));
    if (network === "mainnet") checks.push(checkOverlap(shipped, columns));
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

/** The file that the measurements read must say what the store says. */
async function checkBlocksFile(stored: BlockColumns, path: string): Promise<CheckResult> {
  const check = "blocks-file-against-store";
  if (!existsSync(path)) {
    const height = stored.time.length - 1;
    const found = "no file; the next sync writes it";
    return { check, checked: 0, mismatches: [{ check, height, expected: path, found }] };
  }
  const read = await readBlocks(path);
  const { compared, differences } = crossCheck(stored, read);
  const mismatches = differences.map(({ height, what, shipped: ours, synced }) => ({
    check: `${check}-${what}`,
    height,
    expected: String(ours),
    found: String(synced),
  }));
  if (read.time.length !== stored.time.length) {
    const [expected, found] = [stored, read].map(({ time }) => `${time.length} blocks`);
    mismatches.push({ check, height: compared, expected: expected ?? "", found: found ?? "" });
  }
  return { check, checked: compared, mismatches };
}

function checkOverlap(shipped: FactRecord, columns: BlockColumns): CheckResult {
  const { compared, differences } = crossCheck(shipped.blocks, columns);
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
