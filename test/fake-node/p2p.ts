import { createServer, type Server, type Socket } from "node:net";
import { displayed, serialised } from "../fixtures/header-columns.ts";
import type { Entry, FakeChain } from "./chain.ts";
import type { FaultKind, Faults } from "./faults.ts";
import type { Received } from "./http.ts";
import { compactSize, encoded, type Message, MessageReader, readCompactSize } from "./messages.ts";

/** What the peer-to-peer server needs to know of its node. */
export interface PeerContext {
  readonly chain: FakeChain;
  readonly magic: number;
  readonly faults: Faults;
  readonly log: Received[];
}

/** Bitcoin Core: `MAX_HEADERS_RESULTS`. */
const MAX_HEADERS = 2000;
/** New headers told unasked; a longer branch is told by its tip. Bitcoin Core: `MAX_BLOCKS_TO_ANNOUNCE`. */
const MAX_ANNOUNCED = 8;
/** Longest locator a peer may send. Bitcoin Core: `MAX_LOCATOR_SZ`. */
const MAX_LOCATOR = 101;
const PROTOCOL_VERSION = 70_016;
/** NODE_NETWORK, NODE_WITNESS, NODE_NETWORK_LIMITED, NODE_P2P_V2. */
const SERVICES = 0xc09n;
const USER_AGENT = "/Satoshi:28.1.0/";
const MSG_BLOCK = 2;
const MSG_WITNESS_BLOCK = 0x40000002;
const NOTHING = Buffer.alloc(0);
/** No high-bandwidth relay of compact blocks, version 2. */
const SEND_COMPACT = Buffer.from("000200000000000000", "hex");
/** A thousand satoshis for a thousand bytes. */
const FEE_FILTER = Buffer.from("e803000000000000", "hex");

/** A node as its peers see it; they call, it never does. */
export function peerServer(context: PeerContext): Server {
  let peers = 0;
  return createServer((socket) => {
    peers += 1;
    new Peer(socket, context, peers).listen();
  });
}

/**
 * One peer. Commands and payloads are those of the recording; version's nonce and ping's are the
 * number of the connection, and version's time is the tip's, as the recorded node's clock was set.
 */
class Peer {
  private readonly socket: Socket;
  private readonly context: PeerContext;
  private readonly nonce: Buffer = Buffer.alloc(8);
  private readonly reader: MessageReader;
  private wantsHeaders = false;
  /** Last header that the peer has from us. */
  private sentUpTo: Entry | undefined;

  constructor(socket: Socket, context: PeerContext, number: number) {
    this.socket = socket;
    this.context = context;
    this.nonce.writeUInt32LE(number);
    this.reader = new MessageReader(context.magic);
  }

  listen(): void {
    const forget = this.context.chain.onTip((connected) => this.announce(connected));
    this.socket.on("close", forget);
    this.socket.on("error", () => this.socket.destroy());
    this.socket.on("data", (bytes: Buffer) => {
      const messages = this.reader.push(bytes);
      if (messages === null) this.socket.destroy();
      else for (const message of messages) this.receive(message);
    });
  }

  private receive({ command, payload }: Message): void {
    this.context.log.push({ subject: `p2p ${command}` });
    switch (command) {
      case "version":
        return this.greet();
      case "verack":
        this.send("sendcmpct", SEND_COMPACT);
        this.send("ping", this.nonce);
        return this.send("feefilter", FEE_FILTER);
      case "ping":
        return this.send("pong", payload);
      case "sendheaders":
        this.wantsHeaders = true;
        return undefined;
      case "getheaders":
        return this.answerGetHeaders(payload);
      case "getdata":
        return this.answerGetData(payload);
      default:
        return undefined;
    }
  }

  private greet(): void {
    this.send("version", versionPayload(this.context.chain.tip, this.nonce));
    this.send("wtxidrelay", NOTHING);
    this.send("sendaddrv2", NOTHING);
    this.send("verack", NOTHING);
  }

  /** Bitcoin Core: src/net_processing.cpp, `NetMsgType::GETHEADERS`. */
  private answerGetHeaders(payload: Buffer): void {
    const { chain } = this.context;
    const { value: count, end } = readCompactSize(payload, 4);
    if (count > MAX_LOCATOR) {
      this.socket.destroy();
      return;
    }
    const stop = displayed(payload.subarray(end + 32 * count, end + 32 * count + 32));
    if (count === 0) {
      const only = chain.get(stop);
      this.sendHeaders(only === undefined ? [] : [only]);
      return;
    }
    let fork = 0;
    for (let index = count - 1; index >= 0; index -= 1) {
      const at = end + 32 * index;
      const entry = chain.get(displayed(payload.subarray(at, at + 32)));
      if (entry !== undefined && chain.isActive(entry)) fork = entry.height;
    }
    const first = chain.at(fork + 1);
    const entries = first === undefined ? [] : chain.from(first, MAX_HEADERS);
    const last = entries.findIndex(({ block }) => block.hash === stop);
    this.sendHeaders(last < 0 ? entries : entries.slice(0, last + 1));
    this.sentUpTo = entries.at(last < 0 ? -1 : last) ?? chain.tip;
  }

  /** Whole blocks with witnesses; anything else is not found. */
  private answerGetData(payload: Buffer): void {
    const { value: count, end } = readCompactSize(payload, 0);
    for (let index = 0; index < count; index += 1) {
      const item = payload.subarray(end + 36 * index, end + 36 * index + 36);
      const entry = this.context.chain.get(displayed(item.subarray(4)));
      if (entry !== undefined && item.readUInt32LE(0) === MSG_WITNESS_BLOCK) {
        this.send("block", Buffer.from(entry.block.bytes));
      } else {
        this.send("notfound", Buffer.concat([compactSize(1), item]));
      }
    }
  }

  private announce(connected: readonly Entry[]): void {
    const [first] = connected;
    if (first === undefined) return;
    const links = first.parent !== null && this.has(first.parent);
    if (this.wantsHeaders && links && connected.length <= MAX_ANNOUNCED) {
      this.sendHeaders(connected);
      this.sentUpTo = connected.at(-1);
      return;
    }
    const item = Buffer.alloc(4);
    item.writeUInt32LE(MSG_BLOCK);
    const tip = serialised(this.context.chain.tip.block.hash);
    this.send("inv", Buffer.concat([compactSize(1), item, tip]));
  }

  /** Whether the peer was sent a header, or one above it. */
  private has(entry: Entry): boolean {
    let at: Entry | null | undefined = this.sentUpTo;
    while (at !== null && at !== undefined && at.height > entry.height) at = at.parent;
    return at === entry;
  }

  private sendHeaders(entries: readonly Entry[]): void {
    const noTransactions = Buffer.from([0]);
    const headers = entries.flatMap(({ block }) => [block.header, noTransactions]);
    this.send("headers", Buffer.concat([compactSize(entries.length), ...headers]));
  }

  private send(command: string, payload: Buffer): void {
    const fault = this.context.faults.take(`p2p ${command}`);
    const whole = encoded(this.context.magic, { command, payload });
    this.write(whole, payload, command, fault);
  }

  private write(
    whole: Buffer,
    payload: Buffer,
    command: string,
    fault: FaultKind | undefined,
  ): void {
    if (this.socket.destroyed) return;
    switch (fault?.kind) {
      case "silence":
        return;
      case "edit": {
        const edited = Buffer.from(fault.edit(payload));
        this.socket.write(encoded(this.context.magic, { command, payload: edited }));
        return;
      }
      case "wire":
        this.socket.write(fault.edit(whole));
        return;
      case "cut":
        this.socket.write(whole.subarray(0, fault.after ?? 0), () => this.socket.destroy());
        return;
      case "late": {
        const timer = setTimeout(() => this.socket.write(whole), fault.milliseconds);
        this.socket.on("close", () => clearTimeout(timer));
        return;
      }
      case "status":
      case undefined:
        this.socket.write(whole);
    }
  }
}

function versionPayload(tip: Entry, nonce: Buffer): Buffer {
  const start = Buffer.alloc(20);
  start.writeUInt32LE(PROTOCOL_VERSION, 0);
  start.writeBigUInt64LE(SERVICES, 4);
  start.writeBigInt64LE(BigInt(tip.time), 12);
  const services = Buffer.alloc(8);
  services.writeBigUInt64LE(SERVICES);
  const height = Buffer.alloc(4);
  height.writeInt32LE(tip.height);
  return Buffer.concat([
    start,
    // Addresses are not told: the peer's without services, ours with them.
    Buffer.alloc(26),
    services,
    Buffer.alloc(18),
    nonce,
    Buffer.from([USER_AGENT.length]),
    Buffer.from(USER_AGENT, "latin1"),
    height,
    Buffer.from([1]),
  ]);
}
