import type { Point } from "./thinned.ts";

/** What hands can do to a chart; places in px from its left and top edge. */
export interface Gestures {
  readonly pan: (by_px: number) => void;
  /** Whether there was anything left to zoom. */
  readonly zoom: (factor: number, x: number) => boolean;
  readonly hover: (at: Point | null) => void;
  /** Whether a drag chooses a stretch now instead of panning. */
  readonly isBrushing: () => boolean;
  readonly brush: (from_x: number, to_x: number, isDone: boolean) => void;
  readonly press: (at: Point) => void;
  readonly whole: () => void;
}

/** A wheel that began while the page was scrolling goes on scrolling it, ms. */
const SCROLL_REST = 250;
/** A press that moves less is a press, px. */
const STILL = 4;
const ZOOM_OF_WHEEL = 0.0017;
const LINE_HEIGHT = 18;

/** Listens to pointers and wheel over a chart until the returned function is called. */
export function listenToGestures(target: HTMLElement, gestures: Gestures): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const hands = new Hands(target, gestures);
  let scrolledAt = -Infinity;
  addEventListener("scroll", ({ timeStamp }) => (scrolledAt = timeStamp), {
    signal,
    passive: true,
  });
  target.addEventListener(
    "wheel",
    (event) => {
      if (event.timeStamp - scrolledAt < SCROLL_REST && !event.ctrlKey) return;
      if (turn(event, target, gestures)) event.preventDefault();
    },
    { signal, passive: false },
  );
  target.addEventListener("pointerdown", (event) => hands.down(event), { signal });
  target.addEventListener("pointermove", (event) => hands.move(event), { signal });
  target.addEventListener("pointerup", (event) => hands.up(event), { signal });
  target.addEventListener("pointercancel", (event) => hands.drop(event), { signal });
  target.addEventListener("pointerleave", () => gestures.hover(null), { signal });
  target.addEventListener("dblclick", () => gestures.whole(), { signal });
  return () => controller.abort();
}

/** Zooms at the pointer, or pans where the wheel goes sideways. */
function turn(event: WheelEvent, target: HTMLElement, { pan, zoom }: Gestures): boolean {
  const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1;
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    pan(-event.deltaX * scale);
    return true;
  }
  const [x] = placeOf(event, target);
  return zoom(Math.exp(event.deltaY * scale * ZOOM_OF_WHEEL), x);
}

function placeOf(event: MouseEvent, target: HTMLElement): Point {
  const { left, top } = target.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
}

/** Pointers on the chart: one drags, two pinch. */
class Hands {
  readonly #target: HTMLElement;
  readonly #gestures: Gestures;
  readonly #held = new Map<number, Point>();
  #start: Point = [0, 0];
  #hasMoved = false;
  #brushes = false;

  constructor(target: HTMLElement, gestures: Gestures) {
    this.#target = target;
    this.#gestures = gestures;
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const at = placeOf(event, this.#target);
    this.#held.set(event.pointerId, at);
    this.#target.setPointerCapture(event.pointerId);
    if (this.#held.size > 1) return;
    this.#start = at;
    this.#hasMoved = false;
    this.#brushes = event.shiftKey || this.#gestures.isBrushing();
  }

  move(event: PointerEvent): void {
    const at = placeOf(event, this.#target);
    const before = this.#held.get(event.pointerId);
    if (before === undefined) {
      this.#gestures.hover(at);
      return;
    }
    if (Math.hypot(at[0] - this.#start[0], at[1] - this.#start[1]) > STILL) this.#hasMoved = true;
    const other = [...this.#held].find(([id]) => id !== event.pointerId)?.[1];
    this.#held.set(event.pointerId, at);
    if (other !== undefined) this.#pinch(before, at, other);
    else if (this.#brushes) this.#gestures.brush(this.#start[0], at[0], false);
    else if (this.#hasMoved) this.#gestures.pan(at[0] - before[0]);
  }

  up(event: PointerEvent): void {
    if (!this.#held.has(event.pointerId)) return;
    const at = placeOf(event, this.#target);
    this.drop(event);
    if (this.#held.size > 0) return;
    if (!this.#hasMoved) {
      this.#gestures.hover(at);
      this.#gestures.press(at);
    } else if (this.#brushes) {
      this.#gestures.brush(this.#start[0], at[0], true);
    }
  }

  drop({ pointerId }: PointerEvent): void {
    this.#held.delete(pointerId);
  }

  #pinch(before: Point, at: Point, other: Point): void {
    this.#hasMoved = true;
    this.#brushes = false;
    const [old, now] = [Math.abs(before[0] - other[0]), Math.abs(at[0] - other[0])];
    this.#gestures.pan((at[0] - before[0]) / 2);
    if (old > 8 && now > 8) this.#gestures.zoom(old / now, (at[0] + other[0]) / 2);
  }
}
