export {
  type FileSet,
  type RunningServer,
  type ServeOptions,
  fileApplication,
  serveFiles,
} from "./serve-files.ts";
