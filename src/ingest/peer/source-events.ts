/** What connections tell while nobody asks, kept for whoever waits. */
export class SourceEvents {
  /** Whether a block was told of since this was last set to false. */
  heard = false;
  private waiting: (() => void)[] = [];

  /** A block was told of. */
  readonly news = (): void => {
    this.heard = true;
    this.wake();
  };

  /** A connection is over. */
  readonly lost = (): void => this.wake();

  /** Wakes whoever waits. */
  wake(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const resume of woken) resume();
  }

  /** Resolves at the next event, or when `signal` says to stop. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const resume = (): void => {
        signal.removeEventListener("abort", resume);
        this.waiting = this.waiting.filter((other) => other !== resume);
        resolve();
      };
      signal.addEventListener("abort", resume);
      this.waiting.push(resume);
    });
  }
}
