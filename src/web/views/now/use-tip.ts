import { useContext, useEffect, useState } from "preact/hooks";
import { AnswersContext } from "../../client/answers.ts";

/** Height of the newest block that the server knows, as it tells of it; `null` without a server. */
export function useTip(): number | null {
  const answers = useContext(AnswersContext);
  const [height, setHeight] = useState<number | null>(null);
  const hasServer = answers !== null && answers.csv("/api/orders", {}) !== null;
  useEffect(() => {
    if (!hasServer) return undefined;
    const events = new EventSource("/api/events");
    events.addEventListener("tip", ({ data }) => {
      const told = heightOf(String(data));
      if (told !== null) setHeight(told);
    });
    return () => events.close();
  }, [hasServer]);
  return height;
}

/** Reads the height out of an event; `null` where it says none. */
export function heightOf(data: string): number | null {
  const event: { readonly tip?: { readonly height?: unknown } } | null = JSON.parse(data);
  const height = event?.tip?.height;
  return typeof height === "number" ? height : null;
}
