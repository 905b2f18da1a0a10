import { HashfallError } from "../../base/index.ts";
import { type PeerAddress, formatPeer } from "./address.ts";
import type { PeerConnection } from "./connection.ts";
import { flipped } from "./hash-text.ts";
import type { PeerOutcome, PeerReport } from "./report.ts";
import type { Standing } from "./standing.ts";

/** How a peer stood when it was last asked, and how many headers it gave. */
interface LastStanding extends Standing {
  readonly headers: number;
}

/** One of the peers to ask: its address, its connection while there is one, and what came of it. */
export class Seat {
  readonly address: PeerAddress;
  readonly name: string;
  /** Height that its tip is believed to have; null once time has passed since it said so. */
  height: number | null = null;
  private connection: PeerConnection | null = null;
  private greeted: { userAgent: string; startHeight: number | null } | null = null;
  private standing: LastStanding | null = null;
  private fault: HashfallError | null = null;
  private closed = false;

  constructor(address: PeerAddress) {
    this.address = address;
    this.name = formatPeer(address);
  }

  /** Its newest block, as serialised, in hexadecimal; null while it is not known. */
  get tip(): string | null {
    return this.standing?.tip ?? null;
  }

  /** Whether it broke the rules; it is not asked again. */
  get banned(): boolean {
    return this.ban !== null;
  }

  /** Whether it sits here, and what it gives is taken. */
  get welcome(): boolean {
    return this.connection !== null && !this.banned;
  }

  get open(): boolean {
    return this.connection !== null && this.connection.fault === null;
  }

  /** The open connection, a new one if need be, or why there is none. */
  async connected(
    connect: (address: PeerAddress) => Promise<PeerConnection>,
  ): Promise<PeerConnection | HashfallError> {
    if (this.connection !== null && this.connection.fault === null) return this.connection;
    if (this.ban !== null) return this.ban;
    try {
      return this.take(await connect(this.address));
    } catch (cause) {
      return faultOf(cause);
    }
  }

  /** Sits a greeted peer down, or sends it away where it comes too late. */
  private take(connection: PeerConnection): PeerConnection {
    const refusal = this.closed ? new HashfallError("stopped", "stopped on request") : this.ban;
    if (refusal !== null) {
      connection.drop(refusal);
      throw refusal;
    }
    this.connection = connection;
    this.greeted = connection.version;
    this.height = connection.version.startHeight;
    return connection;
  }

  stand(standing: LastStanding): void {
    this.standing = standing;
    this.fault = null;
    this.height = null;
  }

  /** Fails where the peer was let go meanwhile. */
  requireWelcome(): void {
    if (!this.welcome && this.ended !== null) throw this.ended;
  }

  /** Lets the peer go, and names it in the reason where the reason does not. */
  drop(cause: unknown): HashfallError {
    const known = this.fault;
    if (known !== null && (this.banned || cause === known)) return known;
    const fault = this.named(faultOf(cause));
    this.fault = fault;
    this.connection?.drop(fault);
    this.connection = null;
    return fault;
  }

  /** What came of it, compared with a chain that ends at `mainTip`. */
  report(mainTip: string | null): PeerReport {
    const { tip } = this;
    return {
      address: this.name,
      userAgent: this.greeted?.userAgent ?? null,
      startHeight: this.greeted?.startHeight ?? null,
      tip: tip === null ? null : flipped(tip),
      headers: this.standing?.headers ?? 0,
      outcome: this.outcome(mainTip),
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.connection?.close();
  }

  /** Why it was let go, or broke the rules while nothing was asked of it. */
  private get ended(): HashfallError | null {
    const idle = this.connection?.fault ?? null;
    return this.fault ?? (idle?.code === "source.malformed" ? idle : null);
  }

  /** The rule it broke. */
  private get ban(): HashfallError | null {
    return this.ended?.code === "source.malformed" ? this.ended : null;
  }

  private outcome(mainTip: string | null): PeerOutcome {
    if (this.ended !== null) return { kind: "dropped", why: this.ended.message };
    if (this.standing === null) return { kind: "not asked" };
    if (!this.standing.onMain) return { kind: "other branch" };
    return { kind: this.standing.tip === mainTip ? "agrees" : "behind" };
  }

  private named(fault: HashfallError): HashfallError {
    const mayPass = fault.code === "source.unreachable" || isAhead(fault);
    const told = fault.message.includes(this.name);
    const does = mayPass ? "is left for now" : "misbehaves";
    const message = told ? fault.message : `peer ${this.name} ${does}: ${fault.message}`;
    const remedy = "name another peer";
    const own = [{ path: this.name, reason: fault.message, remedy }];
    const problems = fault.problems.length > 0 ? fault.problems : own;
    const code = mayPass ? "source.unreachable" : "source.malformed";
    return new HashfallError(code, message, { cause: fault, problems });
  }
}

/**
 * Whether the receiver refused a header for being ahead of its clock. Either clock may be the wrong one,
 * and time mends it; Bitcoin Core does not punish it either: src/net_processing.cpp,
 * `MaybePunishNodeForBlock`, `BLOCK_TIME_FUTURE`.
 */
function isAhead({ problems }: HashfallError): boolean {
  return problems[0]?.path === "header.future-time";
}

/** Passes on what is no failure of a peer. */
function faultOf(cause: unknown): HashfallError {
  if (cause instanceof HashfallError && cause.code !== "stopped") return cause;
  throw cause;
}
