interface Run {
  next: number;
  readonly count: number;
  readonly start: (index: number) => Promise<void>;
  readonly fail: (error: unknown) => void;
}

/** A fixed number of tasks at a time, in the order given, over several lists without a gap. */
export class Lanes {
  readonly #width: number;
  readonly #runs: Run[] = [];
  #busy = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Results in order; the first failure rejects, and no further task of that list starts. */
  map<T>(count: number, task: (index: number) => Promise<T>): Promise<T[]> {
    const results: T[] = Array.from({ length: count });
    let left = count;
    return new Promise((resolve, reject) => {
      if (count === 0) {
        resolve(results);
        return;
      }
      const start = async (index: number): Promise<void> => {
        results[index] = await task(index);
        left -= 1;
        if (left === 0) resolve(results);
      };
      this.#runs.push({ next: 0, count, start, fail: reject });
      while (this.#busy < this.#width && this.#runs.length > 0) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#busy += 1;
    for (let run = this.#take(); run !== undefined; run = this.#take()) {
      const index = run.next - 1;
      try {
        await run.start(index);
      } catch (error) {
        run.next = run.count;
        run.fail(error);
      }
    }
    this.#busy -= 1;
  }

  /** The first list with a task left, that task counted as taken. */
  #take(): Run | undefined {
    let [run] = this.#runs;
    while (run !== undefined && run.next >= run.count) {
      this.#runs.shift();
      [run] = this.#runs;
    }
    if (run !== undefined) run.next += 1;
    return run;
  }
}
