import { type Document, LineCounter, parseDocument } from "yaml";
import { HashfallError, type Problem } from "../../base/index.ts";

/** Page that a problem of a file of claims points to. */
export const CLAIMS_FORMAT = "docs/claims-format.md";
const MOST_ALIASES = 1_000;

export interface ClaimsYaml {
  readonly content: unknown;
  /** Line of the deepest part of a path that the document has. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** @throws HashfallError `claims.invalid`, listing what is wrong with the YAML, with its lines. */
export function parseClaimsYaml(path: string, text: string): ClaimsYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw invalidClaims(
      document.errors.map((error) => ({
        path: `${path}:${lines.linePos(error.pos[0]).line}`,
        reason: error.message,
        remedy: `correct the YAML; the format is in ${CLAIMS_FORMAT}`,
      })),
    );
  }
  return {
    content: toPlain(path, document),
    lineOf: (keys) => lineOf(document, lines, keys),
  };
}

/** Plain values of a document; aliases are counted, so that none can swell without end. */
function toPlain(path: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (cause) {
    const remedy = `use at most ${MOST_ALIASES} aliases, each to an anchor of this file`;
    throw invalidClaims([{ path, reason: String(cause), remedy }], cause);
  }
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return 1;
}

export function invalidClaims(problems: readonly Problem[], cause?: unknown): HashfallError {
  const summary = problems.map(({ path, reason }) => `${path}: ${reason}`).join("; ");
  return new HashfallError("claims.invalid", summary, { problems, cause });
}
