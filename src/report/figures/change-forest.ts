import type { Estimate } from "../../base/index.ts";
import { formatChange } from "../text/format.ts";
import type { Language } from "../text/language.ts";
import { changeAxis, changeMark, reachOf } from "./forest.ts";
import { drawing } from "./frame.ts";
import { label } from "./svg.ts";

/** Changes, one below the other, each with its interval and whether its test tells it from chance. */
export interface ChangeForest {
  /** Unique in its page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly {
    readonly name: string;
    readonly change: Estimate;
    readonly told: boolean;
  }[];
}

const ROW = 30;
const TOP = 8;
const BOTTOM = 30;

/** A forest of changes; on a narrow one the name stands over its interval. */
export function changeForest(plot: ChangeForest, language: Language, width: number): string {
  const narrow = width < 500;
  const row = narrow ? 44 : ROW;
  const height = TOP + row * plot.rows.length + BOTTOM;
  const box = {
    left: narrow ? 10 : 150,
    right: narrow ? width - 10 : width - 210,
    top: TOP,
    bottom: height - BOTTOM,
    reach: reachOf(plot.rows.map(({ change }) => change)),
  };
  const content = plot.rows.flatMap(({ name, change, told }, index) => {
    const y = TOP + row * index + (narrow ? 32 : row / 2);
    const at = narrow ? y - 14 : y + 4;
    const style = told ? "t-copper strong" : "soft";
    return [
      label(name, { x: 0, y: at, class: narrow ? "halo" : "" }),
      changeMark(box, y, change, told),
      label(formatChange(change, language, 0), {
        x: width,
        y: at,
        anchor: "end",
        class: narrow ? `${style} halo` : style,
      }),
    ];
  });
  const { title, description, id } = plot;
  const drawn = [changeAxis(box, language), ...content];
  return drawing({ title, description, width, height, content: drawn }, id);
}
