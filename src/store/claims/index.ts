export { type ClaimFile, parseClaim, parseClaimFile, parseClaims } from "./parse-claims.ts";
