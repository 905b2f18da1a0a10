import { describe, expect, test } from "vitest";
import { HashfallError } from "../../src/base/index.ts";
import { growthOf } from "./report.ts";
import { run, runOnly } from "./run.ts";
import { ACCEPTED, Case, type Outcome, type Target } from "./target.ts";
import { TARGETS } from "./targets.ts";
import { headerChain } from "./targets/header-chain.ts";

/** The suite's share; `npm run fuzz` tries a million. */
const CASES = 20_000;

test("input of strangers is taken or refused by a code, and holds no memory afterwards", async () => {
  const report = await run({ targets: TARGETS, cases: CASES, seed: 1 });
  expect(report.findings).toEqual([]);
  expect(report.end.held - report.warm.held).toBeLessThan(16_000_000);
  expect(report.tallies.reduce((sum, { cases }) => sum + cases, 0)).toBe(CASES);
  expect(TARGETS.reduce((sum, { share }) => sum + share, 0)).toBe(1_000_000);
  const often = report.tallies.filter(({ cases }) => cases >= 100);
  expect(often.length).toBeGreaterThanOrEqual(8);
  for (const { outcomes, cases } of often) {
    const accepted = outcomes.get(ACCEPTED) ?? 0;
    expect(accepted).toBeGreaterThan(0.05 * cases);
    expect(accepted).toBeLessThan(0.95 * cases);
  }
}, 180_000);

test("a case tried alone is the one that the run tried", async () => {
  const opened = await headerChain.open();
  let last: Case | undefined;
  let outcome: Outcome = "";
  for (let number = 0; number <= 45; number += 1) {
    last = new Case({ target: headerChain.name, seed: 7, number });
    outcome = await opened.run(last);
  }
  const alone = await runOnly(headerChain, 7, 45);
  expect([alone.outcome, alone.reason, alone.trial.input]).toEqual([outcome, null, last?.input]);
});

/** Accepts all cases but the fourth, which ends as `fail` does. */
const faulty = (fail: (trial: Case) => Outcome): Target => ({
  name: "faulty",
  share: 1,
  codes: ["source.malformed"],
  open: () =>
    Promise.resolve({
      run: (trial) => {
        trial.input = Uint8Array.of(trial.name.number);
        return trial.name.number === 3 ? fail(trial) : ACCEPTED;
      },
    }),
});

const refuse = (): Outcome => {
  throw new HashfallError("source.malformed", "no header");
};

describe("a run tells of", () => {
  test.each([
    {
      why: "a crash",
      reason: /^TypeError: no length/u,
      fail: () => {
        throw new TypeError("no length");
      },
    },
    {
      why: "a code that does not belong there",
      reason: /^unexpected store\.damaged/u,
      fail: () => {
        throw new HashfallError("store.damaged", "a file");
      },
    },
  ])("$why, by its case and with its input", async ({ fail, reason }) => {
    const { findings, tallies } = await run({ targets: [faulty(fail)], cases: 9, seed: 1 });
    expect(findings).toEqual([
      {
        target: "faulty",
        number: 3,
        reason: expect.stringMatching(reason),
        input: Uint8Array.of(3),
      },
    ]);
    expect(tallies[0]?.cases).toBe(9);
  });

  test("memory that something keeps", async () => {
    const kept: Uint8Array[] = [];
    const hoarder: Target = {
      ...faulty(() => ACCEPTED),
      open: () =>
        Promise.resolve({
          run: () => {
            kept.push(new Uint8Array(1_000_000).fill(1));
            return ACCEPTED;
          },
        }),
    };
    const report = await run({ targets: [hoarder], cases: 40, seed: 1 });
    expect(kept).toHaveLength(40);
    expect(growthOf(report)).toMatch(/3\d MB are held$/u);
  });

  test("nothing where a failure has a code that belongs there", async () => {
    const { findings, tallies } = await run({ targets: [faulty(refuse)], cases: 9, seed: 1 });
    expect(findings).toEqual([]);
    expect(Object.fromEntries(tallies[0]?.outcomes ?? [])).toEqual({
      accepted: 8,
      "source.malformed": 1,
    });
  });
});
