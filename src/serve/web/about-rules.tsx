// What our bot does, what is kept of readers, and what publishers can ask: plain words that must stay true of the code.
import type { BotDay } from '../../archive/index.ts'
import { BotNumbers } from './about-bot.tsx'
import { Contact } from './terms-page.tsx'
import type { View } from './view.ts'

export function AboutBot({ view, days }: { view: View; days: readonly BotDay[] }) {
  return (
    <>
      <p>
        <strong>ColonnadeBot</strong> visits publishers’ feeds and the pages of their opinion columns. It says who it is
        in every request:
      </p>
      <p>
        <code>
          ColonnadeBot/{view.version} (+{view.publicUrl}/bot)
        </code>
      </p>
      <h2>How it behaves</h2>
      <ul>
        <li>
          It reads robots.txt before anything else of a host, and again when it has expired, at the latest after a day
          (RFC 9309).
        </li>
        <li>If robots.txt cannot be read because the server fails, it asks for nothing there until it can.</li>
        <li>One request at a time per host, with a pause in between; a longer Crawl-delay is kept.</li>
        <li>It sends back your ETag and Last-Modified, so that an unchanged feed costs you a few bytes.</li>
        <li>Retry-After is kept, up to thirty days, also across restarts.</li>
        <li>Hours and days that a feed wants to be left alone (skipHours, skipDays, ttl) are left alone.</li>
        <li>If your feed names a hub (WebSub), it waits for the hub and asks you once a day only.</li>
        <li>A feed that answers 410 is never asked again; one that answers 404 ever more rarely.</li>
        <li>
          It has no cookies, signs in nowhere, goes around no paywall, and reads no copy of your pages anywhere else.
        </li>
      </ul>
      <h2>How often it came</h2>
      <BotNumbers days={days} />
      <h2>How to steer it</h2>
      <p>In robots.txt, its name is ColonnadeBot. This keeps it out altogether:</p>
      <pre>
        <code>{'User-agent: ColonnadeBot\nDisallow: /'}</code>
      </pre>
      <p>
        A <code>Crawl-delay</code> there is kept. 429 or 503 with <code>Retry-After</code> makes it leave the whole host
        alone until then.
      </p>
      <p>
        Robots meta tags and X-Robots-Tag headers are obeyed for <code>robots</code> and for <code>colonnadebot</code>,
        whichever is stricter: <code>noindex</code>, <code>nosnippet</code>, <code>max-snippet</code>,{' '}
        <code>noarchive</code>, <code>unavailable_after</code> and <code>data-nosnippet</code>. So are reservations by
        TDMRep, RSL licences, Content-Usage and Content-Signal, and in feeds <code>itunes:block</code> and
        <code>expirationDate</code>. What was read for a column is listed on its page under “Why this much?”.
      </p>
      <p>
        <a href="/about/terms">More for publishers</a>
      </p>
      <ContactLine view={view} />
    </>
  )
}

export function AboutPrivacy() {
  return (
    <>
      <p>
        You can read all of this site without a cookie, without a script and without an account. It loads nothing from
        anyone else: no advertising, no analytics, no fonts, no pixels. That is why no cookie notice is in your way.
      </p>
      <h2>Cookies, when you ask for something</h2>
      <p>
        A cookie is set only when you press a button that needs one. Each is sent to this site alone, cannot be read by
        scripts, and lasts a year.
      </p>
      <dl>
        <dt>
          <code>follows</code>
        </dt>
        <dd>When you follow someone: the numbers of the columnists and publishers you follow, with a signature.</dd>
        <dt>
          <code>saved</code>
        </dt>
        <dd>When you save a column: the numbers of the columns you saved, with a signature.</dd>
        <dt>
          <code>device</code>
        </dt>
        <dd>
          When you like a column: a random word, so that you can take the like back and cannot give it twice. The
          archive keeps a hash of it beside the like.
        </dd>
        <dt>
          <code>edition</code>
        </dt>
        <dd>When you choose where the site opens: the country’s two letters.</dd>
        <dt>
          <code>desk</code>
        </dt>
        <dd>For whoever runs this site alone: keeps their desk open for twelve hours.</dd>
      </dl>
      <p>
        Unfollow, remove, or clear this site’s cookies in your browser, and they are gone; there is no copy of them
        here.
      </p>
      <h2>Counting</h2>
      <p>
        Views of a column and clicks to its original are counted. Your address and your browser’s name are mixed with a
        random salt into a hash that lets us count you once; hash and salt are deleted when the day is over, and neither
        the address nor the browser’s name is stored. <a href="/about/counting">How we count</a>.
      </p>
      <h2>Too many requests</h2>
      <p>
        Addresses that search or send forms are held in memory, so that one that does so without pause can be asked to
        wait. This is written nowhere and gone when the process ends.
      </p>
      <h2>Asking for removal</h2>
      <p>
        What you write in <a href="/removal">the form for publishers and writers</a> is kept for whoever runs this site:
        your name, your e-mail address, the addresses and the reason.
      </p>
      <h2>Leaving</h2>
      <p>
        “Continue on …” passes through an address of ours that counts the click and leads on at once. Your browser tells
        the publisher that you came from this site, and not from which page of it.
      </p>
    </>
  )
}

export function AboutTerms({ view }: { view: View }) {
  return (
    <>
      <p>
        Colonnade exists to send readers to columnists where they publish. It shows who wrote what, where and when, a
        short excerpt with “©” and your name, and a link to your page. It never shows a whole text, and it stores none:
        a page is read in memory, and what remains are the facts above.
      </p>
      <h2>How much is shown</h2>
      <p>These are asked in turn, and the strictest answer wins:</p>
      <ol>
        <li>a block by whoever runs this site;</li>
        <li>what you and they have agreed;</li>
        <li>robots.txt;</li>
        <li>X-Robots-Tag headers and robots meta tags, for everyone or for ColonnadeBot;</li>
        <li>reservations by TDMRep, RSL, Content-Usage or Content-Signal;</li>
        <li>
          the default of your country: 150 characters in the EU, the EEA and where the country is unknown, 400
          elsewhere. Lists and feeds never show more than 150.
        </li>
      </ol>
      <p>
        Text that you declare as paid is never quoted. Every column says under “Why this much?” which rules were found,
        where and when; every publisher has a page that sums them up and tells how often we came:{' '}
        <a href="/publishers">find yours</a>.
      </p>
      <h2>To have something changed</h2>
      <p>
        State your wish by any of the means above and it takes effect when we next read it. A column whose page answers
        410, or whose date in <code>unavailable_after</code> has passed, disappears; its address stays and says since
        when and why, without headline, excerpt or names.
      </p>
      <p>
        To have something removed, a column, a section or everything, <a href="/removal">tell us here</a>. A person
        reads it; what is granted is hidden at once, is not collected again, and is kept nowhere but beside the note
        that it was removed, so that a mistake can be undone.
      </p>
      <ContactLine view={view} />
    </>
  )
}

export function ContactLine({ view }: { view: View }) {
  if (view.contact === null) return <p>Whoever runs this site has not said yet how to reach them.</p>
  return (
    <p>
      Whoever runs this site can be reached at <Contact contact={view.contact} />.
    </p>
  )
}
