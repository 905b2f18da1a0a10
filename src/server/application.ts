import { Hono } from "hono";
import { type Access, checkHost, checkToken } from "./access.ts";
import { unknownRoute } from "./answer-routes.ts";
import { type ClientLimits, chargeRequests } from "./client-limits.ts";
import { refuseCrossSite, refuseExcess } from "./excess.ts";
import { INTERNAL, refuse, refuseMethod } from "./refusal.ts";
import { shareHeaders } from "./shared-headers.ts";

/** What stands before every route. */
interface Gate {
  readonly access: Access;
  readonly clients: ClientLimits;
}

/** Routes behind the checks that every request passes; the first that knows a path answers. */
export function application(routes: readonly Hono[], { access, clients }: Gate): Hono {
  const app = new Hono();
  app.use(shareHeaders);
  app.use(checkHost(access));
  app.use(refuseExcess);
  app.use(checkToken(access, clients));
  app.use(chargeRequests(clients));
  app.use("/api/*", refuseCrossSite);
  for (const some of routes) app.route("/", some);
  app.all("/api/*", unknownRoute);
  app.get("*", (context) => context.notFound());
  app.all("*", refuseMethod);
  app.notFound((context) => {
    const message = `nothing at ${context.req.path}`;
    return refuse(context, { status: 404, code: "not.found", message });
  });
  app.onError((_error, context) => refuse(context, INTERNAL));
  return app;
}
