import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Filled } from "../../parts/filled.tsx";
import { Answered } from "../../parts/states.tsx";
import type { Stretch } from "../../charts/layers.ts";
import { useSpeech } from "../../shell/language.ts";
import { BrushedStretch } from "./brushed-stretch.tsx";
import { EpochFigure } from "./epoch-figure.tsx";
import { CHARTS } from "./messages.ts";
import { RecordFigure } from "./record-figure.tsx";
import { useNow } from "./use-now.ts";

const CHART_HEIGHT = 640;

/** Hashrate over the record, or over every epoch since the first block. */
export function HashrateSection(): JSX.Element {
  const { tell } = useSpeech();
  const { address, asked, standing } = useNow();
  const [brushed, setBrushed] = useState<Stretch | null>(null);
  const isEpochs = address.query["span"] === "epochs";
  const orders = useAnswer("/api/orders", standing);
  const epochs = useAnswer("/api/epochs/series", standing);
  const series = useAnswer("/api/hashrate/series", isEpochs ? null : asked);
  return (
    <section>
      <h2>{tell(CHARTS.heading)}</h2>
      <p class="now-choice">
        <Filled
          message={CHARTS.shown}
          parts={{
            span: (
              <Choice
                label={tell(CHARTS.span)}
                value={isEpochs ? "epochs" : "days"}
                options={[
                  { value: "days", text: tell(CHARTS.days) },
                  { value: "epochs", text: tell(CHARTS.epochs) },
                ]}
                onChoose={(value) => {
                  const span = value === "epochs" ? value : undefined;
                  address.change({ span, from: undefined, to: undefined }, "push");
                }}
              />
            ),
          }}
        />
      </p>
      <Answered asked={epochs} what={tell(CHARTS.waitMain)} height={CHART_HEIGHT}>
        {(levels) =>
          isEpochs ? (
            <EpochFigure key="epochs" epochs={levels} orders={orders} />
          ) : (
            <Answered asked={series} what={tell(CHARTS.waitMain)} height={CHART_HEIGHT}>
              {(answer) => (
                <RecordFigure
                  series={answer}
                  levels={levels}
                  orders={orders}
                  onBrush={setBrushed}
                />
              )}
            </Answered>
          )
        }
      </Answered>
      {brushed !== null && (
        <BrushedStretch stretch={brushed} key={`${brushed.from_s} ${brushed.to_s}`} />
      )}
    </section>
  );
}
