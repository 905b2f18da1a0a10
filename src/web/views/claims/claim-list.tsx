import type { JSX } from "preact";
import type { ClaimFilesAnswer, ShownAuditAnswer } from "../../../api/index.ts";
import { publisherName } from "../../../report/index.ts";
import type { Answered as AnswerOf } from "../../client/answers.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Choice } from "../../parts/choice.tsx";
import { Answered } from "../../parts/states.tsx";
import { linkTo, useAddress } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { Glyph, JudgedClaim, VERDICT_STYLES } from "./judged-claim.tsx";
import { CLAIMS } from "./messages.ts";

/** The published claims of one file with their verdicts; one of them drawn when it is chosen. */
export function ClaimList({ files }: Pick<ClaimFilesAnswer, "files">): JSX.Element {
  const { query, change } = useAddress();
  const { language, tell } = useSpeech();
  const chosen = files.find(({ name }) => name === query["file"]) ?? files.find(isFirst);
  const answer = useAnswer(
    "/api/audit/{file}",
    chosen === undefined ? null : { file: chosen.name },
  );
  return (
    <section>
      <h2>{tell(CLAIMS.published)}</h2>
      <p>
        <Choice
          label={tell(CLAIMS.file)}
          value={chosen?.name ?? ""}
          options={files.map(({ name, title }) => ({ value: name, text: title[language] }))}
          onChoose={(file) => change({ file, id: undefined }, "push")}
        />
      </p>
      <Answered asked={answer} what={tell(CLAIMS.wait)} height={1200}>
        {(audit) => <Audited audit={audit} file={chosen?.name ?? ""} />}
      </Answered>
    </section>
  );
}

/** The claims about hashrate are told from the chain alone and come first. */
const isFirst = ({ name }: { readonly name: string }): boolean => name !== "energy";

function Audited({
  audit,
  file,
}: {
  readonly audit: AnswerOf<"/api/audit/{file}">;
  readonly file: string;
}): JSX.Element {
  const { query } = useAddress();
  const { tell } = useSpeech();
  const { claims, shown, provenance } = audit;
  const count = (verdict: string): number => claims.filter((own) => own.verdict === verdict).length;
  return (
    <>
      <p class="claims-counts">
        {tell(CLAIMS.counts, {
          n: claims.length,
          supported: count("supported"),
          contradicted: count("contradicted"),
          chance: count("not distinguishable from chance"),
          open: count("cannot be measured here"),
        })}
      </p>
      <div class="claims">
        {claims.map((claim, at) => {
          const own = shown[at];
          if (own === undefined) return null;
          return claim.id === query["id"] ? (
            <JudgedClaim key={claim.id} judged={{ claim, shown: own, provenance }} />
          ) : (
            <Row key={claim.id} claim={claim} shown={own} file={file} />
          );
        })}
      </div>
    </>
  );
}

interface RowProps {
  readonly claim: ShownAuditAnswer["claims"][number];
  readonly shown: ShownAuditAnswer["shown"][number];
  readonly file: string;
}

function Row({ claim, shown, file }: RowProps): JSX.Element {
  const { language, tell } = useSpeech();
  const { source, verdict } = claim;
  const publisher = publisherName(source.publisher, language);
  const by = tell(CLAIMS.source, { publisher, date: source.published });
  return (
    <div class="claim-row">
      <div>
        <p class="says">{claim.says[language]}</p>
        <p class="by">{source.url === undefined ? by : <a href={source.url}>{by}</a>}</p>
      </div>
      <div>
        <p class={`verdict ${VERDICT_STYLES[verdict] ?? "v-open"}`}>
          <Glyph verdict={verdict} />
          <span>{shown.verdict[language]}</span>
        </p>
        {shown.claimed[language] !== "" && shown.measured[language] !== "–" && (
          <dl class="pair">
            <dt>{tell(CLAIMS.claimed)}</dt>
            <dd>{shown.claimed[language]}</dd>
            <dt>{tell(CLAIMS.measured)}</dt>
            <dd>{shown.measured[language]}</dd>
          </dl>
        )}
        {shown.scale !== null && (
          <a
            class="claims-draw"
            href={linkTo("claims", { file, id: claim.id })}
            aria-label={`${tell(CLAIMS.show)}: ${claim.id}`}
          >
            {tell(CLAIMS.show)}
          </a>
        )}
      </div>
      <p class="why">{shown.reason[language]}</p>
    </div>
  );
}
