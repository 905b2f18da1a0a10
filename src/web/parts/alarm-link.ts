import type { AlarmsAnswer } from "../../api/index.ts";
import { SECONDS_PER_DAY, formatDate, parseTime, unixSeconds } from "../../base/index.ts";
import { linkTo } from "../shell/address.ts";

/** How long what raised an alarm is taken to have lasted, days: one epoch at the usual pace. */
const LASTED_DAYS = 14;

/** What raised an alarm as a what-if: the whole network, from its onset, by its size. */
export function alarmWhatIf({
  onset,
  change_pct: change,
}: Pick<AlarmsAnswer["alarms"][number], "onset" | "change_pct">): string {
  const from = parseTime(onset, "onset");
  return linkTo("what-if", {
    from: formatDate(from),
    to: formatDate(unixSeconds(from + LASTED_DAYS * SECONDS_PER_DAY)),
    size_pct: change.value.toFixed(1),
  });
}
