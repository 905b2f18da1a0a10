import type { JSX } from "preact";
import type {
  AlarmsAnswer,
  DifficultyAnswer,
  EnergyAnswer,
  HashpriceSeriesAnswer,
} from "../../../api/index.ts";
import { parseTime, unixSeconds } from "../../../base/index.ts";
import {
  type Language,
  formatChange,
  formatFullDay,
  formatNumber,
  formatPercent,
  say,
} from "../../../report/index.ts";
import type { Answered } from "../../client/answers.ts";
import { type Asked, shownAnswer, useAnswer } from "../../client/use-answer.ts";
import { alarmWhatIf } from "../../parts/alarm-link.ts";
import { type KeyFigure, KeyFigures } from "../../parts/key-figures.tsx";
import { useSpeech } from "../../shell/language.ts";
import { KEYS } from "./messages.ts";
import { useNow } from "./use-now.ts";

/** Days after which a raised alarm counts as over. */
const ALARM_DAYS = 14;
const DRAWS = "200";

/** The numbers of now, each with its error; power comes last, since it takes longest. */
export function NowKeys({
  hashrate,
}: {
  readonly hashrate: Asked<Answered<"/api/hashrate">>;
}): JSX.Element {
  const { language, tell } = useSpeech();
  const { standing, windowWord } = useNow();
  const rate = shownAnswer(hashrate);
  const difficulty = shownAnswer(useAnswer("/api/difficulty", standing));
  const alarms = shownAnswer(useAnswer("/api/alarms", standing));
  const days = shownAnswer(useAnswer("/api/hashprice/series", standing));
  const isRest = difficulty !== null && alarms !== null && days !== null;
  const energy = shownAnswer(
    useAnswer("/api/energy", isRest ? { ...standing, draws: DRAWS } : null),
  );
  const figures: KeyFigure[] = [
    {
      name: "rate",
      kind: "estimate",
      big: rate === null ? "…" : `${formatNumber(rate.hashrate_EH_s.value, 0)}\u00a0EH/s`,
      range: rate === null ? "\u00a0" : bracket(rate.hashrate_EH_s, 0),
      meaning: tell(KEYS.rate, { n: formatNumber(rate?.blocks ?? NaN), window: windowWord }),
    },
    ...difficultyFigures(difficulty, language),
    alarmFigure(alarms, difficulty?.at ?? null, language),
    hashpriceFigure(days, language),
    ...energyFigures(energy, language),
  ];
  return (
    <div class="now-keys" aria-live="off">
      <KeyFigures figures={figures} />
    </div>
  );
}

interface Ends {
  readonly lo95: number;
  readonly hi95: number;
}

const bracket = ({ lo95, hi95 }: Ends, digits: number): string =>
  `[${formatNumber(lo95, digits)},\u00a0${formatNumber(hi95, digits)}]`;

function dayOf(time: string, language: Language): string {
  return formatFullDay(parseTime(time, "time"), language);
}

function difficultyFigures(answer: DifficultyAnswer | null, language: Language): KeyFigure[] {
  if (answer === null) {
    return [
      {
        name: "difficulty",
        kind: "fact",
        big: "…",
        range: "\u00a0",
        meaning: say(KEYS.difficulty, language, { done: "–" }),
      },
      forecastFigure(null, "…", language),
    ];
  }
  const since = say(KEYS.since, language, { day: dayOf(answer.epoch_start, language) });
  return [
    {
      name: "difficulty",
      kind: "fact",
      big: `${formatNumber(answer.difficulty / 1e12, 2)}\u00a0T`,
      range: since,
      meaning: say(KEYS.difficulty, language, { done: formatNumber(answer.blocks_into_epoch + 1) }),
    },
    forecastFigure(answer.forecast, say(KEYS.noForecast, language), language),
  ];
}

function forecastFigure(
  forecast: DifficultyAnswer["forecast"],
  without: string,
  language: Language,
): KeyFigure {
  const change = forecast === null ? without : formatChange(forecast.change_pct, language);
  const [big = without, range = "\u00a0"] = change.split(/ (?=\[)/u);
  const day = forecast === null ? "–" : dayOf(forecast.at.value, language);
  return { name: "next", kind: "forecast", big, range, meaning: say(KEYS.next, language, { day }) };
}

function alarmFigure(
  answer: AlarmsAnswer | null,
  at: string | null,
  language: Language,
): KeyFigure {
  const last = answer?.alarms.at(-1);
  const end = at === null ? Infinity : parseTime(at, "at");
  const isRaised =
    last !== undefined && end - parseTime(last.raised_at, "raised_at") < ALARM_DAYS * 86_400;
  const word = say(isRaised ? KEYS.raised : KEYS.quiet, language);
  const known =
    last === undefined
      ? say(KEYS.never, language)
      : say(KEYS.quietSince, language, {
          day: dayOf(last.raised_at, language),
          change: formatPercent(last.change_pct.value, 0, language),
        });
  return {
    name: "alarm",
    kind: "fact",
    big: answer === null || at === null ? "…" : word,
    range: answer === null ? "\u00a0" : known,
    meaning: (
      <>
        {say(KEYS.alarm, language, {
          rate: formatNumber(answer?.false_alarms_per_year ?? NaN, 1),
        })}
        {last !== undefined && (
          <>
            {" "}
            <a href={alarmWhatIf(last)}>{say(KEYS.alarmWhatIf, language)}</a>
          </>
        )}
      </>
    ),
  };
}

function hashpriceFigure(answer: HashpriceSeriesAnswer | null, language: Language): KeyFigure {
  const pay = answer === null ? NO_PAY : payOf(answer, language);
  const { day, price, fees } = pay;
  return {
    name: "hashprice",
    kind: "estimate",
    big: pay.big,
    range: pay.range,
    meaning: say(KEYS.hashprice, language, { day, price, fees }),
  };
}

const NO_PAY = { big: "…", range: "\u00a0", day: "–", price: "–", fees: "–" };

/** The pay of the last day. */
function payOf(answer: HashpriceSeriesAnswer, language: Language): typeof NO_PAY {
  const last = answer.at_s.length - 1;
  const of = (column: readonly number[]): number => column[last] ?? NaN;
  const { value, lo95, hi95 } = answer.hashprice_USD_TH_day;
  const fees = formatNumber(of(answer.fee_share_pct), 1);
  return {
    big: `USD\u00a0${formatNumber(1000 * of(value), 2)}`,
    range: bracket({ lo95: 1000 * of(lo95), hi95: 1000 * of(hi95) }, 2),
    day: formatFullDay(unixSeconds(of(answer.at_s)), language),
    price: formatNumber(of(answer.price_USD)),
    fees: language === "zh" ? `${fees}%` : `${fees}\u00a0%`,
  };
}

function energyFigures(answer: EnergyAnswer | null, language: Language): KeyFigure[] {
  const wait = `${say(KEYS.waitPower, language)}…`;
  const emissions = answer?.emissions_Mt_y ?? null;
  const [power = "…", powerRange = wait] =
    answer === null ? [] : [formatNumber(answer.power_GW.value, 1), bracket(answer.power_GW, 1)];
  return [
    {
      name: "power",
      kind: "estimate",
      big: answer === null ? power : `${power}\u00a0GW`,
      range: powerRange,
      meaning:
        answer === null
          ? say(KEYS.powerWait, language)
          : say(KEYS.power, language, { day: dayOf(answer.to, language) }),
    },
    {
      name: "carbon",
      kind: "estimate",
      big:
        emissions === null
          ? "…"
          : say(KEYS.million, language, { value: formatNumber(emissions.value, 0) }),
      range: emissions === null ? wait : bracket(emissions, 0),
      meaning: say(KEYS.carbon, language),
    },
    {
      name: "efficiency",
      kind: "estimate",
      big: answer === null ? "…" : `${formatNumber(answer.efficiency_J_TH.value, 1)}\u00a0J/TH`,
      range: answer === null ? wait : bracket(answer.efficiency_J_TH, 1),
      meaning: say(KEYS.efficiency, language),
    },
  ];
}
