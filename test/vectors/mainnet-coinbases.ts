const ZERO_OUTPOINT = `01${"00".repeat(32)}ffffffff`;

/** A coinbase of mainnet as serialised, and what is known of it. */
interface KnownCoinbase {
  readonly height: number;
  readonly hex: string;
  /** Height that its script begins with. */
  readonly readHeight: number;
  /** Satoshis. */
  readonly reward: number;
  /** One for each output. */
  readonly addresses: readonly (string | null)[];
  readonly texts: readonly string[];
  readonly extraNonce: readonly string[];
  readonly mergeMiningRoot: string | null;
  readonly mergeMiningSize: number | null;
  readonly witnessCommitment: string | null;
  /** Display order. */
  readonly transactionId: string;
}

/**
 * Bytes of the chain itself: the first block, and the coinbases of four later ones. Their identifiers
 * and addresses are computed by another program; what they read as is read off the bytes by hand. In
 * 224,430 the merge-mining commitment is cut short; "A)Z" and "oq+" are chance.
 */
export const MAINNET_COINBASES: readonly KnownCoinbase[] = [
  {
    height: 0,
    hex: `01000000${ZERO_OUTPOINT}4d04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000`,
    readHeight: 486_604_799,
    reward: 5_000_000_000,
    addresses: [null],
    texts: ["EThe Times 03/Jan/2009 Chancellor on brink of second bailout for banks"],
    extraNonce: ["0104"],
    mergeMiningRoot: null,
    mergeMiningSize: null,
    witnessCommitment: null,
    transactionId: "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
  },
  {
    height: 224_430,
    hex: `01000000${ZERO_OUTPOINT}3b03ae6c0300044bd7031a0400000000522cfabe6d6d00000000000000b7b8bf0100000068692066726f6d20706f6f6c7365727665726aac1eeeed88ffffffff01e0587597000000001976a91421c0d001728b3feaf115515b7c135e779e9f442f88ac00000000`,
    readHeight: 224_430,
    reward: 2_541_050_080,
    addresses: ["145UHBQAmGRpdsXVKhdHtFndnJ8XN8fLjq"],
    texts: ["hi from poolserverj"],
    extraNonce: ["00044bd7031a0400000000522cfabe6d6d00000000000000b7b8bf01000000", "ac1eeeed88"],
    mergeMiningRoot: null,
    mergeMiningSize: null,
    witnessCommitment: null,
    transactionId: "e55cf5e0442aadf707d122282a26a134b145c3ce240a4a621d3f596ea140c6cc",
  },
  {
    height: 300_000,
    hex: `01000000${ZERO_OUTPOINT}4803e09304062f503253482f0403c86d53087ceca141295a00002e522cfabe6d6d7561cf262313da1144026c8f7a43e3899c44f6145f39a36507d36679a8b7006104000000000000000000000001c8704095000000001976a91480ad90d403581fa3bf46086a91b2d9d4125db6c188ac00000000`,
    readHeight: 300_000,
    reward: 2_504_028_360,
    addresses: ["1CjPR7Z5ZSyWk6WtXvSFgkptmpoi4UM9BC"],
    texts: ["/P2SH/", "A)Z"],
    extraNonce: ["06", "0403c86d53087ceca1", "00002e52"],
    mergeMiningRoot: "7561cf262313da1144026c8f7a43e3899c44f6145f39a36507d36679a8b70061",
    mergeMiningSize: 4,
    witnessCommitment: null,
    transactionId: "b39fa6c39b99683ac8f456721b270786c627ecb246700888315991877024b983",
  },
  {
    height: 465_879,
    hex: `01000000${ZERO_OUTPOINT}5e03d71b07254d696e656420627920416e74506f6f6c20626a31312f4542312f4144362f43205914293101fabe6d6d678e2c8c34afc36896e7d9402824ed38e856676ee94bfdb0c6c4bcd8b2e5666a0400000000000000c7270000a5e00e00ffffffff01faf20b58000000001976a914338c84849423992471bffb1a54a8d9b1d69dc28a88ac00000000`,
    readHeight: 465_879,
    reward: 1_477_178_106,
    addresses: ["15hZo812Lx266Dot6T52krxpnhrNiaqHya"],
    texts: ["%Mined by AntPool bj11/EB1/AD6/C Y"],
    extraNonce: ["14293101", "c7270000a5e00e00"],
    mergeMiningRoot: "678e2c8c34afc36896e7d9402824ed38e856676ee94bfdb0c6c4bcd8b2e5666a",
    mergeMiningSize: 4,
    witnessCommitment: null,
    transactionId: "51bdce0f8a1edd5bc023fd4de42edb63478ca67fc8a37a6e533229c17d794d3f",
  },
  {
    height: 631_076,
    hex: `010000000001${ZERO_OUTPOINT}470324a109fabe6d6d565bf669fbb3f2c3176649a805295685fbb0f317830d3eb7a94ab32438815a3001000000000000002865060003c9f66f712b004a9e9791052f736c7573682f00000000030f98ee31000000001976a9147c154ed1dc59609e3d26abb2df2ea3d587cd8c4188ac00000000000000002c6a4c2952534b424c4f434b3a85a796712f0d9110ed0c6c7056bf368c08f790f5e6a7a901590bd1210024303b0000000000000000266a24aa21a9ed4efc104c06ebc2d2033b0511518c2e87d6841e7716c4f37c82d54819838b491e0120000000000000000000000000000000000000000000000000000000000000000000000000`,
    readHeight: 631_076,
    reward: 837_720_079,
    addresses: ["1CK6KHY6MHgYvmRQ4PAafKYDrg1ejbH1cE", null, null],
    texts: ["oq+", "/slush/"],
    extraNonce: ["2865060003c9f6", "004a9e979105"],
    mergeMiningRoot: "565bf669fbb3f2c3176649a805295685fbb0f317830d3eb7a94ab32438815a30",
    mergeMiningSize: 1,
    witnessCommitment: "4efc104c06ebc2d2033b0511518c2e87d6841e7716c4f37c82d54819838b491e",
    transactionId: "fec1831badf27c0eb623a75c923e619b80f8b85a362a5f246e3c114680ea5304",
  },
];

/** The way from the coinbase of block 631,076, left at every step, to its header's merkle root. */
export const MERKLE_BRANCH_631076 = {
  branch:
    "c8ec6a0f18df96add7d9b2bdc627cf4e3c64b5c14466494487065a360bc614eebe66ba1702aa7a0eef97146f5b0fd544dad9bad33125187bc1933853f94dd54a176baa3181b168eb6eca2dc7953d167ff5b12beec84baa6ca89b80341e329f96db85db46909d0a773570895828df2cf30122d85e54a52e8b0a96f75cfe15d75412e904251b18b31903954fdd7c609c60e5564d563853cdf0d59f4ade9e19bb3b0e6f1dda2ae3d63fc8e04892e75f989656e7c8823584cb1cd59a857bd206d684d83b599702a6078ad9bd2cdeea597445f5f02e054fcf9a049d4ee0e6c07b4ef5b07ca72a1be41bfb2b800b77255755c0fa7280582c48f7e4352a662e05dc787aefbbf1978227ce6933be11f6edafcf41b8fcc927915722f22fd9650190c46a84d966f4b79c89f4d8c858ebfc42d4431c1d8877dac16c2d9cecee6f642d84ca437c4fe68d2020d078c1b9bfcc07ad370dc85b19e59666f40ba3a5a3006e667093751032f35590137e0c77d99b6edca34b8dbc8413d4df3842d3908ae4dfb8adcf",
  root: "18f5756c66b14aa8bace933001b16d78bd89a16612468122442559ce9f296eb6",
} as const;
