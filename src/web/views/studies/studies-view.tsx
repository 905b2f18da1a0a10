import type { JSX } from "preact";
import type { StudiesAnswer } from "../../../api/index.ts";
import { parseTime } from "../../../base/index.ts";
import { formatFullDay } from "../../../report/index.ts";
import { useAnswer } from "../../client/use-answer.ts";
import { Answered } from "../../parts/states.tsx";
import { linkTo } from "../../shell/address.ts";
import { useSpeech } from "../../shell/language.ts";
import { STUDIES } from "./messages.ts";
import "./studies.css";

/** The studies there are, with what each found. */
export function StudiesView(): JSX.Element {
  const { tell } = useSpeech();
  const studies = useAnswer("/api/studies", {});
  return (
    <>
      <header class="view-head">
        <p class="kicker">{tell(STUDIES.kicker)}</p>
        <h1>{tell(STUDIES.title)}</h1>
        <p class="lede">{tell(STUDIES.lede)}</p>
      </header>
      <Answered asked={studies} what={tell(STUDIES.wait)} height={700}>
        {(answer) => answer.studies.map((study) => <Study key={study.name} study={study} />)}
      </Answered>
    </>
  );
}

function Study({ study }: { readonly study: StudiesAnswer["studies"][number] }): JSX.Element {
  const { language, tell } = useSpeech();
  const { name, title, lede, from, to, claims } = study;
  const found = useAnswer("/api/studies/{name}/findings", { name });
  const address = `./studies/${name}/`;
  const [first, last] = [from, to].map((date) => formatFullDay(parseTime(date, "date"), language));
  return (
    <article class="studies-one">
      <h2>
        <a href={address}>{title[language]}</a>
      </h2>
      <p class="dates">{tell(STUDIES.facts, { from: first ?? from, to: last ?? to, claims })}</p>
      <p class="lede">{lede[language]}</p>
      <p class="studies-ways">
        <a href={address}>{tell(STUDIES.read)}</a>
        <a href={linkTo("claims", { file: name })}>{tell(STUDIES.claims)}</a>
      </p>
      <h3>{tell(STUDIES.findings)}</h3>
      <Answered asked={found} what={tell(STUDIES.waitFindings)} height={520}>
        {({ findings }) => (
          <ol class="studies-findings">
            {findings.map((finding) => (
              <li key={finding.en}>{finding[language]}</li>
            ))}
          </ol>
        )}
      </Answered>
    </article>
  );
}
