/**
 * Address of a compiled module by its path below `dist/app/simulate/`, for what must be loaded as it
 * is, such as a worker. From the sources, as tests and benches run them, it is the same file.
 */
export function compiledModule(path: string, from: string = import.meta.url): URL {
  const compiled = from.endsWith(".ts") ? from.replace(/\/src\/(?!.*\/src\/)/u, "/dist/") : from;
  return new URL(path, compiled);
}
