import type { ScenarioAttribution } from "../app/index.ts";
import type { Estimate } from "../base/index.ts";
import { type Language, placeOf, signedAtPlace } from "../report/index.ts";
import type { Shown } from "./simulation-text.ts";
import { type Column, styled, table } from "./terminal.ts";

interface AttributionWords {
  readonly asked: (height: string, draws: string) => string;
  readonly orders: string;
  readonly change: string;
  readonly band: string;
  readonly together: (count: number) => string;
  readonly remainder: string;
  readonly total: string;
  readonly note: string;
}

const WORDS: Readonly<Record<Language, AttributionWords>> = {
  en: {
    asked: (height, draws) => `What each order adds to the retarget at ${height}; ${draws} draws`,
    orders: "order",
    change: "points",
    band: "80 %",
    together: (count) => `${count} others together (below)`,
    remainder: "without any of them: growth, price, season, other orders",
    total: "the retarget, per cent",
    note: "Shapley values: the mean over every order of joining. The parts of a draw add up to its total.\nThe bands hold the uncertain numbers, not the luck of the blocks.",
  },
  zh: {
    asked: (height, draws) => `各命令对高度 ${height} 处难度调整的贡献；${draws} 组抽样`,
    orders: "命令",
    change: "百分点",
    band: "80 %",
    together: (count) => `其余 ${count} 项合计（见下）`,
    remainder: "没有这些命令时：增长、价格、季节与其他命令",
    total: "难度调整，%",
    note: "夏普利值：对各种加入次序取平均。每组抽样的各部分之和等于其总数。\n区间只含不确定的参数，不含出块的运气。",
  },
};

const COLUMNS = ["left", "right", "right"] as const;

/** A retarget split among the orders, as a person reads it. */
export function attributionText(shown: Shown, { model, attribution }: ScenarioAttribution): string {
  const { terminal, language } = shown;
  const word = WORDS[language];
  const { scenario } = model;
  const { height, draws, players, remainder_pct: remainder, total_pct: total } = attribution;
  const nameOf = (order: string): string => scenario.orders[order]?.title[language] ?? order;
  const rows = [
    ...players.map(({ orders, change_pct: change }) => [
      orders.length === 1 ? orders.map(nameOf).join() : word.together(orders.length),
      ...cells(change),
    ]),
    [word.remainder, ...cells(remainder)],
    [word.total, ...cells(total)],
  ];
  const together = players.flatMap(({ orders }) => (orders.length === 1 ? [] : orders));
  const titles = [word.orders, word.change, word.band];
  const columns: Column[] = COLUMNS.map((align, index) => ({ title: titles[index] ?? "", align }));
  return [
    `${styled(terminal, "strong", scenario.title[language])}  ${styled(terminal, "quiet", scenario.name)}`,
    styled(terminal, "quiet", word.asked(String(height), String(draws))),
    "",
    table(terminal, columns, rows),
    ...together.map((order) => styled(terminal, "quiet", `  ${nameOf(order)}`)),
    styled(terminal, "quiet", word.note),
    "",
  ].join("\n");
}

function cells({ value, lo80, hi80 }: Estimate): string[] {
  const place = Math.max(placeOf(value, [lo80, hi80]), -1);
  return [
    signedAtPlace(value, place),
    `[${signedAtPlace(lo80, place)}, ${signedAtPlace(hi80, place)}]`,
  ];
}
