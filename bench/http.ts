// Answers a second for the current hashrate, asked over a hundred connections that are kept open, by a
// client in another process. Right before fast: the answer is checked first, and every reply is 200.
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { AnswerService } from "../src/app/answers/index.ts";
import { openWorkspace } from "../src/app/index.ts";
import { hashrateAnswer } from "../src/api/index.ts";
import { parseWindow } from "../src/base/index.ts";
import { hashrateAt } from "../src/observe/index.ts";
import { answerRoutes, serveFiles } from "../src/server/index.ts";
import { printMachine } from "./machine.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));
const CONNECTIONS = 100;
const ROUNDS = 5;
const ROUND_MS = 2_000;
/** Asked for: answers a second of one core, and the time that 99 of 100 take at most. */
const [LEAST_PER_SECOND, LONGEST_P99_MS] = [5_000, 20] as const;

interface Round {
  readonly answers: number;
  readonly seconds: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly wrong: number;
}

const [, , role, url] = process.argv;
if (role === "client" && url !== undefined) await tellRounds(url);
else await measure();

async function measure(): Promise<void> {
  printMachine();
  const places = { record: `${HOME}data` };
  const answers = new AnswerService({ places, trouble: write });
  const options = { host: "127.0.0.1", port: 0 };
  const server = await serveFiles(new Map(), options, answerRoutes(answers));
  try {
    await assertRight(`${server.url}/api/hashrate`);
    const client = fork(fileURLToPath(import.meta.url), ["client", server.url]);
    const rounds: (Round & { readonly cores: number })[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      client.send("go");
      const before = process.cpuUsage();
      const [told]: Round[] = await once(client, "message");
      const { user, system } = process.cpuUsage(before);
      if (told === undefined) break;
      assert.equal(told.wrong, 0);
      // The first is for the compiler to warm up.
      if (round === 0) continue;
      rounds.push({ ...told, cores: (user + system) / 1e6 / told.seconds });
    }
    client.disconnect();
    report(rounds);
  } finally {
    await server.close();
    await answers.close();
  }
}

/** The answer is the one that the measurement gives. */
async function assertRight(address: string): Promise<void> {
  const { timeline } = await openWorkspace({ record: `${HOME}data` });
  const expected = hashrateAnswer(
    hashrateAt(timeline, timeline.span.to, parseWindow("7d", "window")),
  );
  const told: unknown = await (await fetch(address)).json();
  assert.ok(typeof told === "object" && told !== null && "provenance" in told);
  const { provenance: _source, ...answer } = told;
  assert.deepEqual(answer, expected);
}

/** The fastest round is the one that other programs disturbed least. */
function report(rounds: readonly (Round & { readonly cores: number })[]): void {
  for (const { answers, seconds, p50_ms, p99_ms, cores } of rounds) {
    const perSecond = (answers / seconds).toFixed(0).padStart(7);
    const times = `p50 ${p50_ms.toFixed(1)} ms, p99 ${p99_ms.toFixed(1)} ms`;
    const perCore = `${(answers / seconds / cores).toFixed(0)} a second of its processor time`;
    write(`${perSecond} answers/s  ${times}  with ${cores.toFixed(2)} cores, ${perCore}\n`);
  }
  const [fastest] = rounds.toSorted((a, b) => b.answers / b.seconds - a.answers / a.seconds);
  const isWithin =
    fastest !== undefined &&
    fastest.answers / fastest.seconds >= LEAST_PER_SECOND &&
    fastest.p99_ms < LONGEST_P99_MS;
  const asked = `${LEAST_PER_SECOND} answers/s and p99 under ${LONGEST_P99_MS} ms`;
  write(`the fastest round is ${isWithin ? "within" : "NOT within"} ${asked}\n`);
}

/** The client: asks for as long as a round takes whenever it is told to, and tells what came of it. */
async function tellRounds(origin: string): Promise<void> {
  process.on("message", () => {
    void askRound(new URL("/api/hashrate", origin)).then((round) => process.send?.(round));
  });
  await once(process, "disconnect");
}

async function askRound(address: URL): Promise<Round> {
  const times: number[] = [];
  const begun = performance.now();
  const until = begun + ROUND_MS;
  const wrong = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => askUntil(address, until, times)),
  );
  times.sort((a, b) => a - b);
  return {
    answers: times.length,
    seconds: (performance.now() - begun) / 1000,
    p50_ms: times[Math.floor(times.length * 0.5)] ?? Number.NaN,
    p99_ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    wrong: wrong.reduce((sum, count) => sum + count, 0),
  };
}

/** Asks over one connection, each question once the answer before has come; counts replies but 200. */
async function askUntil(address: URL, until: number, times: number[]): Promise<number> {
  const socket = new Socket();
  socket.setNoDelay(true);
  socket.connect(Number(address.port), address.hostname);
  await once(socket, "connect");
  const question = `GET ${address.pathname} HTTP/1.1\r\nhost: ${address.host}\r\n\r\n`;
  let [wrong, held, asked] = [0, "", performance.now()];
  await new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      held += chunk.toString("latin1");
      const head = held.indexOf("\r\n\r\n");
      const length = /\r\ncontent-length: (\d+)\r\n/iu.exec(held)?.[1];
      if (head === -1 || length === undefined || held.length < head + 4 + Number(length)) return;
      const now = performance.now();
      times.push(now - asked);
      if (!held.startsWith("HTTP/1.1 200 ")) wrong += 1;
      if (now >= until) {
        resolve();
        return;
      }
      [held, asked] = ["", now];
      socket.write(question);
    });
    socket.on("close", () => resolve());
    socket.write(question);
  });
  socket.destroy();
  return wrong;
}

function write(text: string): void {
  process.stdout.write(text);
}
