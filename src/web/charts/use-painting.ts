import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { paintScene } from "./paint.ts";
import type { Scene } from "./scene.ts";
import { useInk } from "./use-ink.ts";

/** A canvas that shows a scene, painted at most once a frame. */
export function usePainting(scene: Scene | null): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const ink = useInk(canvas);
  useEffect(() => {
    if (scene === null || ink === null) return undefined;
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext("2d") ?? null;
      if (context === null) return;
      const scale = Math.min(2, Math.max(1, devicePixelRatio));
      fit(context.canvas, scene, scale);
      paintScene(context, scene, ink, scale);
    });
    return () => cancelAnimationFrame(frame);
  }, [scene, ink]);
  return canvas;
}

/** Setting a size empties a canvas, so only a new one is set. */
function fit(canvas: HTMLCanvasElement, { width, height }: Scene, scale: number): void {
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width === wide && canvas.height === high) return;
  canvas.width = wide;
  canvas.height = high;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}
