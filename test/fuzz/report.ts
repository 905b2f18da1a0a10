import type { Finding, Memory, Report, Tally } from "./run.ts";

/** How much a run may take beyond its warm-up, in bytes: of the process, and held by something. */
const MOST_GROWTH: Memory = { rss: 64_000_000, held: 16_000_000 };
/** Bytes of an input that are shown. */
const SHOWN = 96;

/** What grew more than it may, in words; null where nothing did. */
export function growthOf({ warm, end }: Report): string | null {
  const rss = end.rss - warm.rss;
  const held = end.held - warm.held;
  if (rss <= MOST_GROWTH.rss && held <= MOST_GROWTH.held) return null;
  return `memory grew by ${megabytes(rss)}, of which ${megabytes(held)} are held`;
}

/** Cases, outcomes and times of each target, and of all. */
export function summary(report: Report, seconds: number): string {
  const { tallies, findings, warm, end } = report;
  const cases = tallies.reduce((sum, tally) => sum + tally.cases, 0);
  const refused = tallies.reduce((sum, tally) => sum + countRefused(tally), 0);
  const peak = process.resourceUsage().maxRSS * 1_024;
  return [
    ...tallies.flatMap(tallyLines),
    "",
    `${grouped(cases)} cases in ${seconds.toFixed(0)} s, ${grouped(cases / seconds)} a second; ` +
      `${grouped(refused)} refused, ${grouped(cases - refused)} taken; ${findings.length} findings`,
    `memory after warm-up ${both(warm)}; at the end ${both(end)}; peak ${megabytes(peak)}`,
    growthOf(report) ?? "memory did not grow",
    ...findings.map(findingText),
    "",
  ].join("\n");
}

/** Cases that ended in a failure with a code, or in a fault that names its rule. */
function countRefused({ outcomes }: Tally): number {
  const refusals = [...outcomes].filter(([outcome]) =>
    /^fault: |^[a-z-]+\.[a-z-]+$/u.test(outcome),
  );
  return refusals.reduce((sum, [, count]) => sum + count, 0);
}

/** A finding with the beginning of its input, and how to try it again. */
function findingText({ target, number, reason, input }: Finding): string {
  const more = input.length > SHOWN ? ` … of ${input.length} bytes` : "";
  const hex = Buffer.from(input.subarray(0, SHOWN)).toString("hex");
  return `\nFINDING --only ${target}:${number}\n${reason}\n${hex}${more}`;
}

function tallyLines({ name, cases, outcomes, seconds, slowest }: Tally): string[] {
  const each = (1e6 * seconds) / cases;
  const parts = [...outcomes]
    .toSorted(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${outcome} ${grouped(count)}`);
  const slow = `slowest ${slowest.milliseconds.toFixed(0)} ms (${name}:${slowest.number})`;
  return [
    `${name.padEnd(14)} ${grouped(cases).padStart(9)} cases ${each.toFixed(0).padStart(7)} us each, ${slow}`,
    `${" ".repeat(15)}${parts.join(", ")}`,
  ];
}

const both = ({ rss, held }: Memory): string => `${megabytes(rss)} (${megabytes(held)} held)`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const grouped = (count: number): string => Math.round(count).toLocaleString("en");
