import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { serialised } from "../fixtures/header-columns.ts";
import { compactSize, encoded, type Message, MessageReader } from "./messages.ts";

/** A peer that calls a node, just enough to see what the node sends. */
export class PeerClient {
  /** All messages so far. */
  readonly messages: Message[] = [];
  private readonly socket: Socket;
  private readonly magic: number;

  private constructor(socket: Socket, magic: number) {
    this.socket = socket;
    this.magic = magic;
    const reader = new MessageReader(magic);
    socket.on("data", (bytes: Buffer) => {
      this.messages.push(...(reader.push(bytes) ?? []));
      socket.emit("message");
    });
  }

  /** Connects and shakes hands. */
  static async to(port: number, magic = 0xdab5bffa): Promise<PeerClient> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const client = new PeerClient(socket, magic);
    client.send("version", Buffer.alloc(86));
    await client.next("verack");
    client.send("verack");
    await client.next("feefilter");
    return client;
  }

  send(command: string, payload: Buffer = Buffer.alloc(0)): void {
    this.socket.write(encoded(this.magic, { command, payload }));
  }

  /** Asks for the headers after the first of these hashes that the node has active. */
  getHeaders(locator: readonly string[], stop = "0".repeat(64)): void {
    const version = Buffer.alloc(4);
    version.writeUInt32LE(70_016);
    const hashes = [...locator, stop].map(serialised);
    this.send("getheaders", Buffer.concat([version, compactSize(locator.length), ...hashes]));
  }

  /** The next message of a command after those already taken by this method. */
  async next(command: string): Promise<Buffer> {
    for (;;) {
      const index = this.messages.findIndex(
        (message, at) => at >= this.taken && message.command === command,
      );
      const found = this.messages[index];
      if (found !== undefined) {
        this.taken = index + 1;
        return found.payload;
      }
      await once(this.socket, "message");
    }
  }

  close(): void {
    this.socket.destroy();
  }

  private taken = 0;
}
