import type { FakeNode } from "./start.ts";

/** An answer to a request for a path. */
export async function get(
  node: FakeNode,
  path: string,
): Promise<{ status: number; type: string | null; body: Buffer }> {
  const response = await fetch(`${node.url}${path}`);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** A call, or a text that is none, with the node's own credentials unless others are given. */
export async function post(
  node: FakeNode,
  body: unknown,
  authorization: string = node.authorization,
): Promise<Response> {
  return fetch(`${node.url}/`, {
    method: "POST",
    headers: { authorization },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
