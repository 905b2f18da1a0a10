import { z } from "zod";
import {
  HashfallError,
  type Problem,
  type Seconds,
  type UnixSeconds,
  parseTime,
  parseWindow,
} from "../../base/index.ts";

/** Parameters of a question as they stood in its address. */
export type RawQuery = Readonly<Record<string, string>>;

const LONGEST_VALUE = 100;
const TIME_HINT = "a date, such as 2021-06-20, or a time with offset, such as 2021-06-20T04:00Z";
const WINDOW_HINT = "a length of time from 1h to 3653d, such as 24h, 7d or 2w";
/** An offset whose `+` was read as the space that it stands for in an address. */
const SPACED_OFFSET = /(\d) (\d{2}:?\d{2})$/u;

/** An instant. */
export const timeField: z.ZodType<UnixSeconds, string> = z
  .string()
  .max(LONGEST_VALUE)
  .transform((text, context) => {
    const whole = text.replace(SPACED_OFFSET, "$1+$2");
    return parsed(() => parseTime(whole, "time"), text, context);
  })
  .meta({ description: TIME_HINT });

/** A length of time. */
export const windowField: z.ZodType<Seconds, string> = z
  .string()
  .max(LONGEST_VALUE)
  .transform((text, context) => parsed(() => parseWindow(text, "window"), text, context))
  .meta({ description: WINDOW_HINT });

/** A name, such as of a place or a pool. */
export function nameField(hint: string): z.ZodString {
  return z.string().max(LONGEST_VALUE).meta({ description: hint });
}

/** A number in a range. */
export function numberField([low, high]: readonly [number, number], what: string): NumberField {
  return z.coerce
    .number()
    .min(low)
    .max(high)
    .meta({ description: `${what}, ${low} to ${high}` });
}

/** A whole number in a range. */
export function wholeField(range: readonly [number, number], what: string): NumberField {
  return numberField(range, what).int();
}

type NumberField = z.ZodCoercedNumber;

function parsed<T>(parse: () => T, input: string, context: z.RefinementCtx): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof HashfallError)) throw error;
    for (const { reason, remedy } of error.problems) {
      context.issues.push({ code: "custom", message: reason, input, params: { remedy } });
    }
    return z.NEVER;
  }
}

/**
 * Reads a question, with everything that is wrong with it: an unknown parameter is refused, since it
 * is more likely misspelt than meant for nothing.
 */
export function readQuery<S extends z.ZodObject>(
  schema: S,
  raw: RawQuery,
): { readonly query: z.output<S> } | { readonly problems: readonly Problem[] } {
  const empty = Object.keys(raw).filter((key) => raw[key]?.trim() === "");
  if (empty.length > 0) {
    return { problems: empty.map((path) => problem(schema, path, "has no value")) };
  }
  const result = schema.safeParse(raw);
  if (result.success) return { query: result.data };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(schema, issue)) };
}

/** Refuses one parameter for what stands in another. */
export function refuse(
  context: z.RefinementCtx,
  path: string,
  [message, remedy]: readonly [reason: string, remedy: string],
): void {
  context.addIssue({ code: "custom", message, path: [path], params: { remedy } });
}

function problemsOf(schema: z.ZodObject, issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    const remedy = `choose among: ${Object.keys(schema.shape).join(", ")}`;
    return issue.keys.map((path) => ({ path, reason: "is no parameter here", remedy }));
  }
  const path = issue.path.map(String).join(".");
  if (issue.code === "custom") {
    const remedy: unknown = issue.params?.["remedy"];
    const known = typeof remedy === "string" ? remedy : hintOf(schema, path);
    return [{ path, reason: issue.message, remedy: known }];
  }
  return [problem(schema, path, lowered(issue.message))];
}

function problem(schema: z.ZodObject, path: string, reason: string): Problem {
  return { path, reason, remedy: hintOf(schema, path) };
}

function lowered(message: string): string {
  return message.slice(0, 1).toLowerCase() + message.slice(1);
}

function hintOf(schema: z.ZodObject, path: string): string {
  const hint = descriptionOf(schema.shape[path]);
  return hint === undefined ? "leave it out" : `give ${hint}`;
}

/** Description of a field, whether it may be left out or not. */
function descriptionOf(field: unknown): string | undefined {
  if (!(field instanceof z.ZodType)) return undefined;
  const own = field.meta()?.description;
  if (own !== undefined) return own;
  const isWrapper =
    field instanceof z.ZodOptional ||
    field instanceof z.ZodDefault ||
    field instanceof z.ZodPrefault;
  return isWrapper ? descriptionOf(field.unwrap()) : undefined;
}
