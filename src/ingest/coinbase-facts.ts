import { type Coinbase, type Network, addressOf, coinbaseReward } from "../bitcoin/index.ts";
import type { BlockCoinbase } from "./block-source.ts";

/** Pools pay to the same few scripts again and again; these are remembered. */
const MOST_REMEMBERED = 10_000;
/** No longer script has an address: a witness program of 40 bytes with version and length (BIP 141). */
const LONGEST_WITH_ADDRESS = 42;
const OP_RETURN = 0x6a;

interface Remembered {
  readonly script: Uint8Array;
  readonly address: string | null;
}

/** Reads what is kept of coinbases of one network. */
export class CoinbaseFacts {
  private readonly network: Network;
  /** By a hash of the script; of two with the same hash the later one stays. */
  private readonly remembered = new Map<number, Remembered>();

  constructor(network: Network) {
    this.network = network;
  }

  of(coinbase: Coinbase, transactions: number): BlockCoinbase {
    const addresses: string[] = [];
    for (const { script } of coinbase.outputs) {
      const address = this.addressOf(script);
      if (address !== null) addresses.push(address);
    }
    return { transactions, script: coinbase.script, value: coinbaseReward(coinbase), addresses };
  }

  private addressOf(script: Uint8Array): string | null {
    if (script.length > LONGEST_WITH_ADDRESS || script[0] === OP_RETURN) return null;
    const key = hashOf(script);
    const found = this.remembered.get(key);
    if (found !== undefined && isSame(found.script, script)) return found.address;
    const address = addressOf(script, this.network);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, { script, address });
    return address;
  }
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i += 1) {
    hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  }
  return hash;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}
