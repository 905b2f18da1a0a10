import type { ComponentChildren, JSX } from "preact";

/** A number that stands for a view, with its error or the word that it has none. */
export interface KeyFigure {
  readonly name: string;
  readonly big: string;
  readonly range: string;
  readonly meaning: ComponentChildren;
  /** How it is known, which its colour and line tell too. */
  readonly kind: "fact" | "estimate" | "forecast" | "simulated";
}

export function KeyFigures({ figures }: { readonly figures: readonly KeyFigure[] }): JSX.Element {
  return (
    <dl class="keys">
      {figures.map(({ name, big, range, meaning, kind }) => (
        <div key={name}>
          <dt>{meaning}</dt>
          <dd>
            <span class={`big kind-${kind}`}>{big}</span>
            <span class="range">{range}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
