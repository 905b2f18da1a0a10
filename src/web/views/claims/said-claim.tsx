import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ClaimFilesAnswer } from "../../../api/index.ts";
import {
  type MissingPart,
  SAID_QUANTITIES,
  type SaidClaim,
  type Vocabulary,
  isOfPlace,
  missingParts,
  readSentence,
  saidEntry,
} from "../../../observe/index.ts";
import { enumerate, windowName } from "../../../report/index.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Answered } from "../../parts/states.tsx";
import { useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { JudgedClaim } from "./judged-claim.tsx";
import { CLAIMS, QUANTITIES, SAID_UNITS } from "./messages.ts";
import { corrected } from "./said-address.ts";

const WINDOWS_H: readonly number[] = [6, 12, 24, 48, 72, 168, 336, 720];
const PARTS: Readonly<Record<MissingPart, keyof typeof CLAIMS>> = {
  what: "partWhat",
  value: "partValue",
  days: "partDays",
  pool: "partPool",
  place: "partPlace",
};

interface SaidProps {
  readonly sentence: string;
  readonly known: ClaimFilesAnswer;
}

/** What a sentence was read as, to be corrected, and the verdict on it. */
export function SaidClaimPart({ sentence, known }: SaidProps): JSX.Element {
  const { query } = useAddress();
  const { language, tell } = useSpeech();
  const words = useMemo(() => vocabularyOf(known), [known]);
  const { said: read, unread } = useMemo(() => readSentence(sentence, words), [sentence, words]);
  const said = corrected(read, query);
  const entry = saidEntry(said);
  const answer = useAnswer("/api/audit", entry === null ? null : { claim: JSON.stringify(entry) });
  const missing = missingParts(said);
  return (
    <>
      <section class="claims-understood">
        <h2>{tell(CLAIMS.understood)}</h2>
        <Understood said={said} known={known} />
        <ul class="claims-notes">
          {unread.length > 0 && (
            <li>{tell(CLAIMS.unread, { words: enumerate(unread.map(quote), language) })}</li>
          )}
          {missing.length > 0 && (
            <li>
              {tell(CLAIMS.missing, {
                parts: enumerate(
                  missing.map((part) => tell(CLAIMS[PARTS[part]])),
                  language,
                ),
              })}
            </li>
          )}
          {notesOf(said).map((note) => (
            <li key={note}>
              {tell(CLAIMS[note], { place: placeName(known, said.place, language) })}
            </li>
          ))}
        </ul>
      </section>
      {entry !== null && (
        <Answered asked={answer} what={tell(CLAIMS.waitOne)} height={360}>
          {({ claims: [claim], shown: [shown], provenance }) =>
            claim !== undefined &&
            shown !== undefined && (
              <JudgedClaim judged={{ claim, shown, provenance }} quoted={sentence} />
            )
          }
        </Answered>
      )}
    </>
  );
}

const quote = (word: string): string => `“${word}”`;

type Note = "assumed" | "assumedLevel" | "endOfDay" | "unplaced";

function notesOf({ what, window_h, place, days }: SaidClaim): readonly Note[] {
  if (what === null || isOfPlace(what)) return [];
  const notes: Note[] = [];
  if (window_h === null) notes.push(what === "hashrate" ? "assumedLevel" : "assumed");
  if (days !== null) notes.push("endOfDay");
  if (place !== null) notes.push("unplaced");
  return notes;
}

/** The sentence as it was understood; each underlined part can be changed. */
function Understood({
  said,
  known,
}: {
  readonly said: SaidClaim;
  readonly known: ClaimFilesAnswer;
}): JSX.Element {
  const { change } = useAddress();
  const { language, tell } = useSpeech();
  const { what, value } = said;
  const open = { value: "", text: tell(CLAIMS.choose) };
  return (
    <p class="claims-sentence">
      <Choice
        label={tell(CLAIMS.quantity)}
        value={what ?? ""}
        options={[
          ...(what === null ? [open] : []),
          ...SAID_QUANTITIES.map((own) => ({ value: own, text: tell(QUANTITIES[own]) })),
        ]}
        onChoose={(chosen) => change({ what: chosen }, "push")}
      />{" "}
      {tell(CLAIMS.of)} <Subject said={said} known={known} />:{" "}
      <input
        class="choice claims-number"
        type="number"
        step="any"
        aria-label={tell(CLAIMS.value)}
        value={value ?? ""}
        onChange={({ currentTarget }) => change({ value: currentTarget.value })}
      />{" "}
      {what === null ? "" : SAID_UNITS[what]}{" "}
      {what !== null && !isOfPlace(what) && (
        <>
          {tell(CLAIMS.within)}{" "}
          <Choice
            label={tell(CLAIMS.window)}
            value={String(said.window_h ?? "")}
            options={[
              ...(said.window_h === null ? [open] : []),
              ...windowsWith(said.window_h).map((hours) => ({
                value: String(hours),
                text: windowName(hours * 3600, language),
              })),
            ]}
            onChoose={(hours) => change({ hours }, "push")}
          />{" "}
        </>
      )}
      <Days said={said} />
    </p>
  );
}

function Subject({
  said,
  known,
}: {
  readonly said: SaidClaim;
  readonly known: ClaimFilesAnswer;
}): JSX.Element {
  const { change } = useAddress();
  const { language, tell } = useSpeech();
  const { what, pool, place } = said;
  if (what === "pool-change") {
    const options = known.pools.map((own) => ({ value: own.pool, text: own.name[language] }));
    return (
      <Choice
        label={tell(CLAIMS.pool)}
        value={pool ?? ""}
        options={pool === null ? [{ value: "", text: tell(CLAIMS.choose) }, ...options] : options}
        onChoose={(chosen) => change({ pool: chosen }, "push")}
      />
    );
  }
  if (what === null || !isOfPlace(what)) return <span>{tell(CLAIMS.network)}</span>;
  return (
    <Choice
      label={tell(CLAIMS.place)}
      value={place ?? "network"}
      options={[
        { value: "network", text: tell(CLAIMS.network) },
        ...known.places.map((own) => ({ value: own.place, text: own.name[language] })),
      ]}
      onChoose={(chosen) => change({ place: chosen }, "push")}
    />
  );
}

function Days({ said }: { readonly said: SaidClaim }): JSX.Element {
  const { change } = useAddress();
  const { tell } = useSpeech();
  const { days, what } = said;
  const first = days?.from ?? "";
  const last = days === null ? "" : shifted(days.to, -1);
  const isSpan = what === null || isOfPlace(what);
  return (
    <>
      {isSpan && (
        <>
          {tell(CLAIMS.from)}{" "}
          <input
            class="choice"
            type="date"
            aria-label={tell(CLAIMS.first)}
            value={first}
            onChange={({ currentTarget: { value } }) =>
              change({ first: value, end: last < value ? shifted(value, 1) : shifted(last, 1) })
            }
          />{" "}
        </>
      )}
      {tell(CLAIMS.to)}{" "}
      <input
        class="choice"
        type="date"
        aria-label={tell(CLAIMS.last)}
        value={last}
        onChange={({ currentTarget: { value } }) =>
          change({
            first: isSpan && first !== "" && first <= value ? first : value,
            end: shifted(value, 1),
          })
        }
      />
    </>
  );
}

/** A date some days on; empty for what is no date. */
function shifted(date: string, days: number): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? "" : new Date(time + days * 86_400_000).toISOString().slice(0, 10);
}

function windowsWith(hours: number | null): readonly number[] {
  return hours === null || WINDOWS_H.includes(hours)
    ? WINDOWS_H
    : [...WINDOWS_H, hours].toSorted((a, b) => a - b);
}

function vocabularyOf({ pools, places }: ClaimFilesAnswer): Vocabulary {
  return {
    pools: pools.map(({ pool, name }) => ({ key: pool, names: [name.en, name.zh, pool] })),
    places: places.map(({ place, name }) => ({
      key: place,
      names: [name.en, name.zh, ...(place === "US" ? ["US", "U.S.", "USA"] : [])],
    })),
  };
}

function placeName(
  { places }: ClaimFilesAnswer,
  place: string | null,
  language: "en" | "zh",
): string {
  return places.find((own) => own.place === place)?.name[language] ?? "";
}
