/** What takes room in a cache. */
interface Sized {
  /** Bytes. */
  readonly size: number;
}

const MOST_ENTRIES = 512;
const MOST_BYTES = 64 * 1024 * 1024;

/** Answers by what was asked; those asked for longest ago go first. */
export class BodyCache<T extends Sized> {
  private readonly entries = new Map<string, T>();

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }

  set(key: string, entry: T): void {
    this.entries.set(key, entry);
    let bytes = [...this.entries.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [oldest, { size }] of this.entries) {
      if (this.entries.size <= MOST_ENTRIES && bytes <= MOST_BYTES) return;
      if (oldest === key) return;
      this.entries.delete(oldest);
      bytes -= size;
    }
  }
}
