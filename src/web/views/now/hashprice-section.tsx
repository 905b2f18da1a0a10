import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { unixSeconds } from "../../../base/index.ts";
import { formatFullDay, formatNumber } from "../../../report/index.ts";
import type { Layer } from "../../charts/layers.ts";
import { TimeFigure } from "../../charts/time-figure.tsx";
import type { Answered as WithSource } from "../../client/answers.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { MADE } from "../../parts/messages.ts";
import { useSpeech } from "../../shell/language.ts";
import { PRICE } from "./messages.ts";
import { useNow } from "./use-now.ts";

/** What machines earned, day by day. */
export function HashpriceSection(): JSX.Element {
  const { tell } = useSpeech();
  const { standing } = useNow();
  const days = useAnswer("/api/hashprice/series", standing);
  return (
    <section>
      <h2>{tell(PRICE.heading)}</h2>
      <Answered asked={days} what={tell(PRICE.wait)} height={560}>
        {(answer) => <PriceFigure days={answer} />}
      </Answered>
    </section>
  );
}

/** Of a petahash: today's figures of a terahash have too many noughts. */
const perPetahash = (values: readonly number[]): number[] => values.map((value) => 1000 * value);

function PriceFigure({
  days,
}: {
  readonly days: WithSource<"/api/hashprice/series">;
}): JSX.Element {
  const { language, tell } = useSpeech();
  const { at_s: time_s, hashprice_USD_TH_day: price } = days;
  const layers = useMemo(
    (): readonly Layer[] => [
      {
        kind: "estimate",
        label: tell(PRICE.line),
        values: perPetahash(price.value),
        band50: { low: perPetahash(price.lo50), high: perPetahash(price.hi50) },
        band95: { low: perPetahash(price.lo95), high: perPetahash(price.hi95) },
      },
    ],
    [price, language],
  );
  const view = useMemo(() => ({ from_s: time_s[0] ?? 0, to_s: time_s.at(-1) ?? 1 }), [time_s]);
  const table = useMemo(
    () => ({
      name: "hashprice",
      title: tell(PRICE.heading),
      header: ["day_s", "hashprice_USD_TH_day", "lo95", "hi95", "price_USD", "fee_share_pct"],
      rows: time_s.map((at, row) => [
        at,
        ...[price.value, price.lo95, price.hi95, days.price_USD, days.fee_share_pct].map(
          (column) => column[row] ?? null,
        ),
      ]),
    }),
    [days, language],
  );
  const values = perPetahash(price.value);
  const finding = {
    now: formatNumber(values.at(-1) ?? NaN, 2),
    day: formatFullDay(unixSeconds(time_s.at(-1) ?? 0), language),
    low: formatNumber(Math.min(...values), 2),
    high: formatNumber(Math.max(...values), 2),
  };
  return (
    <TimeFigure
      title={tell(PRICE.title, finding)}
      sub={tell(PRICE.sub)}
      caption={tell(MADE.hashprice)}
      provenance={days.provenance}
      table={table}
      method="hashprice"
      time={{ time_s, layers, unit: "USD/PH/d", digits: 2, scale: "log", view, height: 340 }}
    />
  );
}
