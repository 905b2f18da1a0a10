import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { Server, Socket } from "node:net";
import { join } from "node:path";
import type { StoredBlock } from "../fixtures/block-file.ts";
import { recordedNode } from "../fixtures/node.ts";
import type { ChainName } from "./answers.ts";
import { FakeChain } from "./chain.ts";
import { Faults } from "./faults.ts";
import { httpServer, type Received } from "./http.ts";
import { type MinedLike, mineOn } from "./mining.ts";
import { peerServer } from "./p2p.ts";

/** How a fake node is run. */
export interface FakeNodeOptions {
  /** Its blocks, parents first; the recorded ones unless given. A bare header is a block not downloaded. */
  readonly blocks?: Iterable<StoredBlock>;
  /** Hash of its tip: other branches are unknown until made active. Without one it knows all blocks. */
  readonly tip?: string;
  readonly chainName?: ChainName;
  /** Whether it is Bitcoin Core 31 or later, which gives parts of blocks. */
  readonly blockpart?: boolean;
  /** Whether it runs with `-rest`. */
  readonly rest?: boolean;
  /** A password, or a folder for a cookie that each start writes anew. */
  readonly auth?: Credentials | { readonly cookieFolder: string };
}

interface Credentials {
  readonly user: string;
  readonly password: string;
}

const HOST = "127.0.0.1";
const MAGIC: Readonly<Record<ChainName, number>> = {
  main: 0xd9b4bef9,
  testnet4: 0x283f161c,
  signet: 0x40cf030a,
  regtest: 0xdab5bffa,
};

/** Starts a fake node on free ports of the loopback. */
export async function startFakeNode(options: FakeNodeOptions = {}): Promise<FakeNode> {
  const node = new FakeNode(options);
  await node.start();
  return node;
}

/** A Bitcoin Core node in this process: REST, JSON-RPC and peers over one chain. */
export class FakeNode {
  readonly chain: FakeChain;
  readonly faults: Faults = new Faults();
  /** Everything asked, in order of arrival. */
  readonly log: Received[] = [];
  /** What it says it is doing while it starts, as "Loading block index…"; null once it has. */
  warmUp: string | null = null;
  port = 0;
  p2pPort = 0;
  /** Credentials that calls need now. */
  credentials: Credentials;
  private readonly options: FakeNodeOptions;
  private readonly sockets = new Set<Socket>();
  private readonly http: Server;
  private readonly peers: Server;
  private starts = 0;

  constructor(options: FakeNodeOptions) {
    const { blocks, tip, chainName = "regtest" } = options;
    this.options = options;
    this.chain = new FakeChain(blocks ?? recordedNode().blocks.values());
    if (tip === undefined) this.chain.revealAll();
    const recordedTip = blocks === undefined ? recordedNode().rows.at(-1)?.hash : undefined;
    this.chain.setActive(tip ?? recordedTip ?? this.chain.heaviest.block.hash);
    const { auth = { user: "user", password: "password" } } = options;
    this.credentials = "cookieFolder" in auth ? { user: "", password: "" } : auth;
    this.http = this.kept(
      httpServer({
        rpc: () => ({
          chain: this.chain,
          chainName,
          blockpart: options.blockpart ?? false,
          warmUp: this.warmUp,
          recorded: blocks === undefined ? recordedNode().rpc : [],
        }),
        faults: this.faults,
        log: this.log,
        authorization: () => this.authorization,
        rest: options.rest ?? true,
      }),
    );
    const magic = MAGIC[chainName];
    const { chain, faults, log } = this;
    this.peers = this.kept(peerServer({ chain, magic, faults, log }));
  }

  /** Where the REST interface and the calls are. */
  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  /** The same with user and password in it. */
  get rpcUrl(): string {
    const { user, password } = this.credentials;
    return `http://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${HOST}:${this.port}`;
  }

  /** Value of the `Authorization` header that calls need. */
  get authorization(): string {
    const { user, password } = this.credentials;
    return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  }

  /** Path of the cookie, where the node writes one. */
  get cookieFile(): string | undefined {
    const { auth } = this.options;
    return auth !== undefined && "cookieFolder" in auth
      ? join(auth.cookieFolder, ".cookie")
      : undefined;
  }

  /** How many requests matched, on `GET /rest/…`, `rpc METHOD`, `p2p COMMAND`. */
  count(match: RegExp): number {
    return this.log.filter(({ subject }) => match.test(subject)).length;
  }

  /** Connections open now, of both servers. */
  get connections(): number {
    return this.sockets.size;
  }

  /** Listens; after a stop, on the ports it had. */
  async start(): Promise<void> {
    this.starts += 1;
    this.writeCookie();
    this.port = await listening(this.http, this.port);
    this.p2pPort = await listening(this.peers, this.p2pPort);
  }

  /** Closes its ports and all connections; chain and log stay. */
  async stop(): Promise<void> {
    const closed = [this.http, this.peers]
      .filter((server) => server.listening)
      .map(async (server) => once(server.close(), "close"));
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(closed);
    const { cookieFile } = this;
    if (cookieFile !== undefined) rmSync(cookieFile, { force: true });
  }

  async close(): Promise<void> {
    await this.stop();
  }

  /** Makes the branch that ends in a block the active one and tells the peers. */
  setActive(hash: string): void {
    this.chain.setActive(hash);
  }

  /** Mines blocks on a block, or the tip, makes them active and tells the peers once. */
  mine(count: number, like: MinedLike & { readonly on?: string } = {}): StoredBlock[] {
    const blocks: StoredBlock[] = [];
    let parent = like.on === undefined ? this.chain.tip : this.chain.reveal(like.on);
    const first = like.time ?? parent.time + (like.spacing ?? 600);
    for (let index = 0; index < count; index += 1) {
      const time = first + index * (like.spacing ?? 600);
      const block = mineOn(parent, { ...like, time });
      parent = this.chain.store(block);
      blocks.push(block);
    }
    this.chain.setActive(parent.block.hash);
    return blocks;
  }

  /** The password is new with each start, as Bitcoin Core's. */
  private writeCookie(): void {
    const { cookieFile } = this;
    if (cookieFile === undefined) return;
    const password = createHash("sha256").update(`start ${this.starts}`).digest("hex");
    this.credentials = { user: "__cookie__", password };
    mkdirSync(join(cookieFile, ".."), { recursive: true });
    writeFileSync(cookieFile, `__cookie__:${password}`);
  }

  private kept(server: Server): Server {
    return server.on("connection", (socket: Socket) => {
      this.sockets.add(socket);
      socket.on("close", () => this.sockets.delete(socket));
    });
  }
}

async function listening(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
