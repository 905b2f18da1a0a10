import type { Hono } from "hono";
import { LOOPBACK_ACCESS } from "../../src/server/access.ts";
import { application } from "../../src/server/application.ts";
import { ClientLimits } from "../../src/server/index.ts";

/** Routes behind the checks of the loopback, to be asked without a server. */
export function asked(...routes: readonly Hono[]): Hono {
  return application(routes, { access: LOOPBACK_ACCESS, clients: new ClientLimits() });
}
