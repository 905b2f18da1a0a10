import { createHmac, randomBytes } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { ChainPaths } from "./chain-folder.ts";

/** A server of this machine that has a store open, and what it takes to ask it. */
export interface Owner {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

/** No owner's file is longer. */
const MOST_BYTES = 4_096;

const ownerSchema: z.ZodType<Owner> = z.object({
  url: z.url({ protocol: /^http$/u, hostname: /^(?:127\.0\.0\.1|\[::1\]|localhost)$/u }),
  token: z.string().regex(/^[0-9a-f]{64}$/u),
  pid: z.number().int().positive(),
});

/** A word that only those who may read the owner's file can know. */
export function newToken(): string {
  return randomBytes(32).toString("hex");
}

/** What only one who knows the token can make of a number used once. */
export function ownerProof(token: string, nonce: string): string {
  return createHmac("sha256", token).update(nonce).digest("hex");
}

/** Says who has a store open, to those who may read this user's files. */
export async function announceOwner(
  paths: ChainPaths,
  { url, token }: Omit<Owner, "pid">,
): Promise<void> {
  await rm(paths.owner, { force: true });
  const content = JSON.stringify({ url, token, pid: process.pid });
  await writeFile(paths.owner, `${content}\n`, { mode: 0o600, flag: "wx" });
}

export async function withdrawOwner(paths: ChainPaths): Promise<void> {
  await rm(paths.owner, { force: true });
}

/** The server that has a store open; null where none says so or the one that did is gone. */
export async function findOwner(paths: ChainPaths): Promise<Owner | null> {
  try {
    const { mode, size, uid } = await stat(paths.owner);
    const isOurs = (mode & 0o077) === 0 && uid === process.getuid?.() && size < MOST_BYTES;
    if (!isOurs) return null;
    const owner = ownerSchema.parse(JSON.parse(await readFile(paths.owner, "utf8")));
    process.kill(owner.pid, 0);
    return owner.pid === process.pid ? null : owner;
  } catch {
    return null;
  }
}
