import type { JSX } from "preact";

interface ChoiceProps {
  /** What is chosen, for those who hear the page. */
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChoose: (value: string) => void;
}

/** A word of a sentence that can be changed: underlined, and a list behind it. */
export function Choice({ label, value, options, onChoose }: ChoiceProps): JSX.Element {
  return (
    <select
      class="choice"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
