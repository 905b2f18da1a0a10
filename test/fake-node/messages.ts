import { doubleSha256 } from "../fixtures/header-columns.ts";

/** A message between peers. */
export interface Message {
  readonly command: string;
  readonly payload: Buffer;
}

const PREFIX = 24;
/** Bitcoin Core: `MAX_PROTOCOL_MESSAGE_LENGTH`. */
const LONGEST = 4_000_000;

/** A message as it goes over the wire: magic, command, length, checksum, payload. */
export function encoded(magic: number, { command, payload }: Message): Buffer {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32LE(magic, 0);
  prefix.write(command, 4, "latin1");
  prefix.writeUInt32LE(payload.length, 16);
  doubleSha256(payload).copy(prefix, 20, 0, 4);
  return Buffer.concat([prefix, payload]);
}

/** Cuts a stream of bytes into messages. */
export class MessageReader {
  private pending: Buffer = Buffer.alloc(0);
  private readonly magic: number;

  constructor(magic: number) {
    this.magic = magic;
  }

  /** The messages that are whole now; null when the stream is none of this network. */
  push(bytes: Buffer): Message[] | null {
    this.pending = Buffer.concat([this.pending, bytes]);
    const messages: Message[] = [];
    while (this.pending.length >= PREFIX) {
      const length = this.pending.readUInt32LE(16);
      if (this.pending.readUInt32LE(0) !== this.magic || length > LONGEST) return null;
      if (this.pending.length < PREFIX + length) break;
      const payload = this.pending.subarray(PREFIX, PREFIX + length);
      const sum = this.pending.subarray(20, PREFIX);
      const command = this.pending.toString("latin1", 4, 16).replace(/\0+$/u, "");
      // Bitcoin Core ignores a message whose checksum is wrong.
      if (doubleSha256(payload).subarray(0, 4).equals(sum)) messages.push({ command, payload });
      this.pending = this.pending.subarray(PREFIX + length);
    }
    return messages;
  }
}

/** Bitcoin's variable-length count. Bitcoin Core: `WriteCompactSize`. */
export function compactSize(value: number): Buffer {
  if (value < 0xfd) return Buffer.from([value]);
  if (value <= 0xffff) return Buffer.from([0xfd, value & 0xff, value >> 8]);
  const wide = Buffer.alloc(5, 0xfe);
  wide.writeUInt32LE(value, 1);
  return wide;
}

/** Reads a count: its value and where it ends. */
export function readCompactSize(bytes: Buffer, at: number): { value: number; end: number } {
  const first = bytes.readUInt8(at);
  if (first < 0xfd) return { value: first, end: at + 1 };
  if (first === 0xfd) return { value: bytes.readUInt16LE(at + 1), end: at + 3 };
  if (first === 0xfe) return { value: bytes.readUInt32LE(at + 1), end: at + 5 };
  return { value: Number(bytes.readBigUInt64LE(at + 1)), end: at + 9 };
}
