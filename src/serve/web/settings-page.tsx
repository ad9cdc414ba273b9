// `/settings`: how a reader reads, kept on their device; and the file by which they take it elsewhere.
import type { Child } from 'hono/jsx'
import { faces, sizes, themes, usualLook } from '../http/look.ts'
import { formatPercent } from './format.ts'
import { messages as m } from './messages.ts'
import type { FileProblem, Merged } from './reader-file.ts'
import { linkTo } from './rich.tsx'
import type { View } from './view.ts'

/** As in look.css. */
const percentOf: Record<(typeof sizes)[number], number> = { '-1': 0.9, 0: 1, 1: 1.125, 2: 1.25, 3: 1.5, 4: 1.75 }

export type ImportNews = { readonly done: Merged } | { readonly problem: FileProblem | { kind: 'none' | 'large' } }

type SettingsProps = { view: View; kept: boolean; news: ImportNews | null }

export function SettingsPage({ view, kept, news }: SettingsProps) {
  const { reader } = view
  return (
    <>
      <header class="page-head">
        <h1>{m.settingsTitle}</h1>
        <p>{m.settingsAbout}</p>
      </header>
      {kept && (
        <p class="news" role="status">
          {m.settingsKept}
        </p>
      )}
      {news !== null && <Imported news={news} />}
      <div class="settings">
        <LookForm view={view} />
        <section aria-labelledby="lists-title">
          <h2 id="lists-title" class="section-title">
            {m.yourLists}
          </h2>
          <ul class="lines">
            <li>
              <a href="/following">{m.yourFollows(reader.columnists.length + reader.publishers.length)}</a>
            </li>
            <li>
              <a href="/saved">{m.yourSaved(reader.saved.length)}</a>
            </li>
            <li>{m.yourRead(reader.read.length)}</li>
          </ul>
        </section>
        <section aria-labelledby="export-title">
          <h2 id="export-title" class="section-title">
            {m.exportTitle}
          </h2>
          <p>{m.exportAbout}</p>
          <p>
            <a class="button" href="/settings/export" download="colonnade-reader.json">
              {m.exportLink}
            </a>
          </p>
        </section>
        <section aria-labelledby="import-title">
          <h2 id="import-title" class="section-title">
            {m.importTitle}
          </h2>
          <p id="import-about">{m.importAbout}</p>
          <form method="post" action="/settings/import" enctype="multipart/form-data">
            <label>
              {m.importFile}
              <input type="file" name="file" accept="application/json,.json" aria-describedby="import-about" required />
            </label>
            <button type="submit">{m.importSend}</button>
          </form>
        </section>
        <section aria-labelledby="forget-title">
          <h2 id="forget-title" class="section-title">
            {m.forgetTitle}
          </h2>
          <p>{m.forgetAbout}</p>
          <form method="post" action="/settings/forget">
            <button type="submit">{m.forgetAll}</button>
          </form>
        </section>
      </div>
    </>
  )
}

function LookForm({ view: { look } }: { view: View }) {
  return (
    <form class="look" method="post" action="/settings">
      <Choices name="theme" title={m.theme} values={themes} chosen={look.theme} words={m.themes} />
      <Choices name="face" title={m.textFace} values={faces} chosen={look.face} words={m.faces} />
      <label>
        {m.textSize}
        <select name="size">
          {sizes.map((size) => (
            <option value={size} selected={size === look.size}>
              {size === usualLook.size ? m.sizeNames.usual : m.sizeNames.steps(formatPercent(percentOf[size]))}
            </option>
          ))}
        </select>
      </label>
      <Tick name="hidePaid" on={look.hidePaid}>
        {m.hidePaid}
      </Tick>
      <Tick name="dimRead" on={look.dimRead}>
        {m.dimRead}
      </Tick>
      <Tick name="keys" on={look.keys}>
        {m.singleKeys({ keys: linkTo('/about/keyboard') })}
      </Tick>
      <div>
        <button type="submit" class="primary">
          {m.settingsKeep}
        </button>
      </div>
    </form>
  )
}

type ChoicesProps<T extends string> = {
  name: string
  title: string
  values: readonly T[]
  chosen: T
  words: Readonly<Record<T, string>>
}

function Choices<T extends string>({ name, title, values, chosen, words }: ChoicesProps<T>) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {values.map((value) => (
        <label>
          <input type="radio" name={name} value={value} checked={value === chosen} /> {words[value]}
        </label>
      ))}
    </fieldset>
  )
}

function Tick({ name, on, children }: { name: string; on: boolean; children?: Child }) {
  return (
    <label class="tick">
      <input type="checkbox" name={name} value="yes" checked={on} /> <span>{children}</span>
    </label>
  )
}

function Imported({ news }: { news: ImportNews }) {
  if ('problem' in news) {
    const { problem } = news
    return (
      <p class="news wrong" role="alert">
        {problem.kind === 'field' ? m.importProblems.field(problem.field) : m.importProblems[problem.kind]}
      </p>
    )
  }
  const { newFollows, newSaved, unknown } = news.done
  return (
    <div class="news" role="status">
      <p>{m.imported.done}</p>
      <ul class="lines">
        <li>{m.imported.follows(newFollows)}</li>
        <li>{m.imported.saved(newSaved)}</li>
        {unknown > 0 && <li>{m.imported.unknown(unknown)}</li>}
      </ul>
    </div>
  )
}

/** The seed's “− A +”, in the foot of every page. */
export function TextSize({ view }: { view: View }) {
  const at = sizes.indexOf(view.look.size)
  return (
    <form class="text-size" method="post" action="/settings/size" aria-label={m.textSize}>
      <input type="hidden" name="back" value={view.here} />
      <button type="submit" name="do" value="smaller" aria-label={m.textSmaller} disabled={at === 0}>
        −
      </button>
      <span aria-hidden="true">A</span>
      <button type="submit" name="do" value="larger" aria-label={m.textLarger} disabled={at === sizes.length - 1}>
        +
      </button>
    </form>
  )
}
