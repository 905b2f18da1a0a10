import type { Target } from "./target.ts";
import { blockFiles } from "./targets/block-files.ts";
import { coinbases } from "./targets/coinbases.ts";
import { exportFiles } from "./targets/export-files.ts";
import { frames } from "./targets/frames.ts";
import { headerChain } from "./targets/header-chain.ts";
import { messages } from "./targets/messages.ts";
import { restAnswers, rpcAnswers } from "./targets/node-answers.ts";
import { nodeHttp } from "./targets/node-http.ts";
import { peerSockets } from "./targets/peer-sockets.ts";
import { scripts } from "./targets/scripts.ts";
import { headerCheck } from "./targets/verify-headers.ts";

/** Every place where input of strangers comes in; shares are cases out of a million. */
export const TARGETS: readonly Target[] = [
  headerChain,
  headerCheck,
  coinbases,
  scripts,
  frames,
  messages,
  restAnswers,
  rpcAnswers,
  nodeHttp,
  peerSockets,
  blockFiles,
  exportFiles,
];
