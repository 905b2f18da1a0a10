import { isInstant } from "../api/index.ts";
import type { Simulation } from "../app/index.ts";
import { type Estimate, formatDate, unixSeconds } from "../base/index.ts";
import {
  type Language,
  atPlace,
  formatNumber,
  placeOf,
  quantityName,
  shownTotals,
  unitName,
} from "../report/index.ts";
import { simulationWords } from "./simulation-words.ts";
import { type Terminal, styled, table } from "./terminal.ts";

interface Shown {
  readonly terminal: Terminal;
  readonly language: Language;
}

/** A value of an estimate and its 80 % band. */
export interface EstimateCells {
  readonly value: string;
  readonly band: string;
}

/** Trough, recovery, energy, emissions, water, money: each with its band. */
export function totalsText({ terminal, language }: Shown, { summary, model }: Simulation): string {
  const word = simulationWords(language);
  const rows = shownTotals(summary.totals).flatMap(({ id, unit, members, estimate }) => {
    const name = quantityName(id, model.scenario, language);
    if (members === 0) return id === "recovered_at" ? [[name, word.never]] : [];
    if (isNothing(estimate)) return [];
    const { value, band } = estimateCells(id, estimate);
    const share = members / summary.members;
    const part = share < 1 ? word.ofMembers(formatNumber(100 * share)) : "";
    if (id === "recovered_at" && share < 0.5) {
      return [[name, "–", "", word.notWithin(formatNumber(100 * (1 - share)))]];
    }
    return [[name, value, isInstant(id) ? "" : unitName(unit, language), band, part]];
  });
  const columns = [
    { title: word.total, align: "left" as const },
    { title: "", align: "right" as const },
    { title: "", align: "left" as const },
    { title: word.band, align: "left" as const },
    { title: "", align: "left" as const },
  ];
  return `${styled(terminal, "strong", word.totals)}\n${table(terminal, columns, rows)}`;
}

/** A total in words: of a time its date. */
export function estimateCells(id: string, estimate: Estimate): EstimateCells {
  const { value, lo80, hi80 } = estimate;
  if (isInstant(id)) {
    const [at, low, high] = [value, lo80, hi80].map((time) => formatDate(unixSeconds(time)));
    return { value: at ?? "", band: low === high ? "" : `${low} – ${high}` };
  }
  const place = placeOf(value, [lo80, hi80]);
  const [low, high] = [atPlace(lo80, place), atPlace(hi80, place)];
  return { value: atPlace(value, place), band: low === high ? "" : `[${low}, ${high}]` };
}

/** Whether a total is nothing at all in every member but a few. */
function isNothing({ value, lo95, hi95 }: Estimate): boolean {
  return Math.max(Math.abs(value), Math.abs(lo95), Math.abs(hi95)) < 5e-4;
}
