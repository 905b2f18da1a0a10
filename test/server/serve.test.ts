import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { hashfall } from "../cli/program.ts";
import { ROOT } from "../shipped.ts";
import { listenTo } from "./event-reader.ts";

const folder = mkdtempSync(join(tmpdir(), "hashfall-serve-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The built program, and the address that it tells as soon as it listens. */
async function served(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly child: ChildProcess; readonly url: URL }> {
  const child = spawn("node", [`${ROOT}bin/hashfall`, "serve", "--port", "0", ...args], {
    env: { ...process.env, LC_ALL: "C", XDG_DATA_HOME: join(folder, "none"), ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  for await (const line of createInterface({ input: child.stderr ?? process.stdin })) {
    told += `${line}\n`;
    const address = /^serving at (\S+)$/u.exec(line)?.[1];
    if (address !== undefined) {
      child.stderr?.resume();
      return { child, url: new URL(address) };
    }
  }
  throw new Error(`it does not serve: ${told}`);
}

describe("a server that is told to stop", () => {
  test("ends its streams and what it simulates, and ends well", async () => {
    const { child, url } = await served([]);
    const tips = await listenTo(`${url.origin}/api/events`);
    await tips.until(({ heard }) => heard.length === 1);
    expect(JSON.parse(tips.heard[0]?.data ?? "")).toMatchObject({
      tip: { height: 946_236, hash: null },
      changed: false,
    });
    const asked = await fetch(`${url.origin}/api/simulations`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ scenario: "sichuan-cut", members: 20_000 }),
    });
    const { id } = z.looseObject({ id: z.string() }).parse(await asked.json());
    const progress = await listenTo(`${url.origin}/api/simulations/${id}/events`);
    await progress.until(({ heard }) => /"done":[1-9]/u.test(heard.at(-1)?.data ?? ""));
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await Promise.all([tips.ended, progress.ended]);
    expect(await ended).toEqual([0, null]);
  });

  test("ends as well while a study is being made", async () => {
    const { child, url } = await served([]);
    const study = await fetch(`${url.origin}/studies/sichuan-2021/`);
    expect([study.status, study.headers.get("retry-after")]).toEqual([503, "2"]);
    const ended = once(child, "close");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
  });
});

describe("beyond the loopback's own names", () => {
  test("a token is made, told with the address, and asked for", async () => {
    const { child, url } = await served(["--host", "127.0.0.2"]);
    const token = url.searchParams.get("token") ?? "";
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${url.origin}/api/hashrate`, { headers })).status;
    expect(await status({})).toBe(401);
    expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
    const opened = await fetch(url, { redirect: "manual" });
    const [cookie = ""] = (opened.headers.get("set-cookie") ?? "").split(";");
    expect(await status({ cookie })).toBe(200);
    child.kill("SIGTERM");
    await once(child, "close");
  });

  test("a token that is given in a file or a variable is the one", async () => {
    const file = join(folder, "token");
    writeFileSync(file, "from-a-file-0123456789\n");
    const both = await served(["--host", "127.0.0.2", "--token-file", file], {
      HASHFALL_TOKEN: "from-a-variable-0123456789",
    });
    expect(both.url.searchParams.get("token")).toBe("from-a-file-0123456789");
    both.child.kill("SIGTERM");
    await once(both.child, "close");
  });

  test.each([
    ["every address without a name", ["--host", "0.0.0.0"], "--allowed-host"],
    ["a file that is not there", ["--host", "127.0.0.2", "--token-file", "/none"], "no token"],
    ["a token that nobody asks for", ["--token-file", `${ROOT}package.json`], "loopback"],
    ["a study that there is not", ["nothing"], "is no study"],
  ])("%s is refused", (_what, args, says) => {
    const { status, stderr } = hashfall("serve", "--port", "0", ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});
