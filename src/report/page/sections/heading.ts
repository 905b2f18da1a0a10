import { element, escapeText, typeset } from "../../figures/svg.ts";
import type { PageContext } from "../context.ts";
import { type Html, tagged, wrap } from "../html.ts";

/** A section that opens with its question and answers it in its heading. */
export interface SectionHead {
  readonly name: string;
  readonly question: string;
  readonly finding: string;
}

/** A section of the page, named by its heading. */
export function section({ language }: PageContext, head: SectionHead, ...content: Html[]): Html {
  const id = `${language}-${head.name}`;
  return wrap(
    "section",
    { id, "aria-labelledby": `${id}-h` },
    element(
      "h2",
      { id: `${id}-h` },
      tagged("span", head.question, { class: "question" }),
      escapeText(typeset(head.finding)),
    ),
    ...content,
  );
}

/** Sentences of one paragraph, joined as the language joins them. */
export function paragraph({ language }: PageContext, ...sentences: string[]): Html {
  return tagged("p", sentences.filter((s) => s !== "").join(language === "en" ? " " : ""));
}
