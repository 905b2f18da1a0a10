import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { invalidInput } from "../base/index.ts";
import { bindingsOf } from "./bindings.ts";
import { type ClientLimits, COSTS } from "./client-limits.ts";
import { refuse, refuseExhausted } from "./refusal.ts";
import { completeResponse } from "./shared-headers.ts";

/** Who may ask. */
export interface Access {
  /** Names in `Host` that are answered, without a port. */
  readonly hosts: ReadonlySet<string>;
  /** What every request must know; null where only the loopback's own names are answered. */
  readonly token: string | null;
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "::1"]);
const EVERY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "::", ""]);
const TOKEN_BYTES = 32;
/** What fits a header and a cookie as it is. */
const TOKEN = /^[\w.~+/=-]{16,512}$/u;
const COOKIE = "hashfall_token";

/** Whoever asks by a name of the loopback. */
export const LOOPBACK_ACCESS: Access = { hosts: LOOPBACK, token: null };

export interface AccessRequest {
  /** Address to listen on. */
  readonly host: string;
  readonly allowedHosts: readonly string[];
  /** Token that was given; one is made where it is needed and not given. */
  readonly token?: string | undefined;
}

function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

/**
 * Who may ask at an address: on the loopback whoever asks by its name; elsewhere, or where other hosts
 * are allowed, as behind a proxy, those with the token.
 *
 * @throws HashfallError `input.invalid` for what is no token, and for every address at once without a
 * name to be asked by.
 */
export function accessFor({ host, allowedHosts, token }: AccessRequest): Access {
  const allowed = allowedHosts.map(bareName);
  if (isLoopback(host) && allowed.length === 0) return LOOPBACK_ACCESS;
  if (EVERY_ADDRESS.has(host) && allowed.length === 0) {
    const reason = `"${host}" is every address of this machine, not the loopback`;
    const remedy = "name the hosts that it is asked by with --allowed-host, or use 127.0.0.1";
    throw invalidInput("--host", reason, remedy);
  }
  if (token !== undefined && !TOKEN.test(token)) {
    const remedy = "give 16 to 512 letters, digits or any of . _ ~ + / = -";
    throw invalidInput("--token-file", "holds no token", remedy);
  }
  const made = token ?? randomBytes(TOKEN_BYTES).toString("base64url");
  const own = isLoopback(host) ? LOOPBACK : [bareName(host)];
  return { hosts: new Set([...own, ...allowed]), token: made };
}

/** Refuses names that resolve here by another's doing (DNS rebinding), and a host given twice. */
export function checkHost(access: Access): MiddlewareHandler {
  return async (context, next) => {
    const lines = bindingsOf(context).incoming?.rawHeaders ?? [];
    const isRight = isAnswered(access, context.req.header("host")) && isHostGivenOnce(lines);
    if (isRight) return next();
    const message = "ask by a name of this server, on the loopback by a loopback name";
    return refuse(context, { status: 421, code: "host.refused", message });
  };
}

/** Asks for the token, which a page gets as a cookie at `/?token=…`. */
export function checkToken({ token }: Access, clients: ClientLimits): MiddlewareHandler {
  if (token === null) return async (_context, next) => next();
  const expected = digest(token);
  const isRight = (given: string | undefined): boolean =>
    given !== undefined && timingSafeEqual(digest(given), expected);
  return async (context, next) => {
    if (isRight(bearerOf(context)) || isRight(cookieOf(context))) return next();
    const wait = clients.charge(context, COSTS.unknown);
    if (wait > 0) return refuseExhausted(context, wait);
    const given = new URL(context.req.url).searchParams.get("token") ?? undefined;
    if (context.req.path === "/" && isRight(given)) return signIn(token);
    context.header("www-authenticate", "Bearer");
    const message = "give the token: Authorization: Bearer …, or open /?token=… once";
    return refuse(context, { status: 401, code: "token.refused", message });
  };
}

/** Keeps the token in the browser, and out of its address. */
function signIn(token: string): Response {
  return completeResponse(null, 303, {
    location: "/",
    "set-cookie": `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    "cache-control": "no-store",
  });
}

function bearerOf({ req }: Context): string | undefined {
  return /^Bearer (\S+)$/iu.exec(req.header("authorization") ?? "")?.[1];
}

function cookieOf({ req }: Context): string | undefined {
  const pairs = (req.header("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** Equal lengths, whatever was given. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** A host in small letters without its port and without the brackets of IPv6. */
function bareName(header: string): string {
  return header
    .toLowerCase()
    .replace(/^([^:]*|\[[^\]]*\]):\d+$/u, "$1")
    .replace(/^\[|\]$/gu, "");
}

/** Whether a host is one of those that are answered. */
export function isAnswered({ hosts }: Access, host: string | undefined): boolean {
  return hosts.has(bareName(host ?? ""));
}

/** Whether no line of a head names a host after another has. */
export function isHostGivenOnce(lines: readonly string[]): boolean {
  return lines.findIndex(isHostName) === lines.findLastIndex(isHostName);
}

/** Whether a place in a list of names and values is the name of a host's line. */
function isHostName(text: string, at: number): boolean {
  return at % 2 === 0 && text.length === 4 && text.toLowerCase() === "host";
}
