import { HashfallError, type UnixSeconds } from "../../base/index.ts";
import { ByteReader, HASH_BYTES, HEADER_BYTES } from "../../bitcoin/index.ts";

/** Version of the protocol spoken here. Bitcoin Core v28: `PROTOCOL_VERSION`. */
const PROTOCOL_VERSION = 70_016;
/** First version that can be asked for headers. Bitcoin Core: `MIN_PEER_PROTO_VERSION`. */
export const MIN_PROTOCOL_VERSION = 31_800;
/** Most headers of one message. Bitcoin Core: `MAX_HEADERS_RESULTS`, src/net_processing.cpp. */
export const MAX_HEADERS = 2_000;
/** Most hashes a locator may have; a peer hangs up on more. Bitcoin Core: `MAX_LOCATOR_SZ`. */
export const MAX_LOCATOR_HASHES = 101;
/** Bitcoin Core: `MAX_INV_SZ`. */
const MAX_INVENTORY = 50_000;
/** Bitcoin Core: `MAX_SUBVERSION_LENGTH`. */
const MAX_USER_AGENT_BYTES = 256;
/** Services 8, address 16, port 2. */
const ADDRESS_BYTES = 26;
const NONCE_BYTES = 8;
/** Kind of an inventory entry that is a block. Bitcoin Core: `MSG_BLOCK`, src/protocol.h. */
const BLOCK_ENTRY = 2;
/** Bit that asks for witnesses too. Bitcoin Core: `MSG_WITNESS_FLAG`. */
const WITNESS_FLAG = 0x40000000;

/** What a peer says of itself. */
export interface PeerVersion {
  readonly protocol: number;
  readonly userAgent: string;
  /** Height of its tip when the connection began; null where it does not say. */
  readonly startHeight: number | null;
  readonly nonce: Uint8Array;
}

/** What is said of ourselves: no services, no transactions wanted. */
export interface OwnVersion {
  readonly time: UnixSeconds;
  readonly userAgent: string;
  readonly nonce: Uint8Array;
}

/**
 * Content of a `version` message.
 *
 *   protocol 4 | services 8 | time 8 | receiver 26 | sender 26 | nonce 8 | agent | height 4 | relay 1
 *
 * Source: Bitcoin Core v28, src/net_processing.cpp, `PushNodeVersion`.
 */
export function encodeVersion({ time, userAgent, nonce }: OwnVersion): Uint8Array {
  const agent = Buffer.from(userAgent, "latin1");
  const start = Buffer.alloc(20 + 2 * ADDRESS_BYTES);
  start.writeInt32LE(PROTOCOL_VERSION, 0);
  start.writeBigInt64LE(BigInt(Math.floor(time)), 12);
  return Buffer.concat([start, nonce, Buffer.from([agent.length]), agent, Buffer.alloc(5)]);
}

/** Reads a `version` message up to the height; what follows depends on the protocol's version. */
export function decodeVersion(payload: Uint8Array): PeerVersion {
  const reader = readerOf("version", payload);
  const protocol = reader.u32le() | 0;
  reader.skip(16 + 2 * ADDRESS_BYTES);
  const nonce = reader.bytes(NONCE_BYTES);
  const agent = reader.bytes(reader.compactSize(MAX_USER_AGENT_BYTES));
  const height = reader.u32le() | 0;
  return {
    protocol,
    userAgent: Buffer.from(agent)
      .toString("latin1")
      .replaceAll(/[^ -~]/gu, "?"),
    startHeight: height < 0 ? null : height,
    nonce,
  };
}

/** Content of a `getheaders` message: as many headers as fit after the first hash the peer shares. */
export function encodeGetHeaders(locator: readonly Uint8Array[]): Uint8Array {
  const version = Buffer.alloc(4);
  version.writeInt32LE(PROTOCOL_VERSION);
  const count = Buffer.from([locator.length]);
  return Buffer.concat([version, count, ...locator, Buffer.alloc(HASH_BYTES)]);
}

/**
 * Headers of a `headers` message, 80 bytes each, one after another.
 *
 * Each is followed by a count of transactions, always zero on the wire.
 *
 * @throws HashfallError `source.malformed`.
 */
export function decodeHeaders(payload: Uint8Array): Uint8Array {
  const reader = readerOf("headers", payload);
  const count = reader.compactSize(MAX_HEADERS);
  const needed = count * (HEADER_BYTES + 1);
  if (reader.remaining !== needed) {
    throw reader.invalid(`${count} headers take ${needed} bytes, not ${reader.remaining}`);
  }
  const headers = new Uint8Array(count * HEADER_BYTES);
  for (let i = 0; i < count; i += 1) {
    const from = reader.position;
    headers.set(payload.subarray(from, from + HEADER_BYTES), i * HEADER_BYTES);
    reader.skip(HEADER_BYTES);
    const transactions = reader.u8();
    if (transactions !== 0) throw reader.invalid(`a header with ${transactions} transactions`);
  }
  return headers;
}

/** Whether an `inv` message tells of a block. */
export function announcesBlock(payload: Uint8Array): boolean {
  const reader = readerOf("inv", payload);
  const count = reader.compactSize(MAX_INVENTORY);
  const needed = count * (4 + HASH_BYTES);
  if (reader.remaining !== needed) {
    throw reader.invalid(`${count} entries take ${needed} bytes, not ${reader.remaining}`);
  }
  let found = false;
  for (let i = 0; i < count; i += 1) {
    found ||= (reader.u32le() & ~WITNESS_FLAG) === BLOCK_ENTRY;
    reader.skip(HASH_BYTES);
  }
  return found;
}

/** Content of the answer to a `ping`: the same eight bytes. */
export function encodePong(ping: Uint8Array): Uint8Array {
  if (ping.length !== NONCE_BYTES) {
    throw new HashfallError("source.malformed", `"ping" of ${ping.length} bytes instead of 8`);
  }
  return ping;
}

function readerOf(command: string, payload: Uint8Array): ByteReader {
  const code = "source.malformed";
  return new ByteReader(payload, { what: `"${command}"`, truncated: code, invalid: code });
}
