import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { formatNumber } from "../../../report/index.ts";
import { type Change, type Issue, rowOfPath } from "../../../simulate/index.ts";
import { useSpeech } from "../../shell/language.ts";
import { WHAT_IF } from "./messages.ts";

export interface NumberControlProps {
  readonly path: string;
  readonly value: number;
  /** What stands there where nothing is changed. */
  readonly usual: number;
  /** In place of the row's own words. */
  readonly name?: string;
  readonly issues: readonly Issue[];
  readonly onChange: (path: string, value: Change[1] | undefined) => void;
}

const STEPS = 200;
/** A range wider than this is shown from a quarter to four times the usual value. */
const WIDE = 3;

/** A slider of one number with its unit, range and source, from the table of parameters. */
export function NumberControl(props: NumberControlProps): JSX.Element | null {
  const { path, value, usual, name, issues, onChange } = props;
  const { tell, language } = useSpeech();
  const id = useId();
  const row = rowOfPath(path);
  if (row === undefined) return null;
  const isChanged = value !== usual;
  const { low, high } = rangeOf(row, usual);
  const own = issues.filter(({ at }) => at.join(".") === path);
  const range = { low: short(row.min), high: short(row.max) };
  return (
    <div class={isChanged ? "what-if-number is-changed" : "what-if-number"}>
      <label for={id}>{name ?? row.about[language]}</label>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={(high - low) / STEPS}
        value={value}
        aria-valuetext={`${short(value)} ${unitOf(row.unit)}`}
        onInput={({ currentTarget }) => {
          const next = Number(Number(currentTarget.value).toPrecision(3));
          onChange(path, next);
        }}
      />
      <output for={id}>
        {short(value)} {unitOf(row.unit)}
      </output>
      {isChanged && (
        <button
          type="button"
          class="way"
          aria-label={`${tell(WHAT_IF.reset)}: ${name ?? row.about[language]}`}
          onClick={() => onChange(path, undefined)}
        >
          {tell(WHAT_IF.reset)} ({short(usual)})
        </button>
      )}
      <small>
        {tell(WHAT_IF.range, range)} {row.source[language]}
      </small>
      {own.map(({ reason, remedy }) => (
        <p class="what-if-problem" role="alert" key={reason}>
          {reason}: {remedy}
        </p>
      ))}
    </div>
  );
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function rangeOf({ min, max }: { readonly min: number; readonly max: number }, at: number): Range {
  if (max - min <= WIDE) return { low: min, high: max };
  const reach = Math.max(4 * Math.abs(at), WIDE);
  return { low: Math.max(min, at < 0 ? -reach : min), high: Math.min(max, reach) };
}

/** A fraction has no unit to show. */
const unitOf = (unit: string): string => (unit === "1" ? "" : unit);

/** Three figures. */
function short(value: number): string {
  if (value === 0) return "0";
  const digits = Math.max(2 - Math.floor(Math.log10(Math.abs(value))), 0);
  const rounded = Number(value.toPrecision(3));
  const text = formatNumber(rounded, Math.min(digits, 6));
  return text.includes(".") ? text.replace(/\.?0+$/u, "") : text;
}
