export { makeSite } from "./make-site.ts";
export { requireFree, writeSite } from "./write-site.ts";
