// What this is, how names come to columns, how readers are counted, how mistakes are mended: plain words, true of the code.
import { ContactLine } from './about-rules.tsx'
import type { View } from './view.ts'

export function AboutColonnade({ view }: { view: View }) {
  return (
    <>
      <p>
        Colonnade gathers opinion columns by the people who write them. It watches what publishers announce, works out
        who wrote it, and shows the headline, the writer, a short excerpt and the way to the original. You can browse by
        country, columnist, publisher, language and day, search by words or by a name in any alphabet, and follow
        writers wherever they publish.
      </p>
      <p>
        When good things conflict here, the earlier wins: fairness to publishers and columnists, true attribution, no
        lost data, speed, convenience.
      </p>
      <h2>How it works</h2>
      <ul>
        <li>
          <a href="/about/attribution">How we attribute</a>: why a column carries the name it does.
        </li>
        <li>
          <a href="/about/counting">How we count</a>, and what comes first on a front page.
        </li>
        <li>
          <a href="/about/corrections">Corrections</a>: when we are wrong.
        </li>
        <li>
          <a href="/about/terms">For publishers</a> and <a href="/about/bot">our bot</a>.
        </li>
        <li>
          <a href="/about/privacy">Cookies and privacy</a>: what is kept of you, which is next to nothing.
        </li>
      </ul>
      <h2>Every list is a feed</h2>
      <p>
        Add <code>.rss</code>, <code>.atom</code> or <code>.json</code> to the address of a country, a columnist, a
        publisher, a day or a search, and read it in any feed reader. The lists of columnists and publishers are there
        as <code>.opml</code>. Items lead straight to the original.
      </p>
      <p>
        Colonnade is free software under the Apache License 2.0; anyone can run one. This is version {view.version}.
      </p>
      <ContactLine view={view} />
    </>
  )
}

export function AboutAttribution() {
  return (
    <>
      <p>
        A byline is a claim. We read every claim that a publisher’s feed and page make about a column: structured data,
        meta tags, the visible byline, the author’s box, the feed’s own author field. Then we weigh them, split joint
        bylines, and decide what kind of contributor each one is.
      </p>
      <h2>Kinds</h2>
      <p>
        A columnist is a person, a guest writer or a cartoonist. Editorial boards, agencies, newsrooms and organisations
        are named as what they are, and are not taken for people. A cartoon belongs to its cartoonist. “Staff”, “admin”
        and sentences that stand where a name should be are nobody: such a column is shown as unsigned.
      </p>
      <h2>Evidence</h2>
      <p>
        “Why this name?” on a column’s page shows what was read and where, with how sure we are. When the publisher
        changes the headline or the byline, the change is kept and shown with its date.
      </p>
      <h2>One writer, several outlets</h2>
      <p>
        The same name at two publishers is two writers, unless both link it to the same address, such as the writer’s
        own page. Two names that only look alike are never joined. Old addresses of a columnist’s page lead to the
        present one.
      </p>
      <p>
        <a href="/about/corrections">Tell us when we are wrong.</a>
      </p>
    </>
  )
}

export function AboutCounting() {
  return (
    <>
      <h2>Views and opens</h2>
      <p>
        A <strong>view</strong> is a column’s page on this site shown to a person. An <strong>open</strong> is a click
        from here through to the original. They are shown apart, by name, and never rounded.
      </p>
      <ul>
        <li>The same reader counts once a day for each column, by universal time.</li>
        <li>Declared robots, prefetching browsers and requests without a browser’s name do not count.</li>
        <li>Clicks in feed readers lead straight to the publisher and are not seen by us at all.</li>
      </ul>
      <p>
        To tell readers apart for one day, the address and the browser’s name are hashed with a random salt that changes
        at midnight. Old salts and hashes are deleted; only the numbers stay.
      </p>
      <h2>Likes</h2>
      <p>One per browser and column. You can take it back.</p>
      <h2>What leads a front page</h2>
      <p>Of the hundred newest columns of an edition, those come first that have the highest</p>
      <p>
        <code>freshness × attention</code>
      </p>
      <ul>
        <li>
          <code>freshness</code> is 1 for a column published now and halves every twelve hours. It is halved once more
          if the publisher gives no date.
        </li>
        <li>
          <code>attention</code> is 1 + ½ · log₂(1 + opens): nothing is bought, and views do not count.
        </li>
        <li>No two of the leading columns are by one writer, and at most three are of one publisher.</li>
      </ul>
      <p>Everything below the leading columns is simply the newest first.</p>
    </>
  )
}
