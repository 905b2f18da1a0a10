// Answers a second for the current hashrate, asked over a hundred connections that are kept open, by a
// client in another process: alone, while a thousand listen to events, and, as the limit of what is
// possible here, from a bare node:http that always sends the same bytes. Right before fast: the answer
// is checked first, and every reply is 200.
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, createServer, get } from "node:http";
import { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { AnswerService } from "../src/app/answers/index.ts";
import { openWorkspace } from "../src/app/index.ts";
import { hashrateAnswer } from "../src/api/index.ts";
import { parseWindow } from "../src/base/index.ts";
import { hashrateAt } from "../src/observe/index.ts";
import {
  ClientLimits,
  EventStreams,
  type ServedTips,
  answerRoutes,
  startServer,
  tipRoutes,
} from "../src/server/index.ts";
import { printMachine } from "./machine.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));
const QUESTION = "/api/hashrate";
const CONNECTIONS = 100;
const STREAMS = 1_000;
const ROUNDS = 4;
const ROUND_MS = 1_500;
/** One client asks for all: his usual share is less than a fast core answers. */
const UNLIMITED = { capacity: 1e9, perSecond: 1e9 } as const;
/** Asked for: answers a second of one core, and the time that 99 of 100 take at most. */
const [LEAST_PER_SECOND, LONGEST_P99_MS] = [5_000, 20] as const;

/** What a client measured. */
interface Round {
  readonly answers: number;
  readonly seconds: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly wrong: number;
}

/** With the processor time of the server, as cores. */
interface Measured extends Round {
  readonly cores: number;
}

const [, , role, url] = process.argv;
if (role === "client" && url !== undefined) await tellRounds(url);
else if (role === "listener" && url !== undefined) await tellEvents(url);
else await measure();

async function measure(): Promise<void> {
  printMachine();
  const places = { record: `${HOME}data` };
  const answers = new AnswerService({ places, trouble: write });
  const clients = new ClientLimits(UNLIMITED);
  const streams = new EventStreams();
  const [tips, mine] = growingChain();
  const { routes: answering, ready } = answerRoutes(answers, clients);
  const routes = [tipRoutes(tips, { streams, clients }), answering];
  const options = { host: "127.0.0.1", port: 0, clients, ready };
  const server = await startServer(routes, options);
  try {
    const body = await rightAnswer(server.url);
    await bare(body);
    report("alone", await rounds(server.url));
    await whileListening(server.url, { streams, mine });
  } finally {
    streams.close();
    await server.close();
    await answers.close();
  }
}

/** A chain that grows by a block whenever it is told to. */
function growingChain(): readonly [ServedTips, () => void] {
  const listeners = new Set<Parameters<ServedTips["subscribe"]>[0]>();
  let height = 946_236;
  const tip = () => ({ height, hash: height.toString(16).padStart(64, "0") });
  const tips: ServedTips = {
    current: async () => Promise.resolve(tip()),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return [
    tips,
    () => {
      height += 1;
      const news = { tip: tip(), changed: true, reorganisations: [] };
      for (const listener of listeners) listener(news);
    },
  ];
}

/** The answer is the one that the measurement gives. */
async function rightAnswer(origin: string): Promise<string> {
  const { timeline } = await openWorkspace({ record: `${HOME}data` });
  const expected = hashrateAnswer(
    hashrateAt(timeline, timeline.span.to, parseWindow("7d", "window")),
  );
  const text = await (await fetch(`${origin}${QUESTION}`)).text();
  const told: unknown = JSON.parse(text);
  assert.ok(typeof told === "object" && told !== null && "provenance" in told);
  const { provenance: _source, ...answer } = told;
  assert.deepEqual(answer, expected);
  return text;
}

/** The peer: Node's server with nothing in it but the bytes. */
async function bare(body: string): Promise<void> {
  const bytes = Buffer.from(body);
  const head = { "content-type": "application/json", "content-length": bytes.length };
  const peer = createServer((_request, response) => response.writeHead(200, head).end(bytes));
  peer.listen(0, "127.0.0.1");
  await once(peer, "listening");
  const address = peer.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  report("bare node:http, the same bytes", await rounds(`http://127.0.0.1:${port}`));
  peer.closeAllConnections();
  peer.close();
}

interface Listening {
  readonly streams: EventStreams;
  readonly mine: () => void;
}

/** The same while a thousand listen, and all are told of a block in each round. */
async function whileListening(origin: string, { streams, mine }: Listening): Promise<void> {
  const listener = child("listener", origin);
  await once(listener, "message");
  assert.equal(streams.size, STREAMS);
  let blocks = 0;
  const measured = await rounds(origin, () => {
    mine();
    blocks += 1;
  });
  listener.send("how many");
  const [heard]: number[] = await once(listener, "message");
  assert.equal(heard, STREAMS * (blocks + 1));
  listener.disconnect();
  report(`while ${STREAMS} listen, told of a block in each round`, measured);
}

function child(name: string, origin: string): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [name, origin]);
}

/** Rounds of one client; the first is for the compiler to warm up and is not counted. */
async function rounds(origin: string, during: () => void = () => undefined): Promise<Measured[]> {
  const client = child("client", origin);
  const measured: Measured[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    client.send("go");
    const before = process.cpuUsage();
    const middle = setTimeout(during, ROUND_MS / 2);
    const [told]: Round[] = await once(client, "message");
    clearTimeout(middle);
    const { user, system } = process.cpuUsage(before);
    assert.equal(told?.wrong, 0);
    if (round > 0) measured.push({ ...told, cores: (user + system) / 1e6 / told.seconds });
  }
  client.disconnect();
  return measured;
}

/** The fastest round is the one that other programs disturbed least. */
function report(what: string, measured: readonly Measured[]): void {
  write(`\n${what}\n`);
  for (const { answers, seconds, p50_ms, p99_ms, cores } of measured) {
    const perSecond = (answers / seconds).toFixed(0).padStart(7);
    const times = `p50 ${p50_ms.toFixed(1)} ms, p99 ${p99_ms.toFixed(1)} ms`;
    const perCore = `${(answers / seconds / cores).toFixed(0)} a second of its processor time`;
    write(`${perSecond} answers/s  ${times}  with ${cores.toFixed(2)} cores, ${perCore}\n`);
  }
  const [fastest] = measured.toSorted((a, b) => b.answers / b.seconds - a.answers / a.seconds);
  const isWithin =
    fastest !== undefined &&
    fastest.answers / fastest.seconds >= LEAST_PER_SECOND &&
    fastest.p99_ms < LONGEST_P99_MS;
  const asked = `${LEAST_PER_SECOND} answers/s and p99 under ${LONGEST_P99_MS} ms`;
  write(`the fastest round is ${isWithin ? "within" : "NOT within"} ${asked}\n`);
}

/** The listener: opens all streams, says so, and then how many events it has heard. */
async function tellEvents(origin: string): Promise<void> {
  let heard = 0;
  const opened = Array.from({ length: STREAMS }, async () => {
    const request = get(new URL("/api/events", origin), { agent: false });
    const [response]: IncomingMessage[] = await once(request, "response");
    assert.equal(response?.statusCode, 200);
    response.setEncoding("utf8");
    response.on("data", (text: string) => (heard += text.split("event: tip\n").length - 1));
  });
  await Promise.all(opened);
  process.on("message", () => process.send?.(heard));
  process.send?.("open");
  await once(process, "disconnect");
  process.exit(0);
}

/** The client: asks for as long as a round takes whenever it is told to, and tells what came of it. */
async function tellRounds(origin: string): Promise<void> {
  process.on("message", () => {
    void askRound(new URL(QUESTION, origin)).then((round) => process.send?.(round));
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
