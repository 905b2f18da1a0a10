import { type Attributes, element, escapeText, typeset } from "../figures/svg.ts";

/** Markup; never text that has not been escaped. */
export type Html = string;

/** An HTML element with text inside, escaped. */
export function tagged(name: string, text: string, attributes: Attributes = {}): Html {
  return element(name, attributes, escapeText(typeset(text)));
}

/** An HTML element with markup inside; never self-closed. */
export function wrap(name: string, attributes: Attributes, ...children: Html[]): Html {
  return element(name, attributes, children.join(""));
}

/** A CSV as a link that needs neither server nor script. */
export function dataUri(type: string, content: string): string {
  const encoded = content.replaceAll(/[^\w\-.~,:;/+[\]()* =]/gu, encodeURIComponent);
  return `data:${type};charset=utf-8,${encoded.replaceAll(" ", "%20")}`;
}
