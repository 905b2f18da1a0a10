/** Texts that the scripts of an exported site hand over, by the name of the text. */
const handed = new Map<string, string>();
const awaited = new Map<string, Promise<string>>();

declare global {
  /** Called by each script of the site that holds a text. */
  var hashfallText: ((name: string, text: string) => void) | undefined;
}

/**
 * Loads a text of the site. From disk a page may load scripts but make no request, so that each text lies
 * in a script, `data/NAME.js`, which calls `hashfallText` with it.
 */
export async function siteText(name: string): Promise<string> {
  globalThis.hashfallText = hand;
  const known = awaited.get(name) ?? loaded(name);
  awaited.set(name, known);
  return known;
}

function hand(name: string, text: string): void {
  handed.set(name, text);
}

async function loaded(name: string): Promise<string> {
  const script = document.createElement("script");
  script.src = `./data/${name}.js`;
  try {
    await new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
    const text = handed.get(name);
    if (text === undefined) throw new Error(`data/${name}.js holds no text`);
    handed.delete(name);
    return text;
  } catch {
    awaited.delete(name);
    throw new Error(`data/${name}.js cannot be read`);
  } finally {
    script.remove();
  }
}

/** What the site's index says of the site, in a block of JSON. */
export interface SiteIndex {
  /** Names of the answers worked out beforehand, by the address that asks for each. */
  readonly answers: Readonly<Record<string, string>>;
  /** Routes that take seconds. */
  readonly costly: readonly string[];
  /** Names of the worker's code and of the packed facts. */
  readonly worker: string;
  readonly facts: string;
}

export function siteIndex(): SiteIndex {
  const index: SiteIndex = JSON.parse(document.getElementById("site")?.textContent ?? "null");
  return index;
}
