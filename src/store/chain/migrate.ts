import type { NetworkName } from "../../bitcoin/index.ts";
import type { Database } from "./database.ts";
import { storeError } from "./database-failures.ts";
import { chainTables } from "./migrations/0001-chain.ts";
import type { Migration } from "./migrations/migration.ts";

/** Every migration in order. */
export const MIGRATIONS: readonly Migration[] = [chainTables];

/**
 * Brings a database to the newest schema, a transaction a migration, and says whose chain it holds.
 *
 * @throws HashfallError `store.newer` for a schema made by a later version of the program, and
 *   `store.damaged` for a chain of another network.
 */
export async function migrate(
  database: Database,
  network: NetworkName,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await database.run("create table if not exists about (key varchar not null, value varchar)");
  const about = new Map(
    (await database.rows("select key, value from about")).map(({ key, value }) => [key, value]),
  );
  const found = Number(about.get("schema") ?? 0);
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) {
    const reason = `its schema is ${found}, this program knows ${newest}`;
    const remedy = "use the newer program that made it";
    throw storeError("store.newer", database.path, reason, { remedy });
  }
  const holds = about.get("network") ?? network;
  if (holds !== network) {
    const reason = `holds the chain of ${String(holds)}, not of ${network}`;
    throw storeError("store.damaged", database.path, reason, { remedy: "choose another folder" });
  }
  for (const { version, statements } of migrations) {
    if (version <= found) continue;
    await database.transaction(async () => {
      for (const statement of statements) await database.run(statement);
      await database.run("delete from about where key in ('schema', 'network')");
      await database.run("insert into about values ('schema', ?), ('network', ?)", [
        String(version),
        network,
      ]);
    });
  }
}
