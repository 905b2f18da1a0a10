/** What waits, and for whom. */
interface Waiting {
  /** Null for the server itself, which goes first and is never sent away. */
  readonly client: string | null;
}

/** Turns taken by clients that are remembered. */
const MOST_REMEMBERED = 1_000;

/**
 * A line in which clients take turns: the next is the first of the client that was served longest ago.
 * One who brings much waits behind himself, not before others.
 */
export class FairQueue<T extends Waiting> {
  private readonly waiting: T[] = [];
  /** When each client was served last, as a count of turns; the oldest first. */
  private readonly served = new Map<string, number>();
  private turn = 0;

  get length(): number {
    return this.waiting.length;
  }

  add(one: T): void {
    this.waiting.push(one);
  }

  take(): T | undefined {
    let next = this.waiting[0];
    for (const one of this.waiting) {
      if (next !== undefined && this.servedAt(one) < this.servedAt(next)) next = one;
    }
    if (next === undefined) return undefined;
    this.remove(next);
    if (next.client !== null) this.remember(next.client);
    return next;
  }

  /** The last of the client that has most in the line; of equals, of the one that came last. */
  takeExcess(): T | undefined {
    const counts = new Map<string, number>();
    for (const { client } of this.waiting) {
      if (client !== null) counts.set(client, (counts.get(client) ?? 0) + 1);
    }
    const most = Math.max(...counts.values());
    const last = this.waiting.findLast(
      ({ client }) => client !== null && counts.get(client) === most,
    );
    if (last !== undefined) this.remove(last);
    return last;
  }

  /** Whether it was there. */
  remove(one: T): boolean {
    const place = this.waiting.indexOf(one);
    if (place === -1) return false;
    this.waiting.splice(place, 1);
    return true;
  }

  takeAll(): T[] {
    return this.waiting.splice(0);
  }

  private servedAt({ client }: T): number {
    return client === null ? -1 : (this.served.get(client) ?? 0);
  }

  private remember(client: string): void {
    this.turn += 1;
    this.served.delete(client);
    this.served.set(client, this.turn);
    const [oldest] = this.served.keys();
    if (this.served.size > MOST_REMEMBERED && oldest !== undefined) this.served.delete(oldest);
  }
}
