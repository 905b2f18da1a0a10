import { useLayoutEffect, useState } from "preact/hooks";
import { readKept, writeKept } from "./language.ts";

/** How the page is lit; `system` follows the reader's device. */
export type Theme = "system" | "light" | "dark";

export const THEMES: readonly Theme[] = ["system", "light", "dark"];
const KEPT = "hashfall-theme";

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(keptTheme);
  useLayoutEffect(() => {
    if (theme === "system") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
    writeKept(KEPT, theme);
    dispatchEvent(new Event("hashfall-theme"));
  }, [theme]);
  return [theme, setTheme];
}

function keptTheme(): Theme {
  const kept = readKept(KEPT);
  return kept === "light" || kept === "dark" ? kept : "system";
}
