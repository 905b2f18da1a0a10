import { render } from "preact";
import "virtual:page-fonts.css";
import "./style/page.css";
import { FileAnswers } from "./client/file-answers.ts";
import { siteLink } from "./client/site-link.ts";
import { adoptReportStyle } from "./style/report-style.ts";
import { App } from "./shell/app.tsx";

adoptReportStyle();
for (const kind of ["click", "auxclick", "contextmenu"]) addEventListener(kind, toFile, true);
const place = document.getElementById("page");
if (place !== null) render(<App answers={new FileAnswers()} />, place);

/** Lets a link to what a server would make lead to the file instead. */
function toFile({ target }: Event): void {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  const file = siteLink(link?.getAttribute("href") ?? "");
  if (file !== null) link?.setAttribute("href", file);
}
