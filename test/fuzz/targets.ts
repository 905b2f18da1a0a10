import type { Target } from "./target.ts";
import { coinbases } from "./targets/coinbases.ts";
import { frames } from "./targets/frames.ts";
import { headerChain } from "./targets/header-chain.ts";
import { messages } from "./targets/messages.ts";
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
];
