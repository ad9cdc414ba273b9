// `/about/ranking` and `/about/accessibility`: plain words that must stay true of src/rank and of the tests in a browser.
import { ContactLine } from './contact.tsx'
import { messages as m } from './messages.ts'
import { code, linkTo } from './rich.tsx'
import type { View } from './view.ts'

export function AboutRanking() {
  const said = m.aboutRanks
  const leading = m.aboutCounts
  return (
    <>
      <p>{said.nothing}</p>
      <h2>{leading.leads}</h2>
      <p>{leading.leadsIs}</p>
      <p>
        <code>{leading.formula}</code>
      </p>
      <ul>
        <li>{leading.freshness({ code })}</li>
        <li>
          {leading.attention({
            code,
            formula: (
              <code dir="ltr">
                1 + ½ · log₂(1 + <bdi>{leading.opens}</bdi>)
              </code>
            ),
          })}
        </li>
        <li>{leading.variety}</li>
      </ul>
      <h2>{said.lists}</h2>
      <p>{said.listsAre}</p>
      <h2>{said.search}</h2>
      <p>{said.searchIs}</p>
      <h2>{said.subject}</h2>
      <p>{said.subjectIs}</p>
      <h2>{said.topics}</h2>
      <p>{said.topicsAre({ link: linkTo('/topics') })}</p>
      <h2>{said.people}</h2>
      <p>{said.peopleAre({ readNow: m.readNow, newlyFound: m.newlyFound })}</p>
      <h2>{said.rhythm}</h2>
      <p>{said.rhythmIs}</p>
    </>
  )
}

export function AboutAccessibility({ view }: { view: View }) {
  const said = m.aboutAccess
  return (
    <>
      <p>{said.aim}</p>
      <h2>{said.does}</h2>
      <ul>
        {Object.values(said.doing).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <h2>{said.tested}</h2>
      <p>{said.testing}</p>
      <h2>{said.limits}</h2>
      <p>{said.limitsAre}</p>
      <h2>{said.tell}</h2>
      <p>{said.telling}</p>
      <ContactLine view={view} />
    </>
  )
}
