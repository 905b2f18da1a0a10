/** Status of a process that a signal ended: 128 and its number, as shells have it (POSIX). */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * A signal that a first SIGINT or SIGTERM sets off, so that work can end in good order; a second ends
 * the process.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(STATUS[name]);
      controller.abort();
    });
  }
  return controller.signal;
}
