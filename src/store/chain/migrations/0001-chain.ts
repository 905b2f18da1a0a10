import type { Migration } from "./migration.ts";

/**
 * The best chain by height, what its coinbases say, the blocks that were left behind, and how far each
 * source was read. A header's previous hash is not kept but at every 500th height: it is the hash of the
 * header before. A merkle root is four little-endian words of eight bytes, as serialised.
 */
export const chainTables: Migration = {
  version: 1,
  statements: [
    `create table headers (
      height integer not null,
      version integer not null,
      merkle_root_0 ubigint not null,
      merkle_root_1 ubigint not null,
      merkle_root_2 ubigint not null,
      merkle_root_3 ubigint not null,
      time_s uinteger not null,
      bits uinteger not null,
      nonce uinteger not null
    )`,
    `create table waypoints (height integer not null, previous_hash blob not null)`,
    `create table coinbases (
      height integer not null,
      script blob not null using compression zstd,
      value_sat bigint not null,
      addresses varchar not null,
      transactions uinteger not null
    )`,
    `create table pools (code usmallint not null, slug varchar not null)`,
    `create table pool_labels (height integer not null, pool usmallint not null)`,
    `create table stale_blocks (
      hash blob not null,
      height integer not null,
      header blob not null,
      script blob,
      value_sat bigint,
      addresses varchar,
      transactions uinteger
    )`,
    `create table reorganisations (
      found_at_s ubigint not null,
      fork_height integer not null,
      depth integer not null,
      old_tip blob not null,
      new_tip blob not null
    )`,
    `create table cursors (
      source varchar not null,
      position varchar,
      read_to_height integer not null
    )`,
  ],
};
