import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** An element that holds the SVG of a chart while the page is printed: sharp, and in light colours. */
export function usePaper(toSvg: () => string): RefObject<HTMLDivElement | null> {
  const paper = useRef<HTMLDivElement | null>(null);
  const latest = useRef(toSvg);
  latest.current = toSvg;
  useEffect(() => {
    const fill = (): void => {
      if (paper.current !== null) paper.current.innerHTML = latest.current();
    };
    const clear = (): void => paper.current?.replaceChildren();
    addEventListener("beforeprint", fill);
    addEventListener("afterprint", clear);
    return () => {
      removeEventListener("beforeprint", fill);
      removeEventListener("afterprint", clear);
    };
  }, []);
  return paper;
}
