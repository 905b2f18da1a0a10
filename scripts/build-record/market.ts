import { type BuiltFile, readTable, writeTable } from "./facts.ts";

/** Daily price and fees. */
export function marketFile(folder: string): BuiltFile {
  const rows = readTable(folder, "market/btc_daily.csv");
  const names = ["date", "price_usd", "fees_btc"];
  const table = rows.map((row) => names.map((name) => row.get(name) ?? ""));
  return {
    path: "market.csv",
    what: "Price of bitcoin and fees of all blocks, by UTC day, four significant digits",
    columns: { date: "UTC day", price_usd: "USD per BTC", fees_btc: "BTC per day" },
    rows: table.length,
    period: `${table[0]?.[0]} to ${table.at(-1)?.[0]}`,
    source:
      "daily figures compiled from public market and chain data; the compilation names no single exchange or method, so treat prices as good to about a per cent and replace them with a series of your own where that matters",
    licence: "facts; no rights claimed",
    content: writeTable(names, table),
  };
}
