import {
  BITS_AT,
  HASH_BYTES,
  HEADER_BYTES,
  hashHeaders,
  type Network,
  TargetTable,
} from "../../bitcoin/index.ts";

/** Headers collected to be hashed together, in memory that is used again and again. */
export class HeaderGroup {
  readonly headers: Uint8Array;
  readonly headerView: DataView;
  /** Hashes of the headers, once `hash` was called. */
  hashes: DataView = new DataView(new ArrayBuffer(0));
  private readonly targets: TargetTable;

  constructor(capacity: number, network: Network) {
    this.headers = new Uint8Array(capacity * HEADER_BYTES);
    this.headerView = new DataView(this.headers.buffer);
    this.targets = new TargetTable(network.powLimit);
  }

  /** Keeps a copy of a header in a row. */
  put(row: number, header: Uint8Array): void {
    this.headers.set(header, row * HEADER_BYTES);
  }

  /** Hashes the first rows. */
  hash(rows: number): void {
    const hashes = hashHeaders(this.headers.subarray(0, rows * HEADER_BYTES));
    this.hashes = new DataView(hashes.buffer, hashes.byteOffset, rows * HASH_BYTES);
  }

  /**
   * Whether a row's hash meets the target that its header states.
   *
   * Whether that is the due one is for whoever knows the chain. On mainnet this much already tells a
   * header from damaged bytes: 2^-32 of chance remains.
   */
  meetsTarget(row: number): boolean {
    const bits = this.headerView.getUint32(row * HEADER_BYTES + BITS_AT, true);
    return this.targets.isMet(bits, this.hashes, row * HASH_BYTES);
  }
}
