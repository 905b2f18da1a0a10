import { cpus, totalmem } from "node:os";

/** Prints what the figures below it were measured on. */
export function printMachine(): void {
  const [cpu] = cpus();
  process.stdout.write(
    `${cpu?.model ?? "unknown processor"}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}\n\n`,
  );
}
