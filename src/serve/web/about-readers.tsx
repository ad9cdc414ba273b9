// What this is, how names come to columns, how readers are counted, how mistakes are mended.
import { ContactLine } from './contact.tsx'
import { messages as m } from './messages.ts'
import { code, linkTo, strong } from './rich.tsx'
import type { View } from './view.ts'

export function AboutColonnade({ view }: { view: View }) {
  const said = m.aboutColonnade
  return (
    <>
      <p>{said.what}</p>
      <p>{said.values}</p>
      <h2>{said.how}</h2>
      <ul>
        <li>{said.attribution({ link: linkTo('/about/attribution') })}</li>
        <li>{said.counting({ link: linkTo('/about/counting') })}</li>
        <li>{said.corrections({ link: linkTo('/about/corrections') })}</li>
        <li>{said.publishers({ terms: linkTo('/about/terms'), bot: linkTo('/about/bot') })}</li>
        <li>{said.privacy({ link: linkTo('/about/privacy') })}</li>
      </ul>
      <h2>{said.feeds}</h2>
      <p>{said.feedsHow({ code })}</p>
      <p>{said.free(view.version)}</p>
      <ContactLine view={view} />
    </>
  )
}

export function AboutAttribution() {
  const said = m.aboutAttributing
  return (
    <>
      <p>{said.claim}</p>
      <h2>{said.kinds}</h2>
      <p>{said.kindsAre}</p>
      <h2>{said.evidence}</h2>
      <p>{said.evidenceIs(m.whyThisName)}</p>
      <h2>{said.oneWriter}</h2>
      <p>{said.oneWriterIs}</p>
      <p>
        <a href="/about/corrections">{said.tell}</a>
      </p>
    </>
  )
}

export function AboutCounting() {
  const said = m.aboutCounts
  return (
    <>
      <h2>{said.views}</h2>
      <p>{said.viewsAre({ strong })}</p>
      <ul>
        <li>{said.once}</li>
        <li>{said.robots}</li>
        <li>{said.feeds}</li>
      </ul>
      <p>{said.salt}</p>
      <h2>{said.likes}</h2>
      <p>{said.likesAre}</p>
      <p>
        <a href="/about/ranking">{m.aboutRanking}</a>
      </p>
    </>
  )
}
