import { createHash } from "node:crypto";
import { HashfallError } from "../../base/index.ts";

/** One message between peers: its name and its content. */
export interface Frame {
  readonly command: string;
  readonly payload: Uint8Array;
}

/** Longest content of a message, in bytes. Bitcoin Core: `MAX_PROTOCOL_MESSAGE_LENGTH`, src/net.h. */
export const MAX_PAYLOAD_BYTES = 4_000_000;
/** Magic 4, command 12, length 4, checksum 4. */
const PREFIX_BYTES = 24;
const MAGIC_BYTES = 4;
const COMMAND_BYTES = 12;
/** Room taken for a message before more of it than this has come, in bytes. */
const FIRST_ROOM_BYTES = 4_096;

interface Prefix {
  readonly command: string;
  readonly length: number;
  readonly checksum: number;
}

/** A message as it goes over the wire. */
export function encodeFrame(magic: number, { command, payload }: Frame): Uint8Array {
  const bytes = Buffer.alloc(PREFIX_BYTES + payload.length);
  bytes.writeUInt32LE(magic, 0);
  bytes.write(command, MAGIC_BYTES, COMMAND_BYTES, "latin1");
  bytes.writeUInt32LE(payload.length, 16);
  bytes.writeUInt32LE(checksumOf(payload), 20);
  bytes.set(payload, PREFIX_BYTES);
  return bytes;
}

/**
 * Cuts a stream of bytes into messages, however the bytes come in.
 *
 *   magic 4 | command 12, ended by zeros | length 4 | checksum 4 = first bytes of SHA-256² | content
 *
 * It takes room as bytes arrive, doubling, never because a length was announced. After a fault it is of
 * no further use: the stream has lost its beat.
 *
 * Source: Bitcoin Core v28, src/protocol.h, `CMessageHeader`; src/net.cpp, `V1Transport`.
 */
export class FrameDecoder {
  /** Magic that came instead of the network's own; null while none did. */
  foreignMagic: number | null = null;
  private readonly magic: number;
  private readonly start = Buffer.alloc(PREFIX_BYTES);
  private startFilled = 0;
  private prefix: Prefix | null = null;
  private content: Uint8Array = new Uint8Array(0);
  private contentFilled = 0;

  constructor(magic: number) {
    this.magic = magic;
  }

  /**
   * Messages that a chunk completes, in order.
   *
   * @throws HashfallError `source.malformed`.
   */
  *push(chunk: Uint8Array): Generator<Frame> {
    let rest = chunk;
    while (rest.length > 0) {
      rest = this.prefix === null ? this.takePrefix(rest) : this.takeContent(rest, this.prefix);
      const frame = this.finished();
      if (frame !== null) yield frame;
    }
  }

  private takePrefix(bytes: Uint8Array): Uint8Array {
    const taken = Math.min(PREFIX_BYTES - this.startFilled, bytes.length);
    this.start.set(bytes.subarray(0, taken), this.startFilled);
    this.startFilled += taken;
    if (this.startFilled >= MAGIC_BYTES) this.requireMagic();
    if (this.startFilled === PREFIX_BYTES) this.prefix = readPrefix(this.start);
    return bytes.subarray(taken);
  }

  private requireMagic(): void {
    const magic = this.start.readUInt32LE(0);
    if (magic === this.magic) return;
    this.foreignMagic = magic;
    throw malformed(`a message begins with 0x${hex32(magic)} instead of 0x${hex32(this.magic)}`);
  }

  private takeContent(bytes: Uint8Array, { length }: Prefix): Uint8Array {
    const taken = Math.min(length - this.contentFilled, bytes.length);
    this.makeRoom(this.contentFilled + taken, length);
    this.content.set(bytes.subarray(0, taken), this.contentFilled);
    this.contentFilled += taken;
    return bytes.subarray(taken);
  }

  private makeRoom(needed: number, length: number): void {
    if (needed <= this.content.length) return;
    const doubled = Math.max(needed, 2 * this.content.length, FIRST_ROOM_BYTES);
    const roomier = new Uint8Array(Math.min(doubled, length));
    roomier.set(this.content.subarray(0, this.contentFilled));
    this.content = roomier;
  }

  private finished(): Frame | null {
    if (this.prefix === null || this.contentFilled < this.prefix.length) return null;
    const { command, checksum, length } = this.prefix;
    const payload = this.content.subarray(0, length);
    const actual = checksumOf(payload);
    if (actual !== checksum) {
      throw malformed(`"${command}" has checksum ${hex32(actual)}, not ${hex32(checksum)}`);
    }
    this.prefix = null;
    this.startFilled = 0;
    this.content = new Uint8Array(0);
    this.contentFilled = 0;
    return { command, payload };
  }
}

function readPrefix(bytes: Buffer): Prefix {
  const command = readCommand(bytes.subarray(MAGIC_BYTES, MAGIC_BYTES + COMMAND_BYTES));
  const length = bytes.readUInt32LE(16);
  if (length > MAX_PAYLOAD_BYTES) {
    throw malformed(`"${command}" of ${length} bytes; at most ${MAX_PAYLOAD_BYTES} are allowed`);
  }
  return { command, length, checksum: bytes.readUInt32LE(20) };
}

/** Printable ASCII, then only zeros. Bitcoin Core: `CMessageHeader::IsMessageTypeValid`. */
function readCommand(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const match = /^([ -~]*)\0*$/u.exec(text);
  if (match === null) throw malformed(`a command reads ${bytes.toString("hex")}`);
  return match[1] ?? "";
}

function checksumOf(payload: Uint8Array): number {
  const once = createHash("sha256").update(payload).digest();
  return createHash("sha256").update(once).digest().readUInt32LE(0);
}

function hex32(value: number): string {
  return value.toString(16).padStart(8, "0");
}

function malformed(reason: string): HashfallError {
  return new HashfallError("source.malformed", reason);
}
