// The frame of every page: skip link, masthead, main, footer. One h1 each, and it is the page's own.
import type { Child } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Format } from '../http/format.ts'
import { editionPath, favoritesPath } from '../http/addresses.ts'
import { usualLook, type Look } from '../http/look.ts'
import { drawnOnce } from './drawn.ts'
import { compareNames, formatNumber, placeName } from './format.ts'
import { LanguageForm } from './language-form.tsx'
import { TextSize } from './settings-page.tsx'
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

export type PageProps = {
  /** Of the document; the site's name is added. */
  readonly title: string
  readonly description?: string
  /** The one address of this page when it has several, as a path. */
  readonly canonical?: string
  /** This page's list as feeds. */
  readonly feeds?: readonly FeedLink[]
  /** False for pages made for one reader and for searches. */
  readonly indexed?: boolean
  /** Of a column's own page. */
  readonly article?: boolean
  /** A style sheet that this page needs besides the site's. */
  readonly sheet?: string
}

export type FeedLink = { readonly format: Exclude<Format, 'html'>; readonly href: string; readonly title: string }

const mediaTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
  opml: 'text/x-opml',
} as const

const feedNames = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed', opml: 'OPML' } as const

/** The whole document as text. */
export function document(view: View, page: PageProps, body: Child): string {
  const html = (<Layout view={view} page={page} body={body} />) as HtmlEscapedString
  return `<!doctype html>${html}`
}

function Layout({ view, page, body }: { view: View; page: PageProps; body: Child }) {
  const feeds = page.feeds ?? []
  return (
    <html lang={m.lang} dir={m.dir} {...lookAttributes(view.look)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{page.title === m.siteName ? m.siteName : `${page.title} · ${m.siteName}`}</title>
        {page.description !== undefined && <meta name="description" content={page.description} />}
        <meta name="color-scheme" content={colorSchemes[view.look.theme]} />
        {view.look.theme !== 'dark' && <meta name="theme-color" content="#fcfbf8" media={mediaOf(view, 'light')} />}
        {view.look.theme !== 'light' && <meta name="theme-color" content="#151412" media={mediaOf(view, 'dark')} />}
        {page.indexed === false && <meta name="robots" content="noindex" />}
        {page.canonical !== undefined && <link rel="canonical" href={`${view.publicUrl}${page.canonical}`} />}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="stylesheet" href={view.assets.path('site.css')} />
        {page.sheet !== undefined && <link rel="stylesheet" href={view.assets.path(page.sheet)} />}
        <script type="module" src={view.assets.path('site.js')} />
        <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={m.siteName} />
        {feeds.map((feed) => (
          <link
            rel="alternate"
            type={mediaTypes[feed.format]}
            href={feed.href}
            title={m.feedOf({ title: feed.title, format: feedNames[feed.format] })}
          />
        ))}
        <meta property="og:site_name" content={m.siteName} />
        <meta property="og:title" content={page.title} />
        <meta property="og:type" content={page.article === true ? 'article' : 'website'} />
        {page.description !== undefined && <meta property="og:description" content={page.description} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {m.skipToContent}
        </a>
        <Masthead view={view} />
        <main id="main" tabindex={-1}>
          {body}
          {feeds.length > 0 && <FeedLinks feeds={feeds} />}
        </main>
        <Footer view={view} />
        {drawLive('', () => (
          <Live />
        ))}
      </body>
    </html>
  )
}

const drawLive = drawnOnce()

/** Where scripts say what came of an act. */
function Live() {
  return (
    <p
      id="live"
      class="visually-hidden"
      role="status"
      data-saved={m.live.saved('%')}
      data-unsaved={m.live.unsaved('%')}
      data-failed={m.live.failed}
      data-later={m.live.later}
    />
  )
}

const colorSchemes = { auto: 'light dark', light: 'light', dark: 'dark' } as const

function mediaOf(view: View, scheme: 'light' | 'dark'): string {
  return view.look.theme === 'auto' ? `(prefers-color-scheme: ${scheme})` : 'all'
}

/** What the reader's settings mean is said by the style sheet; only what is not usual is written. */
function lookAttributes(look: Look): Record<string, string> {
  return {
    ...(look.theme === usualLook.theme ? {} : { 'data-theme': look.theme }),
    ...(look.face === usualLook.face ? {} : { 'data-face': look.face }),
    ...(look.size === usualLook.size ? {} : { 'data-size': String(look.size) }),
    ...(look.hidePaid ? { 'data-paid': 'hidden' } : {}),
    ...(look.keys ? {} : { 'data-keys': 'off' }),
  }
}

/** Addresses of the masthead, which are marked on their own pages. */
const inMasthead: ReadonlySet<string> = new Set(['/columnists', '/publishers', '/following', '/saved', '/search'])

/** The choice of editions is asked for every half minute, and is another object then. */
const mastheads = new WeakMap<View['editions'], ReturnType<typeof drawnOnce>>()

function Masthead({ view: { here, edition, editions } }: { view: View }) {
  const path = here.split('?')[0] ?? '/'
  const isMarked = inMasthead.has(path) || (edition !== null && path === favoritesPath(edition))
  const marked = isMarked ? path : ''
  const draw = mastheads.get(editions) ?? drawnOnce()
  mastheads.set(editions, draw)
  return draw(`${edition ?? ''} ${marked}`, () => <DrawnMasthead edition={edition} editions={editions} path={marked} />)
}

type MastheadProps = Pick<View, 'edition' | 'editions'> & { path: string }

function DrawnMasthead({ edition, editions, path }: MastheadProps) {
  const home = edition === null ? '/' : editionPath(edition)
  return (
    <header class="masthead">
      <div class="bar">
        <a class="wordmark" href={home} aria-label={`${m.siteName}: ${m.frontPage}`}>
          <Mark />
          <span>{m.siteName}</span>
        </a>
        <nav class="main-nav" aria-label={m.mainNavigation}>
          <NavLink href="/columnists" path={path}>
            {m.columnists}
          </NavLink>
          <NavLink href="/publishers" path={path}>
            {m.publishers}
          </NavLink>
          <NavLink href={edition === null ? '/following' : favoritesPath(edition)} path={path}>
            {m.favorites}
          </NavLink>
          <NavLink href="/saved" path={path}>
            {m.savedColumns}
          </NavLink>
        </nav>
        {path !== '/search' && (
          <form class="quick-search" role="search" aria-label={m.search} action="/search">
            <input
              type="search"
              name="q"
              aria-label={m.searchLabel}
              placeholder={m.search}
              maxlength={200}
              autocomplete="off"
              data-suggest="all"
              data-suggest-label={m.suggestedColumnists}
            />
            <button type="submit">{m.find}</button>
          </form>
        )}
        <a
          class="search-link"
          href="/search"
          aria-label={m.search}
          {...(path === '/search' ? { 'aria-current': 'page' } : {})}
        >
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d="m20.5 20.5-5.2-5.2m1.7-4.8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z" />
          </svg>
        </a>
        <Editions edition={edition} editions={editions} />
      </div>
    </header>
  )
}

function NavLink({ href, path, children }: { href: string; path: string; children?: Child }) {
  return (
    <a href={href} {...(path === href ? { 'aria-current': 'page' } : {})}>
      {children}
    </a>
  )
}

/** Every country that has columns, in a disclosure that needs no script. */
function Editions({ edition, editions }: Pick<View, 'edition' | 'editions'>) {
  const choices = editions
    .map((one) => ({ ...one, name: placeName(one.id) }))
    .sort((a, b) => compareNames(a.name, b.name))
  return (
    <details class="editions">
      <summary>
        <span class="visually-hidden">{m.edition}: </span>
        <span>{edition === null ? m.edition : placeName(edition)}</span>
      </summary>
      <nav aria-label={m.chooseEdition}>
        <ul>
          <li>
            <a href="/world" {...(edition === 'world' ? { 'aria-current': 'true' } : {})}>
              {m.world}
            </a>
          </li>
          {choices.map((choice) => (
            <li>
              <a href={editionPath(choice.id)} {...(edition === choice.id ? { 'aria-current': 'true' } : {})}>
                {choice.name} <span class="count">{formatNumber(choice.columns)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </details>
  )
}

function FeedLinks({ feeds }: { feeds: readonly FeedLink[] }) {
  return (
    <aside class="feeds" aria-labelledby="feeds-title">
      <h2 id="feeds-title">{m.feeds}</h2>
      <ul>
        {feeds.map((feed) => (
          <li>
            <a href={feed.href}>{feedNames[feed.format]}</a>
          </li>
        ))}
      </ul>
    </aside>
  )
}

const drawFooterLinks = drawnOnce()

function Footer({ view }: { view: View }) {
  return (
    <footer class="colophon">
      {drawFooterLinks('', () => (
        <FooterLinks />
      ))}
      <div class="own">
        <LanguageForm here={view.here} />
        <TextSize view={view} />
      </div>
      <p class="version">{m.version(view.version)}</p>
    </footer>
  )
}

function FooterLinks() {
  const links: [string, string][] = [
    ['/settings', m.settings],
    ['/about', m.about],
    ['/about/attribution', m.aboutAttribution],
    ['/about/counting', m.aboutCounting],
    ['/about/ranking', m.aboutRanking],
    ['/about/corrections', m.aboutCorrections],
    ['/about/terms', m.aboutTerms],
    ['/about/bot', m.aboutBot],
    ['/about/privacy', m.aboutPrivacy],
    ['/about/accessibility', m.aboutAccessibility],
  ]
  return (
    <>
      <p>{m.footerLine}</p>
      <ul>
        {links.map(([href, text]) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Three columns under a beam. The same drawing is `/favicon.svg`. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d="M2 3h20v3H2zM4 8h3v10H4zM10.5 8h3v10h-3zM17 8h3v10h-3zM2 20h20v2H2z" fill="currentColor" />
    </svg>
  )
}
