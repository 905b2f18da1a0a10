import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

type Bindings = Partial<HttpBindings>;

/** Node's own request and response; neither where the application is asked without a server. */
export function bindingsOf(context: Context): Bindings {
  const { env }: Context<{ Bindings: Bindings }> = context;
  return env ?? {};
}
