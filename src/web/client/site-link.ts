const TABLE = /^\.\/api\/data\/([\w-]+)\?format=(csv|parquet|json)$/u;
const STUDY = /^\.\/studies\/([\w-]+)\/?$/u;

/** File of an exported site for an address that a server answers; null for any other address. */
export function siteLink(href: string): string | null {
  const [, table, format] = TABLE.exec(href) ?? [];
  if (table !== undefined) return `./tables/${table}.${format}`;
  const study = STUDY.exec(href)?.[1];
  return study === undefined ? null : `./studies/${study}/index.html`;
}
