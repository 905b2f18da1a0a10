import type { EnsembleProgress } from "../app/index.ts";
import type { Context } from "./context.ts";
import { simulationWords } from "./simulation-words.ts";
import { whole } from "./sync-progress.ts";

const BAR_WIDTH = 24;
const EVERY_MS = 100;
const EVERY_MS_WITHOUT_TERMINAL = 5_000;

/** Tells how far an ensemble is: a line that overwrites itself, or now and then a line. */
export class EnsembleLine {
  private readonly context: Context;
  private told = performance.now();
  private open = false;
  /** Members done before the first that were computed here, and when. */
  private first: EnsembleProgress | undefined;

  constructor(context: Context) {
    this.context = context;
  }

  readonly tell = ({ done, members, elapsed_s }: EnsembleProgress): void => {
    const { terminal, language } = this.context;
    this.first ??= { done, members, elapsed_s };
    const now = performance.now();
    if (now - this.told < (terminal.live ? EVERY_MS : EVERY_MS_WITHOUT_TERMINAL)) return;
    this.told = now;
    const begun = done > this.first.done ? this.first : { done: 0, elapsed_s: 0 };
    const rate = (done - begun.done) / Math.max(elapsed_s - begun.elapsed_s, 1e-3);
    const filled = Math.round((done / members) * BAR_WIDTH);
    const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    const left = whole(Math.ceil((members - done) / rate));
    const text = simulationWords(language).progress(whole(done), whole(members), whole(rate), left);
    terminal.notes(terminal.live ? `\r\u001b[K${bar}  ${text}` : `${text}\n`);
    this.open = terminal.live;
  };

  /** Ends the line, so that what follows stands on its own. */
  end(): void {
    if (this.open) this.context.terminal.notes("\r\u001b[K");
    this.open = false;
  }
}
