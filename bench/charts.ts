/**
 * Frames a second while the main chart is panned and zoomed, over the whole record and over every epoch
 * since 2009: a wheel turn and a drag in each frame, as a hand would. Run after `npm run build`; an
 * address of a served page may be given instead.
 */
import { launchBrowser } from "../test/e2e/browser.ts";
import { openView, stopServing } from "../test/e2e/page-harness.ts";

const FRAMES = 240;
const WANTED = 50;

interface Moved {
  readonly fps: number;
  readonly slowest_ms: number;
  /** Widest and closest stretch that was seen, days. */
  readonly widest: number;
  readonly closest: number;
}

/** In the page: pixels of the estimate's colour. */
const INK = `(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let index = 0; index < data.length; index += 4) {
    if (data[index + 2] > data[index] + 60 && data[index + 3] > 200) count += 1;
  }
  return count;
}`;

/** In the page: zooms in for a third of the frames, pans for a third, zooms out for a third. */
const MOVE = `async (plot) => {
  const frames = ${FRAMES};
  const { left, top, width, height } = plot.getBoundingClientRect();
  const middle = { clientX: left + width * 0.6, clientY: top + height / 2, bubbles: true };
  const hand = { ...middle, pointerId: 1, button: 0, isPrimary: true };
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const lengths = [];
  const times = [await nextFrame()];
  Element.prototype.setPointerCapture = () => {};
  for (let frame = 0; frame < frames; frame += 1) {
    const third = Math.floor((3 * frame) / frames);
    if (third === 1) {
      const clientX = middle.clientX + 120 * Math.sin(frame / 12);
      if (frame === frames / 3) plot.dispatchEvent(new PointerEvent("pointerdown", hand));
      plot.dispatchEvent(new PointerEvent("pointermove", { ...hand, clientX }));
    } else {
      if (frame === (2 * frames) / 3) plot.dispatchEvent(new PointerEvent("pointerup", hand));
      const deltaY = third === 0 ? -28 : 28;
      plot.dispatchEvent(new WheelEvent("wheel", { ...middle, deltaY, cancelable: true }));
    }
    times.push(await nextFrame());
    lengths.push((Number(plot.dataset.to) - Number(plot.dataset.from)) / 86400);
  }
  const steps = times.slice(1).map((time, index) => time - times[index]);
  return {
    fps: (1000 * steps.length) / (times.at(-1) - times[0]),
    slowest_ms: Math.max(...steps),
    widest: Math.max(...lengths),
    closest: Math.min(...lengths),
  };
}`;

const [at] = process.argv.slice(2);
let isSlow = false;
try {
  for (const query of [{}, { span: "epochs" }]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: they share the processor
    const { name, moved } = await measure(query);
    isSlow ||= moved.fps < WANTED;
    const span = `${moved.widest.toFixed(0)} to ${moved.closest.toFixed(0)} days in view`;
    process.stdout.write(
      `${name}: ${moved.fps.toFixed(1)} frames/s over ${FRAMES} frames, slowest ${moved.slowest_ms.toFixed(0)} ms, ${span}\n`,
    );
  }
} finally {
  stopServing();
}
if (isSlow) process.exitCode = 1;

async function measure(
  query: Readonly<Record<string, string>>,
): Promise<{ readonly name: string; readonly moved: Moved }> {
  const wish = { view: "now", query, ...(at === undefined ? {} : { at }) } as const;
  const browser = await launchBrowser();
  const { page } = await openView(browser, wish);
  const plot = page.locator(".chart-plot").first();
  await plot.scrollIntoViewIfNeeded();
  const name = (await plot.getAttribute("aria-label")) ?? "";
  const ink = await page.evaluate<number>(`(${INK})(document.querySelector(".chart-plot canvas"))`);
  if (ink < 1000) throw new Error(`nothing is drawn: ${ink} pixels of river blue`);
  const moved = await page.evaluate<Moved>(`(${MOVE})(document.querySelector(".chart-plot"))`);
  await browser.close();
  return { name, moved };
}
