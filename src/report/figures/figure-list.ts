import type { StudyData } from "../study-data.ts";
import { FIGURE_MESSAGES as TEXT } from "../text/figure-messages.ts";
import { type Language, say } from "../text/language.ts";
import {
  courseFigure,
  difficultyFigure,
  difficultySubtitle,
  difficultyTitle,
} from "./difficulty-figure.ts";
import { type Canvas, type Drawing, drawing } from "./frame.ts";
import { hashpriceFigure, hashpriceTitle } from "./hashprice-figure.ts";
import { hashrateFigure, hashrateSubtitle, hashrateTitle } from "./hashrate-figure.ts";
import { poolsFigure, reportedFigure, reportedSubtitle } from "./pools-figure.ts";
import { powerFigure, powerSubtitle, powerTitle } from "./power-figure.ts";
import { scoreFigure, scoreSubtitle, scoreTitle } from "./scoreboard-figure.ts";
import { spillFigure, spillSubtitle, spillTitle } from "./spill-figure.ts";
import { element } from "./svg.ts";
import { LIGHT, standaloneStyle } from "./theme.ts";

export type FigureName =
  | "hashrate"
  | "pools"
  | "pools-reported"
  | "difficulty"
  | "forecast-course"
  | "forecast-scoreboard"
  | "hashprice"
  | "power"
  | "spill";

/** How a figure is named, told and drawn. */
export interface FigureSpec {
  readonly name: FigureName;
  readonly title: (data: StudyData, language: Language) => string;
  readonly subtitle: (data: StudyData, language: Language) => string;
  readonly draw: (data: StudyData, canvas: Canvas) => Drawing;
}

/** Every figure of a study, in the order of the page. */
export const FIGURES: Readonly<Record<FigureName, FigureSpec>> = {
  hashrate: {
    name: "hashrate",
    title: hashrateTitle,
    subtitle: hashrateSubtitle,
    draw: hashrateFigure,
  },
  pools: {
    name: "pools",
    title: (_, language) => say(TEXT.poolsTitle, language),
    subtitle: (_, language) => say(TEXT.poolsSubtitle, language),
    draw: poolsFigure,
  },
  "pools-reported": {
    name: "pools-reported",
    title: (_, language) => say(TEXT.reportedTitle, language),
    subtitle: reportedSubtitle,
    draw: reportedFigure,
  },
  difficulty: {
    name: "difficulty",
    title: difficultyTitle,
    subtitle: difficultySubtitle,
    draw: difficultyFigure,
  },
  "forecast-course": {
    name: "forecast-course",
    title: (_, language) => say(TEXT.courseTitle, language),
    subtitle: (_, language) => say(TEXT.courseSubtitle, language),
    draw: courseFigure,
  },
  "forecast-scoreboard": {
    name: "forecast-scoreboard",
    title: scoreTitle,
    subtitle: scoreSubtitle,
    draw: scoreFigure,
  },
  hashprice: {
    name: "hashprice",
    title: hashpriceTitle,
    subtitle: (_, language) => say(TEXT.hashpriceSubtitle, language),
    draw: hashpriceFigure,
  },
  power: { name: "power", title: powerTitle, subtitle: powerSubtitle, draw: powerFigure },
  spill: { name: "spill", title: spillTitle, subtitle: spillSubtitle, draw: spillFigure },
};

/** A figure as a file of its own. */
export interface StudyFigure {
  readonly name: string;
  readonly title: string;
  readonly svg: string;
}

/** Every figure as an SVG file: light colours, fonts by name, title and description inside. */
export function studyFigures(data: StudyData, language: Language): readonly StudyFigure[] {
  const known = Object.values(FIGURES).filter(
    ({ name }) => name !== "spill" || data.energy.water !== null,
  );
  return known.map(({ name, title, draw }) => {
    const figure = draw(data, { language, width: "wide" });
    const background = element("rect", {
      width: figure.width,
      height: figure.height,
      fill: LIGHT["paper"],
    });
    const svg = drawing(
      {
        ...figure,
        attributes: { ...figure.attributes, xmlns: "http://www.w3.org/2000/svg" },
        content: [element("style", {}, standaloneStyle()), background, ...figure.content],
      },
      `${name}-${language}`,
    );
    return {
      name,
      title: title(data, language),
      svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`,
    };
  });
}
