/** What the index of a site says to its script. */
export interface SiteIndex {
  /** Names of the answers worked out beforehand, by the address that asks for each. */
  readonly answers: Readonly<Record<string, string>>;
  /** Routes that take seconds. */
  readonly costly: readonly string[];
  /** Names of the worker's code and of the packed facts. */
  readonly worker: string;
  readonly facts: string;
}

/** Marks an index as that of a site of ours, which a later export may replace. */
export const SITE_MARK = '<meta name="generator" content="Hashfall" />';

/**
 * The site's own files and nothing else; no request at all, since from disk none is allowed. Workers are
 * made of texts that the site's scripts hold.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src blob:",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The one page of a site; `script` and `style` are the names of its files. */
export function siteHtml(
  index: SiteIndex,
  { script, style }: { readonly script: string; readonly style: string },
): string {
  const data = JSON.stringify(index).replaceAll("<", String.raw`\u003c`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta http-equiv="content-security-policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
${SITE_MARK}
<title>Hashfall</title>
<link rel="icon" href="./assets/icon.svg" />
<link rel="stylesheet" href="./assets/${style}" />
<script type="application/json" id="site">${data}</script>
<script defer src="./assets/${script}"></script>
</head>
<body>
<div id="page"></div>
<noscript>Hashfall needs scripts to draw its figures; its numbers are in the folders tables and studies. 本页需要脚本才能作图；数据见 tables 与 studies 文件夹。</noscript>
</body>
</html>
`;
}
