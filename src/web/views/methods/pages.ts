/** A page of methods, set. */
export interface MethodPage {
  readonly title: string;
  readonly html: string;
}

/** Pages by their names, loaded when they are opened. */
export const PAGES: ReadonlyMap<string, () => Promise<MethodPage>> = named(
  import.meta.glob<MethodPage>("../../../../docs/methods/*.md"),
);

/** What each page says, in Chinese. */
export const CHINESE: ReadonlyMap<string, () => Promise<MethodPage>> = named(
  import.meta.glob<MethodPage>("../../../../docs/methods/zh/*.md"),
);

function named(
  modules: Readonly<Record<string, () => Promise<MethodPage>>>,
): ReadonlyMap<string, () => Promise<MethodPage>> {
  return new Map(
    Object.entries(modules).map(([path, load]) => [/([\w-]+)\.md$/u.exec(path)?.[1] ?? path, load]),
  );
}
