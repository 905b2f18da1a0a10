import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FairQueue } from "../../../src/app/jobs/fair-queue.ts";

interface Task {
  readonly client: string | null;
  readonly name: string;
}

const task = (client: string | null, name: string): Task => ({ client, name });

function namesOf(queue: FairQueue<Task>): string[] {
  const names: string[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) names.push(next.name);
  return names;
}

test("who brings much waits behind himself, not before others", () => {
  const queue = new FairQueue<Task>();
  for (const name of ["a1", "a2", "a3"]) queue.add(task("a", name));
  queue.add(task("b", "b1"));
  expect(namesOf(queue)).toEqual(["a1", "b1", "a2", "a3"]);
});

test("the server's own tasks go first and are never sent away", () => {
  const queue = new FairQueue<Task>();
  queue.add(task("a", "a1"));
  queue.add(task(null, "own"));
  expect(queue.takeExcess()?.name).toBe("a1");
  expect(queue.takeExcess()).toBeUndefined();
  expect(namesOf(queue)).toEqual(["own"]);
});

test("who has most in a line that is too long gives up his last", () => {
  const queue = new FairQueue<Task>();
  for (const name of ["a1", "a2", "a3"]) queue.add(task("a", name));
  queue.add(task("b", "b1"));
  expect(queue.takeExcess()?.name).toBe("a3");
  expect(queue.takeExcess()?.name).toBe("a2");
  expect(queue.takeExcess()?.name).toBe("b1");
});

test("each of n clients is served within n turns, whatever the others bring", () => {
  const arrivals = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(arrivals, (clients) => {
      const queue = new FairQueue<Task>();
      for (const [index, client] of clients.entries()) queue.add(task(client, String(index)));
      const turns = new Map<string, number[]>();
      for (let turn = 0; turn < clients.length; turn += 1) {
        const client = queue.take()?.client ?? "nobody";
        turns.set(client, [...(turns.get(client) ?? [-1]), turn]);
      }
      // Each has all his turns one after the other, at most two of others' between them.
      for (const served of turns.values()) {
        const pauses = served.slice(1).map((turn, index) => turn - (served[index] ?? 0));
        expect(Math.max(...pauses)).toBeLessThanOrEqual(3);
      }
      expect(turns.has("nobody")).toBe(false);
    }),
  );
});
