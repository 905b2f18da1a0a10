import { CHAIN_TABLES } from "./chain-tables.ts";
import { FACT_TABLES } from "./fact-tables.ts";
import type { Takeaway } from "./takeaway.ts";

/** Every table that can be taken away, what is worked out first. */
export const TAKEAWAYS: readonly Takeaway[] = [...CHAIN_TABLES, ...FACT_TABLES];
