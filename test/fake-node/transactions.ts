import { displayed, doubleSha256, HEADER_BYTES } from "../fixtures/header-columns.ts";

/** What a block's transactions come to. */
export interface BlockSummary {
  /** Display order. */
  readonly txids: readonly string[];
  /** Bytes of the block without witnesses. */
  readonly strippedSize: number;
}

/** Reads the transactions of a well-formed block. */
export function summarise(block: Uint8Array): BlockSummary {
  const reader = new Reader(Buffer.from(block.buffer, block.byteOffset, block.byteLength));
  reader.skip(HEADER_BYTES);
  const count = reader.compactSize();
  let strippedSize = reader.at;
  const txids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const stripped = strippedTransaction(reader);
    strippedSize += stripped.length;
    txids.push(displayed(doubleSha256(stripped)));
  }
  return { txids, strippedSize };
}

/** The next transaction as its id is taken of: version, inputs, outputs, lock time. */
function strippedTransaction(reader: Reader): Buffer {
  const version = reader.take(4);
  const hasWitness = reader.peek() === 0;
  if (hasWitness) reader.skip(2);
  const start = reader.at;
  const inputs = reader.compactSize();
  for (let input = 0; input < inputs; input += 1) {
    reader.skip(36);
    reader.skip(reader.compactSize());
    reader.skip(4);
  }
  const outputs = reader.compactSize();
  for (let output = 0; output < outputs; output += 1) {
    reader.skip(8);
    reader.skip(reader.compactSize());
  }
  const body = reader.since(start);
  const witnesses = hasWitness ? inputs : 0;
  for (let input = 0; input < witnesses; input += 1) {
    const items = reader.compactSize();
    for (let item = 0; item < items; item += 1) reader.skip(reader.compactSize());
  }
  return Buffer.concat([version, body, reader.take(4)]);
}

class Reader {
  at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  peek(): number {
    return this.bytes.readUInt8(this.at);
  }

  skip(length: number): void {
    this.at += length;
  }

  take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  since(start: number): Buffer {
    return this.bytes.subarray(start, this.at);
  }

  compactSize(): number {
    const first = this.take(1).readUInt8();
    if (first < 0xfd) return first;
    if (first === 0xfd) return this.take(2).readUInt16LE();
    if (first === 0xfe) return this.take(4).readUInt32LE();
    return Number(this.take(8).readBigUInt64LE());
  }
}
