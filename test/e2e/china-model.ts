import { loadModel } from "../../src/app/index.ts";
import type { MemberModel } from "../../src/simulate/index.ts";
import { ROOT, record, timeline } from "../shipped.ts";

/** The shipped scenario of 2021 as plain data, such as a page is sent. */
export async function chinaModel(): Promise<MemberModel> {
  const { scenario, facts, draws } = await loadModel({ record, timeline }, record.orders, {
    source: "china-2021",
    folder: `${ROOT}scenarios`,
    overrides: [],
    set: [],
    posterior: true,
    asOf: undefined,
  });
  const sent: MemberModel = { scenario, facts, draws };
  return structuredClone(sent);
}
