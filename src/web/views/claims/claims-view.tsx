import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { questionAddress } from "../../../api/http/index.ts";
import type { ClaimFilesAnswer } from "../../../api/index.ts";
import { formatNumber } from "../../../report/index.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered, Failed } from "../../parts/states.tsx";
import { linkTo, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { ClaimList } from "./claim-list.tsx";
import "./claims.css";
import { JudgedClaim } from "./judged-claim.tsx";
import { CLAIMS } from "./messages.ts";
import { NO_CORRECTIONS } from "./said-address.ts";
import { SaidClaimPart } from "./said-claim.tsx";

/** Characters that fit into the address of a question, its host counted. */
const LONGEST = 1960;

/** A claim, written or chosen, and what the record says about it. */
export function ClaimsView(): JSX.Element {
  const { tell } = useSpeech();
  const known = useAnswer("/api/claims", {});
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(CLAIMS.kicker)}</p>
        <h1>{tell(CLAIMS.title)}</h1>
        <p class="lede">{tell(CLAIMS.lede)}</p>
      </header>
      <Asking />
      <Answered asked={known} what={tell(CLAIMS.waitFiles)} height={600}>
        {(answer) => <Shown known={answer} />}
      </Answered>
    </>
  );
}

function Shown({ known }: { readonly known: ClaimFilesAnswer }): JSX.Element {
  const { query } = useAddress();
  const { say: sentence, entry } = query;
  return (
    <>
      {sentence !== undefined && <SaidClaimPart sentence={sentence} known={known} />}
      {sentence === undefined && entry !== undefined && <EnteredClaim entry={entry} />}
      <ClaimList files={known.files} />
    </>
  );
}

/** Where a claim is written: as a sentence, or as an entry of a file. */
function Asking(): JSX.Element {
  const { query, change } = useAddress();
  const { tell } = useSpeech();
  const [text, setText] = useState(query["say"] ?? "");
  const ask = (sentence: string): void =>
    change({ ...NO_CORRECTIONS, say: sentence, entry: undefined, id: undefined }, "push");
  return (
    <form
      class="claims-ask"
      onSubmit={(event) => {
        event.preventDefault();
        ask(text.trim() === "" ? tell(CLAIMS.example) : text.trim());
      }}
    >
      <label for="claims-say">{tell(CLAIMS.sentence)}</label>
      <textarea
        id="claims-say"
        rows={2}
        maxLength={300}
        placeholder={tell(CLAIMS.example)}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        aria-describedby="claims-hint"
      />
      <p id="claims-hint">{tell(CLAIMS.sentenceHint)}</p>
      <button type="submit" class="way">
        {tell(CLAIMS.read)}
      </button>
      <Entry />
    </form>
  );
}

function Entry(): JSX.Element {
  const { query, change } = useAddress();
  const { tell } = useSpeech();
  const [text, setText] = useState(query["entry"] ?? "");
  const isLong = addressLength(withoutDash(text)) > LONGEST;
  return (
    <details open={query["entry"] !== undefined}>
      <summary>{tell(CLAIMS.entry)}</summary>
      <label class="hidden" for="claims-entry">
        {tell(CLAIMS.entry)}
      </label>
      <textarea
        id="claims-entry"
        rows={9}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {isLong && <TooLong entry={withoutDash(text)} />}
      <p>
        <button
          type="button"
          class="way"
          disabled={isLong || text.trim() === ""}
          onClick={() =>
            change(
              { ...NO_CORRECTIONS, entry: withoutDash(text), say: undefined, id: undefined },
              "push",
            )
          }
        >
          {tell(CLAIMS.judge)}
        </button>{" "}
        · <a href={linkTo("methods", { page: "claims" })}>{tell(CLAIMS.format)}</a>
      </p>
    </details>
  );
}

/** An entry cut out of a list of claims begins with a dash; without it, it stands alone. */
function withoutDash(text: string): string {
  const match = /^(\s*)-( +)(?=\S)/u.exec(text);
  if (match === null) return text.trim();
  const indent = match[0].length;
  return text
    .split("\n")
    .map((line, at) =>
      at === 0 ? line.slice(indent) : line.replace(new RegExp(`^ {0,${indent}}`, "u"), ""),
    )
    .join("\n")
    .trim();
}

/** Characters of the address that asks about an entry. */
function addressLength(entry: string): number {
  // Half of a character, as a cut paste may leave, has no place in an address.
  const whole = entry.replaceAll(/\p{Surrogate}/gu, "\ufffd");
  return questionAddress("/api/audit", { claim: whole }).length;
}

function TooLong({ entry }: { readonly entry: string }): JSX.Element {
  const { tell } = useSpeech();
  const length = formatNumber(addressLength(entry));
  const message = tell(CLAIMS.entryLong, { length, most: formatNumber(LONGEST) });
  return <Failed failure={{ message, details: [] }} />;
}

function EnteredClaim({ entry }: { readonly entry: string }): JSX.Element | null {
  const { tell } = useSpeech();
  const isLong = addressLength(entry) > LONGEST;
  const answer = useAnswer("/api/audit", isLong ? null : { claim: entry });
  // The form above says why.
  if (isLong) return null;
  return (
    <Answered asked={answer} what={tell(CLAIMS.waitOne)} height={360}>
      {({ claims: [claim], shown: [shown], provenance }) =>
        claim !== undefined &&
        shown !== undefined && <JudgedClaim judged={{ claim, shown, provenance }} />
      }
    </Answered>
  );
}
