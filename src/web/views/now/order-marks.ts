import type { OrdersAnswer } from "../../../api/index.ts";
import { parseTime } from "../../../base/index.ts";
import { isOutcome } from "../../../policy/index.ts";
import { type Language, say } from "../../../report/index.ts";
import type { Mark } from "../../charts/layers.ts";
import { linkTo } from "../../shell/address.ts";

/** Orders with a day, without what the network itself did, as marks of a chart that lead to their own page. */
export function orderMarks({ orders }: OrdersAnswer, language: Language): Mark[] {
  return orders
    .flatMap((order): Mark[] => {
      const day = order.effective_at ?? order.known_at;
      if (day === null || isOutcome(order)) return [];
      const href = linkTo("events", { order: order.id });
      return [{ at_s: parseTime(day, "day"), title: say(order.title, language), href }];
    })
    .toSorted((a, b) => a.at_s - b.at_s);
}
