import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartContent, Layer, Stretch } from "../../../src/web/charts/layers.ts";
import { flagsOf } from "../../../src/web/charts/mark-shapes.ts";
import { readingAt } from "../../../src/web/charts/reading.ts";
import { sceneOf } from "../../../src/web/charts/scene.ts";
import { sceneSvg } from "../../../src/web/charts/scene-svg.ts";

const DAY = 86_400;
const days = (count: number): number[] => Array.from({ length: count }, (_, day) => day * DAY);

function estimateOf(values: readonly (number | null)[]): Layer {
  const shifted = (by: number): (number | null)[] =>
    values.map((value) => (value === null ? null : value + by));
  return {
    kind: "estimate",
    label: "estimate",
    values,
    band50: { low: shifted(-1), high: shifted(1) },
    band95: { low: shifted(-3), high: shifted(3) },
  };
}

function contentOf(values: readonly (number | null)[]): ChartContent {
  const time_s = days(values.length);
  return { time_s, layers: [estimateOf(values)], unit: "EH/s", digits: 1 };
}

const whole = ({ time_s }: ChartContent): Stretch => ({ from_s: 0, to_s: time_s.at(-1) ?? 1 });

function drawn(content: ChartContent, view = whole(content)): ReturnType<typeof sceneOf> {
  return sceneOf(content, { view, width: 1000, height: 400, language: "en" });
}

describe("a chart", () => {
  test("draws an estimate as a line over its two bands, every point of it while there is room", () => {
    const content = contentOf([100, 120, 110, 130, 125, 140, 150, 145]);
    const { inside, x, y } = drawn(content);
    expect(inside.map(({ kind, style }) => `${kind} ${style}`)).toEqual([
      "area estimate95",
      "area estimate50",
      "line estimate",
    ]);
    const line = inside.find((shape) => shape.kind === "line");
    expect(line?.points).toHaveLength(8);
    expect(line?.points[3]).toEqual([x(3 * DAY), y(130)]);
  });

  test("leaves a gap where a value is missing", () => {
    const { inside } = drawn(contentOf([100, 101, null, 103, 104]));
    expect(inside.filter(({ kind }) => kind === "line")).toHaveLength(2);
    expect(inside.filter(({ style }) => style === "estimate95")).toHaveLength(2);
  });

  test("leaves a gap where instants are missing, unless it is told to bridge them", () => {
    const content = { ...contentOf([1, 2, 3, 4, 5, 6]), time_s: [0, 1, 2, 30, 31, 32] };
    expect(drawn(content).inside.filter(({ kind }) => kind === "line")).toHaveLength(2);
    const bridged = { ...content, gap_s: Infinity };
    expect(drawn(bridged).inside.filter(({ kind }) => kind === "line")).toHaveLength(1);
  });

  test("of very many points keeps the highest and the lowest of all, in no more than it is wide", () => {
    const values = fc.array(fc.double({ min: 10, max: 90, noNaN: true }), {
      minLength: 3000,
      maxLength: 6000,
    });
    fc.assert(
      fc.property(values, (shown) => {
        const { inside, y } = drawn(contentOf(shown));
        const points = inside.flatMap((shape) => (shape.kind === "line" ? shape.points : []));
        const heights = points.map(([, height]) => height);
        expect(points.length).toBeLessThanOrEqual(4 * 1001);
        expect(Math.min(...heights)).toBeCloseTo(y(Math.max(...shown)), 6);
        expect(Math.max(...heights)).toBeCloseTo(y(Math.min(...shown)), 6);
      }),
      { numRuns: 8 },
    );
  });

  test("as SVG has the same shapes, no style written into it, and its words made safe", () => {
    const content = { ...contentOf([1, 2, 3]), unit: "<EH/s>" };
    const svg = sceneSvg(drawn(content), "a & b", "x");
    expect(svg).toContain("&lt;EH/s&gt;");
    expect(svg).toContain('aria-label="a &amp; b"');
    expect(svg).not.toContain("style=");
    expect(svg.match(/<path/gu)).toHaveLength(
      3 + drawn(content).behind.filter(({ kind }) => kind === "line").length,
    );
  });
});

test("marks nearer than their numbers are wide stand under one flag, and none is left out", () => {
  const plot = { left: 0, right: 1000, top: 40, bottom: 300 };
  const places = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 80 });
  fc.assert(
    fc.property(places, (unsorted) => {
      const marks = unsorted.toSorted((a, b) => a - b).map((at_s) => ({ at_s, title: "" }));
      const flags = flagsOf(marks, plot, (at) => at);
      const named = flags.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index),
      );
      expect(named).toEqual(marks.map((_, index) => index));
      const steps = flags.slice(1).map((flag, index) => flag.x - (flags[index]?.x ?? 0));
      expect(Math.min(50, ...steps)).toBe(50);
    }),
  );
});

test("the read-out gives a value with its interval, and nothing where nothing is known", () => {
  const content = contentOf([100, null]);
  expect(readingAt(content, 0, "en")).toEqual({
    when: "1 January 1970",
    values: [{ kind: "estimate", text: "estimate: 100.0 [97.0,\u00a0103.0]\u00a0EH/s" }],
  });
  expect(readingAt(content, 1, "zh")).toEqual({ when: "1970年1月2日", values: [] });
});
