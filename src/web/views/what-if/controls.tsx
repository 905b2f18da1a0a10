import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  type Change,
  type Issue,
  type Scenario,
  numericPaths,
  numericValueAt,
} from "../../../simulate/index.ts";
import { useSpeech } from "../../shell/language.ts";
import { WHAT_IF } from "./messages.ts";
import { NumberControl } from "./number-control.tsx";

export interface ControlsProps {
  /** Without the changes. */
  readonly base: Scenario;
  readonly changes: readonly Change[];
  readonly issues: readonly Issue[];
  readonly onChange: (path: string, value: Change[1] | undefined) => void;
}

/** What decides most, and is asked about first. */
const FIRST = [
  "parameters.relocated_share",
  "parameters.transit_days",
  "parameters.growth_per_day",
  "parameters.pue",
  "parameters.price_volatility_per_day",
];
/** What says how large an order is, by kind of effect. */
const SIZES = ["compliance", "depth", "fraction", "surcharge_USD_MWh", "tax_USD_t", "limit_share"];

/** The orders of a scenario, each to be switched off, moved and resized. */
export function OrderControls(props: ControlsProps): JSX.Element {
  const { base } = props;
  const { tell } = useSpeech();
  const names = Object.keys(base.orders).toSorted(
    (a, b) => (base.orders[a]?.effective ?? 0) - (base.orders[b]?.effective ?? 0),
  );
  return (
    <section>
      <h2>{tell(WHAT_IF.orders)}</h2>
      {names.length === 0 && <p>{tell(WHAT_IF.noOrders)}</p>}
      <ul class="what-if-orders">
        {names.map((name) => (
          <OrderControl {...props} name={name} key={name} />
        ))}
      </ul>
    </section>
  );
}

function OrderControl(props: ControlsProps & { readonly name: string }): JSX.Element | null {
  const { base, name, changes, issues, onChange } = props;
  const { tell, language } = useSpeech();
  const order = base.orders[name];
  if (order === undefined) return null;
  const path = `orders.${name}`;
  const isOff = changes.some(([known, value]) => known === path && value === null);
  const day = changedTo(changes, `${path}.effective`) ?? isoDay(order.effective);
  const size = SIZES.map((field) => `${path}.effect.${field}`).find((field) =>
    Number.isFinite(numericValueAt(base, field)),
  );
  const own = issues.filter(({ at }) => at.join(".").startsWith(path) && at.join(".") !== size);
  return (
    <li class={isOff ? "is-off" : undefined}>
      <label>
        <input
          type="checkbox"
          checked={!isOff}
          onChange={({ currentTarget }) => onChange(path, currentTarget.checked ? undefined : null)}
        />{" "}
        {order.title[language]}
      </label>
      <input
        type="date"
        aria-label={`${tell(WHAT_IF.date)}: ${order.title[language]}`}
        disabled={isOff}
        value={String(day).slice(0, 10)}
        onChange={({ currentTarget: { value } }) =>
          onChange(
            `${path}.effective`,
            value === "" || value === isoDay(order.effective) ? undefined : `${value}T00:00:00Z`,
          )
        }
      />{" "}
      <small>UTC</small>
      {size !== undefined && !isOff && (
        <Numeric base={base} changes={changes} issues={issues} onChange={onChange} path={size} />
      )}
      {own.map(({ reason, remedy }) => (
        <p class="what-if-problem" role="alert" key={reason}>
          {reason}: {remedy}
        </p>
      ))}
    </li>
  );
}

/** The numbers of a scenario: the few that matter first, the rest when they are opened. */
export function NumberControls(props: ControlsProps): JSX.Element {
  const { base } = props;
  const { tell } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const paths = numericPaths(base).filter((path) => !path.startsWith("orders."));
  const rest = paths.filter((path) => !FIRST.includes(path) && !path.startsWith("network."));
  return (
    <section>
      <h2>{tell(WHAT_IF.numbers)}</h2>
      {FIRST.filter((path) => paths.includes(path)).map((path) => (
        <Numeric {...props} path={path} key={path} />
      ))}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{tell(WHAT_IF.more, { count: rest.length })}</summary>
        {isOpen && rest.map((path) => <Numeric {...props} path={path} key={path} isNamed />)}
      </details>
    </section>
  );
}

function Numeric({
  base,
  changes,
  path,
  isNamed = false,
  ...rest
}: ControlsProps & { readonly path: string; readonly isNamed?: boolean }): JSX.Element | null {
  const { language } = useSpeech();
  const usual = numericValueAt(base, path);
  if (typeof usual !== "number" || !Number.isFinite(usual)) return null;
  const changed = changedTo(changes, path);
  const value = typeof changed === "number" ? changed : usual;
  const [, key = ""] = path.split(".");
  const region = path.startsWith("regions.") ? base.regions[key]?.title[language] : undefined;
  const name = isNamed && !path.startsWith("parameters.") ? (region ?? key) : undefined;
  const said = name === undefined ? {} : { name: `${name}: ${path.split(".").slice(2).join(" ")}` };
  return <NumberControl {...rest} {...said} path={path} value={value} usual={usual} />;
}

function changedTo(changes: readonly Change[], path: string): Change[1] | undefined {
  return changes.find(([known]) => known === path)?.[1];
}

const isoDay = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
