export { type ServedAnswers, answerRoutes } from "./answer-routes.ts";
export { type ServedChain, chainRoutes } from "./chain-routes.ts";
export {
  type FileSet,
  type RunningServer,
  type ServeOptions,
  fileApplication,
  requireLoopback,
  serveFiles,
} from "./serve-files.ts";
