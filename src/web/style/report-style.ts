import { PAGE_STYLE } from "../../report/index.ts";

/**
 * Gives the page the style of the studies: one set of colours, type and marks for both. A study hides
 * its controls where no script runs; here one does.
 */
export function adoptReportStyle(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PAGE_STYLE);
  document.adoptedStyleSheets = [sheet];
  document.documentElement.classList.add("js");
}
