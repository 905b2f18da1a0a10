export { TAKEAWAY_FORMATS, takeTable } from "./encode.ts";
export { TAKEAWAYS } from "./tables.ts";
export { writeTable } from "./write-table.ts";
