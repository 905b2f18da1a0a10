import { render } from "preact";
import "virtual:page-fonts.css";
import "./style/page.css";
import { HttpAnswers } from "./client/http-answers.ts";
import { adoptReportStyle } from "./style/report-style.ts";
import { App } from "./shell/app.tsx";

adoptReportStyle();
const place = document.getElementById("page");
if (place !== null) render(<App answers={new HttpAnswers()} />, place);
