export { parseClaims, readClaims } from "./claims-file.ts";
export { loadRecord } from "./load-record.ts";
export {
  type Manifest,
  type ManifestFile,
  manifestSchema,
  pieceFingerprints,
  sha256,
} from "./manifest.ts";
