import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { CodedBody } from "./coded-body.ts";
import { contentTypeOf, isCodable } from "./media.ts";
import type { Coding } from "./negotiation.ts";
import { PAGE_POLICY } from "./policies.ts";
import { SentAnswer } from "./sent-answer.ts";
import { completeHead } from "./shared-headers.ts";

/** Files of the page, ready to be sent, by the path that they are asked by. */
export type PageFiles = ReadonlyMap<string, SentAnswer>;

const INDEX = "index.html";
/** What a build names its files; nothing else is sent. */
const PLAIN = /^\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/u;
/** Their names hold the hash of what they hold, so that they never change. */
const HASHED = /^\/assets\//u;
const FOREVER = "public, max-age=31536000, immutable";
/** Files that hold another one coded already. */
const CODED: Readonly<Record<string, Coding>> = { ".br": "br", ".gz": "gzip" };

/**
 * Reads a built page into memory; nothing where none is built. What is there now is all that is ever
 * sent: no path of a request reaches the file system.
 */
export async function loadPage(folder: string): Promise<PageFiles | undefined> {
  if (!existsSync(join(folder, INDEX))) return undefined;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .map((path) => `/${path.split(sep).join("/")}`)
    .filter((path) => PLAIN.test(path));
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  await Promise.all(
    names.map(async (name) => {
      contents.set(name, new Uint8Array(await readFile(join(folder, name))));
    }),
  );
  const own = names.filter((name) => !isCodedTwin(name, contents));
  const files = new Map(own.map((name) => [name, sentFile(name, contents)]));
  const index = files.get(`/${INDEX}`);
  return index === undefined ? files : files.set("/", index);
}

type Contents = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** Whether a file is another one of the folder in a coding. */
function isCodedTwin(name: string, contents: Contents): boolean {
  return Object.keys(CODED).some(
    (ending) => name.endsWith(ending) && contents.has(name.slice(0, -ending.length)),
  );
}

function sentFile(name: string, contents: Contents): SentAnswer {
  const bytes = contents.get(name) ?? new Uint8Array();
  const coded = new Map<Coding, Uint8Array<ArrayBuffer>>();
  for (const [ending, coding] of Object.entries(CODED)) {
    const twin = contents.get(`${name}${ending}`);
    if (twin !== undefined) coded.set(coding, twin);
  }
  const digest = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const etag = `W/"${digest}"`;
  const head = completeHead({
    etag,
    "content-security-policy": PAGE_POLICY,
    "cache-control": HASHED.test(name) ? FOREVER : "no-cache",
    vary: "accept-encoding",
  });
  const [contentType, codable] = [contentTypeOf(name), isCodable(name)];
  return new SentAnswer(new CodedBody(bytes, coded), { etag, head, contentType, codable });
}
