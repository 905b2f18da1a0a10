import { Hono } from "hono";
import type { PageFiles } from "./page-files.ts";

/** Views of the page, each of which can be asked for by its plain path. */
const VIEWS = [
  "now",
  "pools",
  "events",
  "claims",
  "studies",
  "energy",
  "what-if",
  "methods",
  "data",
] as const;

const NOT_BUILT = [
  "The page is not built: run `npm run build`, then start again.",
  "网页尚未构建：请先运行 `npm run build`，再重新启动。",
  "",
  "/api/openapi.json",
  "",
].join("\n");

/** The page, its files, and its views by their plain paths. */
export function pageRoutes(files: PageFiles | undefined): Hono {
  const app = new Hono();
  for (const view of VIEWS) {
    app.get(`/${view}`, (context) => {
      const { search } = new URL(context.req.url);
      return context.redirect(`/#/${view}${search}`, 302);
    });
  }
  if (files === undefined) {
    app.get("/", (context) => context.text(NOT_BUILT, 404));
    return app;
  }
  app.get("*", async (context, next) => {
    const file = files.get(context.req.path);
    return file === undefined ? next() : file.sendTo(context);
  });
  return app;
}
