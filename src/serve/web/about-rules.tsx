// What our bot does, what is kept of readers, and what publishers can ask.
import type { BotDay } from '../../archive/index.ts'
import { BotNumbers } from './about-bot.tsx'
import { ContactLine } from './contact.tsx'
import { EnglishHolds } from './english-holds.tsx'
import { messages as m } from './messages.ts'
import { code, linkTo, strong } from './rich.tsx'
import type { View } from './view.ts'

export function AboutBot({ view, days }: { view: View; days: readonly BotDay[] }) {
  const said = m.aboutTheBot
  return (
    <>
      <p>{said.who({ strong })}</p>
      <p>
        <code dir="ltr">
          ColonnadeBot/{view.version} (+{view.publicUrl}/bot)
        </code>
      </p>
      <h2>{said.behaves}</h2>
      <ul>
        {Object.values(said.behaviour).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <h2>{said.often}</h2>
      <BotNumbers days={days} />
      <h2>{said.steer}</h2>
      <p>{said.keepOut}</p>
      <pre dir="ltr">
        <code>{'User-agent: ColonnadeBot\nDisallow: /'}</code>
      </pre>
      <p>{said.delay({ code })}</p>
      <p>{said.tags({ code, why: m.whyThisMuch })}</p>
      <p>
        <a href="/about/terms">{said.more}</a>
      </p>
      <ContactLine view={view} />
    </>
  )
}

export function AboutPrivacy() {
  const said = m.aboutYou
  return (
    <>
      <EnglishHolds />
      <p>{said.nothing}</p>
      <h2>{said.cookies}</h2>
      <p>{said.cookiesAre}</p>
      <dl>
        {Object.entries(said.cookie).map(([name, sentence]) => (
          <>
            <dt>
              <code dir="ltr">{name}</code>
            </dt>
            <dd>{sentence}</dd>
          </>
        ))}
      </dl>
      <p>{said.clear}</p>
      <h2>{said.offline}</h2>
      <p>{said.offlineIs({ link: linkTo('/settings') })}</p>
      <h2>{said.counting}</h2>
      <p>{said.countingIs({ link: linkTo('/about/counting') })}</p>
      <h2>{said.limits}</h2>
      <p>{said.limitsAre}</p>
      <h2>{said.removal}</h2>
      <p>{said.removalIs({ link: linkTo('/removal') })}</p>
      <h2>{said.leaving}</h2>
      <p>{said.leavingIs}</p>
    </>
  )
}

export function AboutTerms({ view }: { view: View }) {
  const said = m.aboutPublishing
  return (
    <>
      <EnglishHolds />
      <p>{said.what}</p>
      <h2>{said.howMuch}</h2>
      <p>{said.strictest}</p>
      <ol>
        {Object.values(said.order).map((rule) => (
          <li>{rule}</li>
        ))}
      </ol>
      <p>{said.paid({ why: m.whyThisMuch, link: linkTo('/publishers') })}</p>
      <h2>{said.change}</h2>
      <p>{said.changeHow({ code })}</p>
      <p>{said.remove({ link: linkTo('/removal') })}</p>
      <ContactLine view={view} />
    </>
  )
}
