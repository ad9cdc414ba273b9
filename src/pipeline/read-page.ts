// A page's body becomes a draft of its column: read, attributed and cut to its terms. Pure.
import { licenceUrls } from '../collect/index.ts'
import { decodeText, type LanguageDetector } from '../parse/index.ts'
import { draftFromPage } from './draft-from-page.ts'
import { inspectPage } from './inspect-page.ts'
import type { PageReading, PageTask } from './reading-types.ts'

const maxProblemChars = 500

/** Never throws for anything that a publisher sends. */
export function readPageTask(task: PageTask, detector: LanguageDetector): PageReading {
  const { answer, publisher, ways, known, wishes, licences, now } = task
  const { text } = decodeText(answer.body, { charset: answer.charset, kind: 'html' })
  const directives = [...known.feedWishes, ...wishes]
  const inspection = inspectPage(text, {
    url: answer.url,
    headers: answer.headers,
    now,
    detector,
    directives,
    licences,
    claims: known.feedClaims,
    publisherName: publisher.name,
    publisherHome: publisher.home,
    publisherLangs: publisher.languages,
    feedLang: known.feedLang,
    country: publisher.country,
    agreement: publisher.agreement,
    rule: ways.rule,
    repeated: (name) => ways.shares.get(name),
  })
  return {
    draft: draftFromPage(inspection, { ...known, url: task.dueUrl }, publisher),
    problem: inspection.facts.problems.join('; ').slice(0, maxProblemChars) || null,
    licences: licenceUrls([...directives, ...inspection.facts.directives]),
  }
}
