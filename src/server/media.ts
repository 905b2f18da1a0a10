/** Content types by the ending of a file's name. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  webmanifest: "application/manifest+json; charset=utf-8",
  wasm: "application/wasm",
  woff2: "font/woff2",
  png: "image/png",
  ico: "image/x-icon",
};

/** Those that are coded already. */
const CODED: ReadonlySet<string> = new Set(["woff2", "png"]);

const endingOf = (name: string): string => name.split(".").at(-1) ?? "";

export function contentTypeOf(name: string): string {
  const ending = endingOf(name);
  return (Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined) ?? "application/octet-stream";
}

/** Whether coding a file saves anything. */
export function isCodable(name: string): boolean {
  return !CODED.has(endingOf(name));
}
