import type { ChainEvent } from "../app/index.ts";
import type { Context } from "./context.ts";
import { syncWords } from "./sync-words.ts";

const BAR_WIDTH = 24;
const EVERY_MS = 250;
const EVERY_MS_WITHOUT_TERMINAL = 5_000;

type SyncProgress = Extract<ChainEvent, { readonly kind: "progress" }>;

/** Tells how far a sync has come: a line that overwrites itself, or now and then a line. */
export class ProgressLine {
  private readonly context: Context;
  private readonly started = performance.now();
  private told = -Infinity;
  private open = false;
  private silent = false;
  private waitedFor = "";

  constructor(context: Context) {
    this.context = context;
  }

  /** Blocks read a second since the line was made. */
  rate(blocks: number): number {
    return (blocks / Math.max(1, performance.now() - this.started)) * 1000;
  }

  tell(progress: SyncProgress): void {
    if (this.silent) return;
    const { terminal } = this.context;
    const now = performance.now();
    const every = terminal.live ? EVERY_MS : EVERY_MS_WITHOUT_TERMINAL;
    if (now - this.told < every) return;
    this.told = now;
    const text = this.text(progress);
    terminal.notes(terminal.live ? `\r\u001b[K${text}` : `${text}\n`);
    this.open = terminal.live;
  }

  /** Tells nothing more: what follows the first end of the source comes block by block. */
  silence(): boolean {
    const first = !this.silent;
    this.silent = true;
    return first;
  }

  /** Whether a reason to wait is another than the last. */
  isNews(reason: string): boolean {
    const isOther = reason !== this.waitedFor;
    this.waitedFor = reason;
    return isOther;
  }

  /** Ends the line, so that what follows stands on its own. */
  end(): void {
    if (this.open) this.context.terminal.notes("\r\u001b[K");
    this.open = false;
  }

  private text({ blocks, height, tip_height: tipHeight }: SyncProgress): string {
    const { language } = this.context;
    const word = syncWords(language);
    const rate = this.rate(blocks);
    const speed = `${whole(rate)} ${word.rate}`;
    if (tipHeight === null || tipHeight < height)
      return `${word.height} ${whole(height)}  ${speed}`;
    const done = tipHeight === 0 ? 1 : height / tipHeight;
    const filled = Math.round(done * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    const left = rate > 0 ? duration((tipHeight - height) / rate) : "–";
    const heights = `${word.height} ${whole(height)} ${word.of} ${whole(tipHeight)}`;
    return `${bar} ${(100 * done).toFixed(1)} %  ${heights}  ${speed}  ${left} ${word.left}`;
  }
}

/** A whole number with its thousands apart. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

function duration(seconds: number): string {
  const rounded = Math.ceil(seconds);
  if (rounded < 90) return `${rounded} s`;
  const minutes = Math.round(rounded / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
