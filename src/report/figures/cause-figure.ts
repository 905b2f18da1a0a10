import { formatNumber, withUnit } from "../text/format.ts";
import type { Language } from "../text/language.ts";
import { drawing } from "./frame.ts";
import { element, label, rule } from "./svg.ts";

export interface CausePlot {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Parts of a variance, per cent. */
  readonly causes: readonly { readonly name: string; readonly share_pct: number }[];
}

const ROW = 30;
const LARGEST = 100;

/** What makes the width of an estimate, as bars on a scale of the whole. */
export function causeFigure(plot: CausePlot, language: Language, width: number): string {
  const { id, title, description, causes } = plot;
  const isNarrow = width < 560;
  const left = isNarrow ? 0 : 300;
  const step = isNarrow ? ROW + 18 : ROW;
  const room = width - left - 58;
  const largest = Math.min(LARGEST, Math.max(...causes.map(({ share_pct }) => share_pct)) * 1.05);
  const content = causes.flatMap(({ name, share_pct }, index) => {
    const y = index * step + (isNarrow ? 20 : 0);
    const length = Math.max((room * share_pct) / largest, 0);
    return [
      label(name, isNarrow ? { x: 0, y: y - 3 } : { x: 0, y: y + 18 }),
      rule([left, y + 4], [left, y + 24], "axis"),
      element("rect", { x: left, y: y + 6, width: length, height: 16, class: "band50" }),
      label(withUnit(formatNumber(Math.max(share_pct, 0)), "%", language), {
        x: left + length + 8,
        y: y + 18.5,
      }),
    ];
  });
  return drawing({ title, description, width, height: causes.length * step + 10, content }, id);
}
