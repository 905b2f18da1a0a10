/** Length of a serialised header, in bytes. */
export const HEADER_BYTES = 80;
/** Length of a hash, in bytes. */
export const HASH_BYTES = 32;

// Where a header's fields begin, in bytes; integers are little-endian.
// Source: Bitcoin Core v28, src/primitives/block.h, `CBlockHeader`.

export const VERSION_AT = 0;
export const PREVIOUS_HASH_AT = 4;
export const MERKLE_ROOT_AT = 36;
/** In seconds since 1970. */
export const TIME_AT = 68;
/** The target, packed. */
export const BITS_AT = 72;
export const NONCE_AT = 76;
