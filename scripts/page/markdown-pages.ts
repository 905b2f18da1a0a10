import { basename } from "node:path";
import { Marked, type Tokens } from "marked";
import type { Plugin } from "vite";

/**
 * Makes each page of `docs/methods` a module of `title` and `html`, at build time: the page itself
 * carries no reader of Markdown. Raw HTML is shown as text; links between pages stay inside the page,
 * links to other files of the project lose their target.
 */
export function markdownPages(): Plugin {
  return {
    name: "hashfall-markdown",
    enforce: "pre",
    transform: (text, id) => {
      if (!id.endsWith(".md")) return undefined;
      const title = /^# (.*)$/mu.exec(text)?.[1] ?? basename(id, ".md");
      const html = toHtml(text.replace(/^# .*$/mu, ""));
      return `export const title = ${JSON.stringify(title)};\nexport const html = ${JSON.stringify(html)};`;
    },
  };
}

function toHtml(text: string): string {
  const reader = new Marked({
    async: false,
    renderer: {
      html: ({ text: raw }: Tokens.HTML | Tokens.Tag) => escaped(raw),
      heading({ tokens, depth }: Tokens.Heading) {
        const level = Math.max(2, depth);
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
      },
      code: ({ text: code }: Tokens.Code) =>
        `<pre tabindex="0"><code>${escaped(code)}</code></pre>`,
      table(table: Tokens.Table) {
        const cells = (row: readonly Tokens.TableCell[], tag: string): string =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("");
        const rows = table.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("");
        return `<div class="scrolled" tabindex="0" role="region" aria-label="table"><table class="doc"><thead><tr>${cells(table.header, "th")}</tr></thead><tbody>${rows}</tbody></table></div>`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inside = this.parser.parseInline(tokens);
        const page = /^(?:\.\/)?([a-z-]+)\.md(?:#.*)?$/u.exec(href)?.[1];
        if (page !== undefined) return `<a href="#/methods?page=${page}">${inside}</a>`;
        if (!/^https?:/u.test(href)) return inside;
        return `<a href="${escaped(href)}" rel="noreferrer">${inside}</a>`;
      },
    },
  });
  const html = reader.parse(text);
  if (typeof html !== "string") throw new TypeError("the page was not read at once");
  return html;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
