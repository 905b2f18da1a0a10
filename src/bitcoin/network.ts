import type { CompactBits, Target } from "./retarget.ts";
import { compactBits } from "./retarget.ts";

export type NetworkName = "mainnet" | "testnet4" | "signet" | "regtest";

/** A least version from a height on. */
interface VersionFloor {
  readonly version: number;
  readonly height: number;
}

/**
 * What one Bitcoin network lays down: how hard, how its messages and addresses begin, where it starts.
 *
 * Source: Bitcoin Core v28, src/kernel/chainparams.cpp.
 */
export interface Network {
  readonly name: NetworkName;
  /** First four bytes of a message between peers and of a block in a file. */
  readonly magic: number;
  readonly peerPort: number;
  readonly rpcPort: number;
  /** The first block's header, hexadecimal. */
  readonly genesisHeader: string;
  /** Hash of that header, in display order. */
  readonly genesisHash: string;
  /** The first block's one transaction, hexadecimal. */
  readonly genesisCoinbase: string;
  /** Easiest target a block may have. */
  readonly powLimit: Target;
  /** The same, packed. */
  readonly powLimitBits: CompactBits;
  /** Whether the target never changes. */
  readonly neverRetargets: boolean;
  /** Whether a block more than twenty minutes after the last may have the easiest target. */
  readonly allowsEasyBlocks: boolean;
  /** Whether BIP 94 holds: retargets start from the epoch's first target, and its time may not jump back. */
  readonly enforcesBip94: boolean;
  readonly versionFloors: readonly VersionFloor[];
  /** From this height on a coinbase begins with its height (BIP 34). */
  readonly bip34Height: number;
  readonly halvingInterval: number;
  /** Version bytes of base58 addresses, and the human-readable part of bech32 ones. */
  readonly addressPrefixes: {
    readonly publicKeyHash: number;
    readonly scriptHash: number;
    readonly bech32: string;
  };
  /** Names that answer with addresses of nodes; asked only when a person says so. */
  readonly dnsSeeds: readonly string[];
}

const EASY_LIMIT = (1n << 224n) - 1n;
/** Merkle root of the first block of all networks but testnet4, as serialised. */
const GENESIS_MERKLE_ROOT = "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a";
/** Their one transaction: a newspaper's headline, and 50 BTC that nobody can spend. */
const GENESIS_COINBASE =
  "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d" +
  "04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73" +
  "ffffffff0100f2052a0100000043" +
  "4104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000";
const TESTNET4_GENESIS_COINBASE =
  "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff55" +
  "04ffff001d01044c4c30332f4d61792f323032342030303030303030303030303030303030303030303165626435386332343439373062336161396437383362623030313031316662653865613865393865303065" +
  "ffffffff0100f2052a0100000023" +
  `21${"00".repeat(33)}ac00000000`;
const NO_PARENT = "0".repeat(64);
const TEST_PREFIXES = { publicKeyHash: 111, scriptHash: 196 } as const;

const MAINNET: Network = {
  name: "mainnet",
  magic: 0xd9b4bef9,
  peerPort: 8333,
  rpcPort: 8332,
  genesisHeader: `01000000${NO_PARENT}${GENESIS_MERKLE_ROOT}29ab5f49ffff001d1dac2b7c`,
  genesisHash: "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
  genesisCoinbase: GENESIS_COINBASE,
  powLimit: EASY_LIMIT,
  powLimitBits: compactBits(0x1d00ffff),
  neverRetargets: false,
  allowsEasyBlocks: false,
  enforcesBip94: false,
  versionFloors: [
    { version: 2, height: 227_931 },
    { version: 3, height: 363_725 },
    { version: 4, height: 388_381 },
  ],
  bip34Height: 227_931,
  halvingInterval: 210_000,
  addressPrefixes: { publicKeyHash: 0, scriptHash: 5, bech32: "bc" },
  dnsSeeds: [
    "seed.bitcoin.sipa.be",
    "dnsseed.bluematt.me",
    "seed.bitcoin.jonasschnelli.ch",
    "seed.btc.petertodd.net",
    "seed.bitcoin.sprovoost.nl",
    "dnsseed.emzy.de",
    "seed.bitcoin.wiz.biz",
    "seed.mainnet.achownodes.xyz",
  ],
};

const FLOORS_FROM_ONE = [{ version: 4, height: 1 }] as const;

const TESTNET4: Network = {
  name: "testnet4",
  magic: 0x283f161c,
  peerPort: 48_333,
  rpcPort: 48_332,
  genesisHeader: `01000000${NO_PARENT}4e7b2b9128fe0291db0693af2ae418b767e657cd407e80cb1434221eaea7a07a046f3566ffff001dbb0c7817`,
  genesisHash: "00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043",
  genesisCoinbase: TESTNET4_GENESIS_COINBASE,
  powLimit: EASY_LIMIT,
  powLimitBits: compactBits(0x1d00ffff),
  neverRetargets: false,
  allowsEasyBlocks: true,
  enforcesBip94: true,
  versionFloors: FLOORS_FROM_ONE,
  bip34Height: 1,
  halvingInterval: 210_000,
  addressPrefixes: { ...TEST_PREFIXES, bech32: "tb" },
  dnsSeeds: ["seed.testnet4.bitcoin.sprovoost.nl", "seed.testnet4.wiz.biz"],
};

const SIGNET: Network = {
  name: "signet",
  magic: 0x40cf030a,
  peerPort: 38_333,
  rpcPort: 38_332,
  genesisHeader: `01000000${NO_PARENT}${GENESIS_MERKLE_ROOT}008f4d5fae77031e8ad22203`,
  genesisHash: "00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6",
  genesisCoinbase: GENESIS_COINBASE,
  powLimit: 0x377aen << 216n,
  powLimitBits: compactBits(0x1e0377ae),
  neverRetargets: false,
  allowsEasyBlocks: false,
  enforcesBip94: false,
  versionFloors: FLOORS_FROM_ONE,
  bip34Height: 1,
  halvingInterval: 210_000,
  addressPrefixes: { ...TEST_PREFIXES, bech32: "tb" },
  dnsSeeds: ["seed.signet.bitcoin.sprovoost.nl", "seed.signet.achownodes.xyz"],
};

const REGTEST: Network = {
  name: "regtest",
  magic: 0xdab5bffa,
  peerPort: 18_444,
  rpcPort: 18_443,
  genesisHeader: `01000000${NO_PARENT}${GENESIS_MERKLE_ROOT}dae5494dffff7f2002000000`,
  genesisHash: "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206",
  genesisCoinbase: GENESIS_COINBASE,
  powLimit: (1n << 255n) - 1n,
  powLimitBits: compactBits(0x207fffff),
  neverRetargets: true,
  allowsEasyBlocks: true,
  enforcesBip94: false,
  versionFloors: FLOORS_FROM_ONE,
  bip34Height: 1,
  halvingInterval: 150,
  addressPrefixes: { ...TEST_PREFIXES, bech32: "bcrt" },
  dnsSeeds: [],
};

/** The networks known here, by name. */
export const NETWORKS: Readonly<Record<NetworkName, Network>> = {
  mainnet: MAINNET,
  testnet4: TESTNET4,
  signet: SIGNET,
  regtest: REGTEST,
};

/** The names of the networks, mainnet first. */
export const NETWORK_NAMES = ["mainnet", "testnet4", "signet", "regtest"] as const;
