import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { contentTypeOf, isCodable } from "./media.ts";
import { STUDY_POLICY } from "./policies.ts";
import { INTERNAL, refuse } from "./refusal.ts";
import { SentAnswer } from "./sent-answer.ts";
import { completeHead } from "./shared-headers.ts";

/** Files kept in memory, by their path below the root, such as `tables/pools.csv`. */
export type FileSet = ReadonlyMap<string, string>;

/** Studies that are made when they are asked for. */
export interface ServedStudies {
  readonly names: readonly string[];
  readonly files: (name: string) => FileSet | "making" | "failed";
}

/** How often a browser looks whether a study is made, s. */
const LOOK_AGAIN_S = "2";

/** Each study at `/studies/NAME/`. */
export function studyRoutes(studies: ServedStudies): Hono {
  const app = new Hono();
  for (const name of studies.names) {
    const sent = new SentFiles();
    app.get(`/studies/${name}`, (context) => context.redirect(`/studies/${name}/`, 301));
    app.get(`/studies/${name}/*`, async (context, next) => {
      const files = studies.files(name);
      if (files === "making") return stillMaking(context);
      if (files === "failed") return refuse(context, INTERNAL);
      const path = context.req.path.slice(`/studies/${name}/`.length);
      return sent.of(files, path)?.sendTo(context) ?? next();
    });
  }
  return app;
}

/** A set of files at the root; one still empty is one still being made. */
export function fileRoutes(files: FileSet): Hono {
  const app = new Hono();
  const sent = new SentFiles();
  app.get("*", async (context, next) => {
    if (files.size === 0) return stillMaking(context);
    return sent.of(files, context.req.path.slice(1))?.sendTo(context) ?? next();
  });
  return app;
}

function stillMaking(context: Context): Response {
  context.header("retry-after", LOOK_AGAIN_S);
  context.header("refresh", LOOK_AGAIN_S);
  context.header("cache-control", "no-store");
  return context.text("The study is being made. 研究正在生成。", 503);
}

/** Files that were asked for, ready to be sent again. */
class SentFiles {
  private readonly ready = new Map<string, SentAnswer>();

  /** Nothing where there is no such file. */
  of(files: FileSet, asked: string): SentAnswer | undefined {
    const path = asked === "" ? "index.html" : asked;
    const text = files.get(path);
    if (text === undefined) return undefined;
    const known = this.ready.get(path) ?? sentFile(path, text);
    this.ready.set(path, known);
    return known;
  }
}

/** The fingerprint is weak since the bytes differ with the coding. */
function sentFile(path: string, text: string): SentAnswer {
  const digest = createHash("sha256").update(text).digest("base64url").slice(0, 22);
  const etag = `W/"${digest}"`;
  const head = completeHead({
    etag,
    "content-security-policy": STUDY_POLICY,
    vary: "accept-encoding",
  });
  return new SentAnswer(text, {
    etag,
    head,
    contentType: contentTypeOf(path),
    codable: isCodable(path),
  });
}
