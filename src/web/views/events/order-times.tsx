import type { JSX } from "preact";
import { useSpeech } from "../../shell/language.ts";
import { ORDER, PRECISION } from "./messages.ts";
import type { ShownOrder } from "./order-list.tsx";
import { asDay, orderMoment } from "./order-moment.ts";

/** Both times of an order, how exactly they are known, and the grade of its evidence. */
export function Times({ order }: { readonly order: ShownOrder }): JSX.Element {
  const { tell, language } = useSpeech();
  const { effective_at: effective, known_at: known, precision, confidence } = order;
  const day = asDay(precision);
  const said = [
    effective === null
      ? tell(ORDER.noEffect)
      : tell(ORDER.effective, { at: orderMoment(effective, precision, language) }),
    ...(known === null ? [] : [tell(ORDER.known, { at: orderMoment(known, day, language) })]),
    ...(effective === null ? [] : [tell(ORDER.exact, { precision: tell(PRECISION[precision]) })]),
    tell(ORDER.grade, { grade: confidence }),
  ];
  return <>{said.join(" · ")}</>;
}
