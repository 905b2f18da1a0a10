import { type RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Ink, inkOf } from "./paint.ts";

/** Colours at an element, read again when the page is lit differently or its type has arrived. */
export function useInk(place: RefObject<HTMLElement | null>): Ink | null {
  const [ink, setInk] = useState<Ink | null>(null);
  useEffect(() => {
    const read = (): void => {
      if (place.current !== null) setInk(inkOf(place.current));
    };
    read();
    const system = matchMedia("(prefers-color-scheme: dark)");
    addEventListener("hashfall-theme", read);
    system.addEventListener("change", read);
    document.fonts.addEventListener("loadingdone", read);
    return () => {
      removeEventListener("hashfall-theme", read);
      system.removeEventListener("change", read);
      document.fonts.removeEventListener("loadingdone", read);
    };
  }, [place]);
  return ink;
}
