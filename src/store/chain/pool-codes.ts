import type { Database } from "./database.ts";

/** A height and the pool that its block is attributed to. */
export interface PoolLabel {
  readonly height: number;
  readonly pool: string;
}

/** The pools named so far, each with a small number that stands for it in the rows. */
export class PoolCodes {
  private readonly database: Database;
  private codes = new Map<string, number>();

  constructor(database: Database) {
    this.database = database;
  }

  /** Reads the codes that are stored; those of a step that failed are forgotten by it. */
  async load(): Promise<void> {
    const rows = await this.database.rows("select code, slug from pools order by code");
    this.codes = new Map(rows.map(({ code, slug }) => [String(slug), Number(code)]));
  }

  /** Appends labels, in the transaction that is open, with a code for each new pool. */
  async append(labels: readonly PoolLabel[]): Promise<void> {
    const fresh = new Set(labels.map(({ pool }) => pool).filter((pool) => !this.codes.has(pool)));
    for (const slug of fresh) {
      const code = this.codes.size;
      await this.database.run("insert into pools values (?, ?)", [code, slug]);
      this.codes.set(slug, code);
    }
    await this.database.append("pool_labels", (appender) => {
      for (const { height, pool } of labels) {
        appender.appendInteger(height);
        appender.appendUSmallInt(this.codes.get(pool) ?? 0);
        appender.endRow();
      }
    });
  }
}
