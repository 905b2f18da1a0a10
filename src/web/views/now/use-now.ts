import type { Bilingual } from "../../../policy/index.ts";
import { useMemo } from "preact/hooks";
import { type AddressControl, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { NOW } from "./messages.ts";

type WindowName = "24h" | "3d" | "7d" | "14d";

const WINDOWS: Readonly<Record<WindowName, Bilingual>> = {
  "24h": NOW.h24,
  "3d": NOW.d3,
  "7d": NOW.d7,
  "14d": NOW.d14,
};

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** What the address asks of this view. */
export interface NowAsked {
  readonly address: AddressControl;
  readonly window: WindowName;
  /** The window in words, and all that can be chosen. */
  readonly windowWord: string;
  readonly windows: readonly { readonly value: string; readonly text: string }[];
  /** Question of every answer of this view. */
  readonly asked: { readonly window: string; readonly as_of?: string };
  /** The same for routes that know no window. */
  readonly standing: { readonly as_of?: string };
}

export function useNow(): NowAsked {
  const address = useAddress();
  const { tell } = useSpeech();
  const window = windowOf(address.query["window"]);
  const day = address.query["as_of"];
  return useMemo(() => {
    const standing = day !== undefined && DAY.test(day) ? { as_of: day } : {};
    return {
      address,
      window,
      windowWord: tell(WINDOWS[window]),
      windows: Object.entries(WINDOWS).map(([value, text]) => ({ value, text: tell(text) })),
      asked: { window, ...standing },
      standing,
    };
  }, [address, window, day, tell]);
}

function windowOf(asked: string | undefined): WindowName {
  return asked === "24h" || asked === "3d" || asked === "14d" ? asked : "7d";
}
