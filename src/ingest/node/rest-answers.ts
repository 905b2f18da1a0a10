import { excerpt, malformed, refused } from "./failures.ts";
import type { Answer } from "./http-client.ts";

/** Where the chain's state is asked for; answered only by a node started with `-rest`. */
export const CHAIN_INFO_PATH = "/rest/chaininfo.json";

/**
 * Why a node's answer means "later": it loads its index, or more requests wait than it keeps.
 *
 * Source: Bitcoin Core v28, src/rest.cpp, `CheckWarmup`; src/httpserver.cpp, `http_request_cb`.
 * Older versions say the second with status 500.
 */
export function restBusy({ status, body }: Answer): string | null {
  if (status === 503) return `the node says "${excerpt(body.toString("utf8", 0, 200))}"`;
  if (status === 500 && body.includes("Work queue depth exceeded")) return "the node is overloaded";
  return null;
}

/** @throws HashfallError `source.refused`, `source.malformed` for any status but 200. */
export function expectOk(answer: Answer, path: string, label: string): Answer {
  const { status, body } = answer;
  if (status === 200) return answer;
  if (status === 401 || status === 403) {
    throw refused(
      label,
      `status ${status} for ${path}`,
      "see that this machine may ask (-rpcallowip), or give --cookie, or --user and --password-file",
    );
  }
  const words = excerpt(body.toString("utf8", 0, 200));
  throw malformed(label, `status ${status} for ${path}${words === "" ? "" : `: "${words}"`}`);
}
