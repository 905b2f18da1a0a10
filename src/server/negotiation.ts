/** Codings of a body that this server makes, the one it likes best first. */
const CODINGS = ["br", "gzip"] as const;
export type Coding = (typeof CODINGS)[number] | "identity";

/** What a body may be, as its media type. */
export type MediaType = keyof typeof CONTENT_TYPES;

/** Media types as a head names them. */
export const CONTENT_TYPES = {
  "application/json": "application/json; charset=utf-8",
  "text/csv": "text/csv; charset=utf-8",
  "application/vnd.apache.parquet": "application/vnd.apache.parquet",
} as const;

interface Weighted {
  readonly name: string;
  readonly weight: number;
}

/** A list such as `gzip;q=0.5, br` with its weights; what cannot be read has none. */
function weighted(header: string): Weighted[] {
  return header.split(",").map((part) => {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    const weight = q === undefined ? 1 : Number(q);
    return { name, weight: Number.isFinite(weight) ? weight : 0 };
  });
}

/** The coding to send in: the best liked of those that are accepted. RFC 9110, 12.5.3. */
export function chooseCoding(header: string | undefined): Coding {
  if (header === undefined) return "identity";
  const accepted = weighted(header);
  const weightOf = (coding: string): number =>
    accepted.find(({ name }) => name === coding)?.weight ??
    accepted.find(({ name }) => name === "*")?.weight ??
    0;
  const [best] = CODINGS.map((name) => ({ name, weight: weightOf(name) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return best?.name ?? "identity";
}

/**
 * The media type to send: the first of those offered among the best liked, null where none is
 * accepted. A range that names more of the type goes before one that names less. RFC 9110, 12.5.1.
 */
export function chooseType(
  header: string | undefined,
  offered: readonly MediaType[],
): MediaType | null {
  if (header === undefined || header.trim() === "") return offered[0] ?? null;
  const accepted = weighted(header);
  const weightOf = (type: MediaType): number => {
    const ranges = [type, `${type.split("/")[0]}/*`, "*/*"];
    const range = ranges.find((wanted) => accepted.some(({ name }) => name === wanted));
    return accepted.find(({ name }) => name === range)?.weight ?? 0;
  };
  const [best] = offered
    .map((type) => ({ type, weight: weightOf(type) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return best?.type ?? null;
}

/** Whether an If-None-Match list names a fingerprint, weakly compared. */
export function matchesTag(header: string | undefined, etag: string): boolean {
  const wanted = opaque(etag);
  return (header ?? "").split(",").some((tag) => {
    const listed = opaque(tag.trim());
    return listed === wanted || listed === "*";
  });
}

function opaque(tag: string): string {
  return tag.replace(/^W\//u, "");
}
