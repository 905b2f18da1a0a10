const ROOT_OF_MODULES = /\/(?:src|dist)\/(?!.*\/(?:src|dist)\/).*$/u;

/**
 * Address of a compiled module by its path below `dist`, for what must be loaded as it is, such as a
 * worker: the same file for the sources, as tests run them, as for the program bundled or not.
 */
export function compiledModule(path: string, from: string = import.meta.url): URL {
  return new URL(path, from.replace(ROOT_OF_MODULES, "/dist/"));
}
