/** A sentence of which parts are read one after the other; a part is read once. */
export class SentenceText {
  private rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  /** The first match in what is left, which is then read; null for none. */
  take(form: RegExp): RegExpExecArray | null {
    const match = form.exec(this.rest);
    if (match === null) return null;
    const { index } = match;
    const gap = READ.repeat(match[0].length);
    this.rest = this.rest.slice(0, index) + gap + this.rest.slice(index + match[0].length);
    return match;
  }

  /** Takes every match. */
  takeAll(form: RegExp): void {
    while (this.take(form) !== null);
  }

  /** Words and numbers that nothing was made of. */
  left(): readonly string[] {
    return this.rest.split(/[\u{E000}\p{P}\s]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  }
}

/** Stands for a character that was read; no form matches it. */
const READ = "\u{E000}";
