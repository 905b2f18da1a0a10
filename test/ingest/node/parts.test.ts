import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HashfallError } from "../../../src/base/index.ts";
import { readBlock } from "../../../src/ingest/node/block-head.ts";
import { defaultCookies, isLoopback, readCookie } from "../../../src/ingest/node/credentials.ts";
import { Lanes } from "../../../src/ingest/node/lanes.ts";
import { expectOk } from "../../../src/ingest/node/rest-answers.ts";
import { recordedNode } from "../../fixtures/node.ts";

test("Core 28.1's refusals, as recorded, fail by name", () => {
  const failed = recordedNode().rest.flatMap(({ path, status, body }) => {
    const bytes = Buffer.from(body ?? []);
    const answer = { kind: "answer", status, body: bytes, length: bytes.length } as const;
    try {
      return expectOk(answer, path, "node") === answer ? [] : ["other"];
    } catch (error) {
      return error instanceof HashfallError ? [`${status} ${error.code}`] : ["unnamed"];
    }
  });
  expect(failed).toEqual([
    "404 source.malformed",
    "400 source.malformed",
    "404 source.malformed",
    "401 source.refused",
  ]);
});

test("no proper beginning of a block gives its coinbase", () => {
  const { rows, blocks } = recordedNode();
  for (const { hash, header } of [rows[0], rows[17], rows[2600]].flatMap((row) => row ?? [])) {
    const bytes = blocks.get(hash)?.bytes ?? new Uint8Array();
    for (let length = header.length; length < bytes.length; length += 1) {
      expect(readBlock(bytes.subarray(0, length), { hash, header }, "node")).toBeNull();
    }
    expect(readBlock(bytes, { hash, header }, "node")?.transactions).toBe(1);
  }
});

test("a count of transactions that no block can hold is malformed", () => {
  const { hash, header } = recordedNode().rows[5] ?? { hash: "", header: new Uint8Array() };
  for (const count of ["00", "fd1c41", "feffffffff", "ffffffffffffffffff"]) {
    const bytes = Buffer.concat([header, Buffer.from(count, "hex"), Buffer.alloc(200)]);
    const reading = (): unknown => readBlock(bytes, { hash, header }, "node");
    expect(reading).toThrow(expect.objectContaining({ code: "source.malformed" }));
  }
});

test("lanes keep the order of results and never run more at a time than they are", async () => {
  const delays = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(delays, delays, fc.integer({ min: 1, max: 5 }), async (a, b, width) => {
      const lanes = new Lanes(width);
      let running = 0;
      let most = 0;
      const run = (list: readonly number[]): Promise<string[]> =>
        lanes.map(list.length, async (index) => {
          running += 1;
          most = Math.max(most, running);
          for (let turn = list[index] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
          running -= 1;
          return `${index}`;
        });
      const [first, second] = await Promise.all([run(a), run(b)]);
      expect([first, second]).toEqual([a.map((_, at) => `${at}`), b.map((_, at) => `${at}`)]);
      expect(most).toBe(Math.min(width, a.length + b.length));
    }),
  );
});

test("after a failure a list starts nothing more, and other lists go on", async () => {
  const lanes = new Lanes(2);
  const started: number[] = [];
  const failing = lanes.map(50, (index) => {
    started.push(index);
    return index === 3 ? Promise.reject(new Error("third")) : Promise.resolve(index);
  });
  const other = lanes.map(3, (index) => Promise.resolve(index));
  await expect(failing).rejects.toThrow("third");
  await expect(other).resolves.toEqual([0, 1, 2]);
  expect(started.length).toBeLessThan(7);
});

test("a cookie is a name and a password in one line, and nothing else is", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cookie-"));
  const path = join(folder, ".cookie");
  writeFileSync(path, "__cookie__:00ff\n");
  await expect(readCookie(path)).resolves.toBe("__cookie__:00ff");
  for (const text of ["", "no colon", "a:b c", "a:b\nc:d"]) {
    writeFileSync(path, text);
    await expect(readCookie(path)).rejects.toMatchObject({ code: "source.refused" });
  }
  await expect(readCookie(folder)).rejects.toMatchObject({ code: "source.refused" });
});

// Bitcoin Core v28, src/chainparamsbase.cpp: folders and RPC ports of the networks
test("on a network's own port only that network's cookie is offered", () => {
  const found = [8332, 48_332, 38_332, 18_443].flatMap((port) => defaultCookies("/home/a", port));
  const folder = "/home/a/.bitcoin";
  expect(found).toEqual([
    `${folder}/.cookie`,
    `${folder}/testnet4/.cookie`,
    `${folder}/signet/.cookie`,
    `${folder}/regtest/.cookie`,
  ]);
  expect(defaultCookies("/home/a", 9999)).toEqual(found);
});

test("cookies are offered to this machine only", () => {
  const names = ["localhost", "127.0.0.1", "127.8.9.1", "[::1]"];
  expect(names.filter((name) => !isLoopback(name))).toEqual([]);
  const others = ["10.0.0.1", "127.0.0.1.example", "localhost.example", "[::2]", ""];
  expect(others.filter((name) => isLoopback(name))).toEqual([]);
});
