import { useEffect, useMemo, useState } from "preact/hooks";

/** Where in the page one is: a view and what was asked of it, all of it in the address. */
export interface Address {
  /** First word after `#/`; empty at the start. */
  readonly view: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `#/pools?window=7d`. */
export function readAddress(hash: string): Address {
  const [path = "", search = ""] = hash.replace(/^#?\/?/u, "").split("?", 2);
  return { view: decode(path), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Writes `#/pools?window=7d`; a parameter that is `undefined` or empty is left out. */
export function writeAddress(
  view: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, value);
  }
  const text = search.toString();
  return text === "" ? `#/${view}` : `#/${view}?${text}`;
}

/** A link to a view that stays in the language which the address asks for. */
export function linkTo(
  view: string,
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const { lang } = readAddress(location.hash).query;
  return writeAddress(view, { ...query, lang: query["lang"] ?? lang });
}

/** The address as it stands, and how to change what is asked without leaving the view. */
export interface AddressControl extends Address {
  /** Merges into the query; a history entry only with `push`. */
  readonly change: (
    query: Readonly<Record<string, string | undefined>>,
    how?: "replace" | "push",
  ) => void;
}

export function useAddress(): AddressControl {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = (): void => setHash(location.hash);
    // It may have changed since it was rendered: effects come after the paint.
    read();
    addEventListener("hashchange", read);
    addEventListener("popstate", read);
    return () => {
      removeEventListener("hashchange", read);
      removeEventListener("popstate", read);
    };
  }, []);
  return useMemo(() => {
    const address = readAddress(hash);
    return { ...address, change: changeQuery };
  }, [hash]);
}

function changeQuery(
  query: Readonly<Record<string, string | undefined>>,
  how: "replace" | "push" = "replace",
): void {
  const now = readAddress(location.hash);
  const next = writeAddress(now.view, { ...now.query, ...query });
  if (next === location.hash) return;
  if (how === "push") history.pushState(null, "", next);
  else history.replaceState(null, "", next);
  dispatchEvent(new PopStateEvent("popstate"));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
