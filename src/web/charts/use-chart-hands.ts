import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Gestures, listenToGestures } from "./gestures.ts";
import type { ChartContent, Stretch } from "./layers.ts";
import { flagsOf } from "./mark-shapes.ts";
import type { Scene } from "./scene.ts";
import { lengthOf, moved, nearest, zoomed } from "./stretch.ts";
import type { Point } from "./thinned.ts";
import type { ViewControl } from "./use-view.ts";

interface HandsOptions {
  readonly target: RefObject<HTMLElement | null>;
  readonly content: ChartContent;
  readonly scene: Scene | null;
  readonly control: ViewControl;
  readonly onBrush: ((stretch: Stretch) => void) | undefined;
}

/** What is pointed at, what is chosen, and how keys change it. */
export interface ChartHands {
  /** Index of the instant read; `null` where none is. */
  readonly cursor: number | null;
  /** Whether it was reached by keys, so that it is spoken. */
  readonly isSpoken: boolean;
  readonly brushed: Stretch | null;
  readonly isBrushing: boolean;
  readonly setBrushing: (isBrushing: boolean) => void;
  /** Marks under the pointer, by their first and last index. */
  readonly flag: { readonly first: number; readonly last: number } | null;
  readonly zoomBy: (factor: number) => void;
  readonly keyDown: (event: KeyboardEvent) => void;
}

interface Pointed {
  readonly cursor: number | null;
  readonly isSpoken: boolean;
  readonly flag: ChartHands["flag"];
}

const NOWHERE: Pointed = { cursor: null, isSpoken: false, flag: null };

/** All that the hands touch, as it stands at one painting. */
interface Held extends HandsOptions, Pointed {
  readonly brushed: Stretch | null;
  readonly isBrushing: boolean;
  readonly point: (pointed: Pointed) => void;
  readonly setBrushed: (stretch: Stretch | null) => void;
  readonly setBrushing: (isBrushing: boolean) => void;
}

export function useChartHands(options: HandsOptions): ChartHands {
  const { target } = options;
  const [pointed, point] = useState<Pointed>(NOWHERE);
  const [brushed, setBrushed] = useState<Stretch | null>(null);
  const [isBrushing, setBrushing] = useState(false);
  const now = useRef<Gestures | null>(null);
  const held = { ...options, ...pointed, brushed, isBrushing, point, setBrushed, setBrushing };
  now.current = gesturesOf(held);
  useEffect(
    () => (target.current === null ? undefined : listenToGestures(target.current, live(now))),
    [target],
  );
  const keyDown = (event: KeyboardEvent): void => {
    const act = keyAct(event, keysOf(held));
    if (act === null) return;
    event.preventDefault();
    act();
  };
  return { ...pointed, brushed, isBrushing, setBrushing, zoomBy: zoomOf(held), keyDown };
}

function gesturesOf(held: Held): Gestures {
  const { content, scene, control } = held;
  const timeAt = (x: number): number => timeOf(scene, control.view, x);
  return {
    pan: (by_px) => {
      if (scene === null) return;
      const second = lengthOf(control.view) / (scene.plot.right - scene.plot.left);
      control.look((view) => moved(view, -by_px * second, control.limits));
    },
    zoom: (factor, x) => {
      if (factor > 1 && lengthOf(control.view) >= lengthOf(control.limits.whole)) return false;
      control.look((view) =>
        zoomed(view, { factor, at_s: timeOf(scene, view, x) }, control.limits),
      );
      return true;
    },
    hover: (at) => held.point(at === null ? NOWHERE : pointedAt(content, scene, at, timeAt(at[0]))),
    isBrushing: () => held.isBrushing && held.onBrush !== undefined,
    brush: (from_x, to_x, isDone) => {
      if (held.onBrush === undefined) return;
      const stretch = inOrder(timeAt(from_x), timeAt(to_x));
      held.setBrushed(stretch);
      if (!isDone) return;
      held.setBrushing(false);
      held.onBrush(stretch);
    },
    press: (at) => openFlag(content, scene, at),
    whole: () => control.look(() => control.limits.whole),
  };
}

/** Zooms round the instant read, or the middle. */
function zoomOf({ content, control, cursor }: Held): (factor: number) => void {
  const { from_s, to_s } = control.view;
  const read = cursor === null ? undefined : content.time_s[cursor];
  const at_s = read !== undefined && read >= from_s && read <= to_s ? read : (from_s + to_s) / 2;
  return (factor) => control.look((view) => zoomed(view, { factor, at_s }, control.limits));
}

function keysOf(held: Held): KeyActs {
  const { content, control, brushed, isBrushing } = held;
  return {
    zoomBy: zoomOf(held),
    panBy: (share) => control.look((view) => moved(view, share * lengthOf(view), control.limits)),
    whole: () => control.look(() => control.limits.whole),
    step: (by) => {
      const cursor = steppedTo(content, control.view, held.cursor, by);
      held.point({ cursor, isSpoken: true, flag: null });
      const at_s = content.time_s[cursor] ?? 0;
      if (brushed !== null && isBrushing) held.setBrushed(reached(brushed, at_s));
      control.look((view) => broughtIn(view, at_s, control));
    },
    mark: () => markStretch(held),
    leave: () => {
      held.point(NOWHERE);
      held.setBrushed(null);
      held.setBrushing(false);
    },
  };
}

/** The space bar: the first time the stretch begins at the instant read, the second time it ends. */
function markStretch(held: Held): void {
  const at_s = held.cursor === null ? undefined : held.content.time_s[held.cursor];
  if (at_s === undefined || held.onBrush === undefined) return;
  if (!held.isBrushing || held.brushed === null) {
    held.setBrushed({ from_s: at_s, to_s: at_s });
    held.setBrushing(true);
    return;
  }
  held.setBrushing(false);
  if (lengthOf(held.brushed) > 0) held.onBrush(held.brushed);
}

/** A stretch with its nearer end moved; one of no length grows either way. */
function reached({ from_s, to_s }: Stretch, at_s: number): Stretch {
  const isNearEnd = Math.abs(at_s - to_s) <= Math.abs(at_s - from_s);
  return isNearEnd ? inOrder(from_s, at_s) : inOrder(at_s, to_s);
}

interface KeyActs {
  readonly zoomBy: (factor: number) => void;
  readonly panBy: (share: number) => void;
  readonly whole: () => void;
  readonly step: (by: number) => void;
  readonly mark: () => void;
  readonly leave: () => void;
}

/** What a key does to a chart; `null` for a key that is not its own. */
function keyAct(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">,
  acts: KeyActs,
): (() => void) | null {
  if (ctrlKey || metaKey || altKey) return null;
  const table: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => (shiftKey ? acts.step(-1) : acts.panBy(-0.1)),
    ArrowRight: () => (shiftKey ? acts.step(1) : acts.panBy(0.1)),
    "+": () => acts.zoomBy(0.7),
    "=": () => acts.zoomBy(0.7),
    "-": () => acts.zoomBy(1 / 0.7),
    _: () => acts.zoomBy(1 / 0.7),
    Home: acts.whole,
    " ": acts.mark,
    Escape: acts.leave,
  };
  return table[key] ?? null;
}

/** Gestures that always act on the latest picture. */
function live(now: RefObject<Gestures | null>): Gestures {
  return {
    pan: (by) => now.current?.pan(by),
    zoom: (factor, x) => now.current?.zoom(factor, x) ?? false,
    hover: (at) => now.current?.hover(at),
    isBrushing: () => now.current?.isBrushing() ?? false,
    brush: (from, to, isDone) => now.current?.brush(from, to, isDone),
    press: (at) => now.current?.press(at),
    whole: () => now.current?.whole(),
  };
}

function timeOf(scene: Scene | null, view: Stretch, x: number): number {
  if (scene === null) return view.from_s;
  const { left, right } = scene.plot;
  const share = Math.min(1, Math.max(0, (x - left) / (right - left)));
  return view.from_s + share * lengthOf(view);
}

function inOrder(one: number, other: number): Stretch {
  return { from_s: Math.min(one, other), to_s: Math.max(one, other) };
}

function pointedAt(content: ChartContent, scene: Scene | null, at: Point, at_s: number): Pointed {
  const cursor = nearest(content.time_s, at_s);
  return {
    cursor: cursor < 0 ? null : cursor,
    isSpoken: false,
    flag: flagAt(content, scene, at),
  };
}

/** The flag under a place: its tip and its number. */
function flagAt(content: ChartContent, scene: Scene | null, [x, y]: Point): ChartHands["flag"] {
  if (scene === null || y > scene.plot.top || y < scene.plot.top - 32) return null;
  const flags = flagsOf(content.marks ?? [], scene.plot, scene.x);
  return flags.find((flag) => Math.abs(flag.x - x) < 14) ?? null;
}

function openFlag(content: ChartContent, scene: Scene | null, at: Point): void {
  const flag = flagAt(content, scene, at);
  const href = flag === null ? undefined : content.marks?.[flag.first]?.href;
  if (href !== undefined) location.hash = href.replace(/^[^#]*/u, "");
}

function steppedTo(
  { time_s }: ChartContent,
  view: Stretch,
  cursor: number | null,
  by: number,
): number {
  if (cursor === null) return nearest(time_s, (view.from_s + view.to_s) / 2);
  return Math.min(Math.max(cursor + by, 0), time_s.length - 1);
}

/** Follows the read-out when it leaves the view. */
function broughtIn(view: Stretch, at_s: number, { limits }: ViewControl): Stretch {
  if (at_s < view.from_s) return moved(view, at_s - view.from_s, limits);
  if (at_s > view.to_s) return moved(view, at_s - view.to_s, limits);
  return view;
}
