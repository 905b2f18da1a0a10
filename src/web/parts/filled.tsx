import type { ComponentChildren, JSX } from "preact";
import type { Bilingual } from "../../policy/index.ts";
import { useSpeech } from "../shell/language.ts";

/** A sentence with things in its `{named}` places: a choice, a link, a number set apart. */
export function Filled({
  message,
  parts,
}: {
  readonly message: Bilingual;
  readonly parts: Readonly<Record<string, ComponentChildren>>;
}): JSX.Element {
  const { language } = useSpeech();
  const pieces = message[language].split(/\{(\w+)\}/u);
  return (
    <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : (parts[piece] ?? `{${piece}}`)))}</>
  );
}
