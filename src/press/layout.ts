// What every page of a sample paper has around it: masthead, sections, and the plain word that all of it is invented.
import { markup, raw, type Markup } from './markup.ts'
import type { Paper } from './types.ts'
import { wordsOf } from './words.ts'

export type Page = {
  readonly paper: Paper
  readonly origin: string
  readonly title: string
  readonly head?: Markup
  readonly bodyClass: string
  readonly main: Markup
}

export function layout({ paper, title, head, bodyClass, main }: Page): string {
  const words = wordsOf(paper.lang)
  return markup`<!doctype html>
<html lang="${paper.lang}" dir="${paper.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body class="${bodyClass}">
<p class="sample"><strong>${words.samplePaper}</strong>${paper.lang !== 'en' && markup` <span lang="en" dir="ltr">Sample paper</span>`}</p>
<header class="masthead"><a href="/">${paper.name}</a><p>${paper.tagline}</p>
<nav>${paper.sections.map(({ slug, name }) => markup`<a href="/section/${slug}">${name}</a> `)}</nav></header>
<main>${main}</main>
<footer class="colophon"><p>${words.paperNotice.replace('{name}', paper.name)}</p>
${paper.lang !== 'en' && markup`<p lang="en" dir="ltr">${paper.name} is an invented sample paper of Colonnade’s demo.</p>`}<p>${paper.terms}</p></footer>
</body>
</html>
`.markup
}

export function styleSheet({ colours, font }: Paper): string {
  const face = font === 'serif' ? 'Georgia, "Times New Roman", serif' : 'system-ui, "Segoe UI", sans-serif'
  return raw(`:root{--ink:${colours.ink};--paper:${colours.paper};--accent:${colours.accent}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.65 ${face}}
a{color:inherit;text-decoration-color:var(--accent);text-underline-offset:.15em}
a:hover{color:var(--accent)}
.sample{margin:0;padding:.35rem 1rem;background:var(--accent);color:var(--paper);font:.85rem/1.5 system-ui,sans-serif;text-align:center}
.sample span{opacity:.85;margin-inline-start:.5em}
.masthead{padding:1.5rem 1rem 1rem;text-align:center;border-block-end:3px double var(--accent)}
.masthead>a{font-size:2.2rem;font-weight:700;text-decoration:none;line-height:1.2}
.masthead p{margin:.25rem 0;font-style:italic;opacity:.8}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;justify-content:center;font-size:.95rem}
main{max-width:42rem;margin:0 auto;padding:1rem}
h1{font-size:clamp(1.6rem,5vw,2.3rem);line-height:1.2;margin:.3rem 0 .8rem;text-wrap:balance;overflow-wrap:anywhere}
.kicker,.cat-links{color:var(--accent);font-weight:700;margin:1rem 0 0;display:block}
.dek{font-size:1.2rem;opacity:.85}
time,small{font-size:.9rem;opacity:.75}
.paid{display:none}
.door{padding:1rem;border:1px solid var(--accent);text-align:center}
figure{margin:1rem 0}img{max-width:100%;height:auto}audio{width:100%}
.author-box{margin-block-start:2rem;padding:1rem;border-inline-start:4px solid var(--accent);font-size:1rem}
.author-box p{margin:.25rem 0 0}
.more{margin-block-start:2.5rem;border-block-start:1px solid var(--accent)}
.list{list-style:none;padding:0}.list li{margin-block:1.4rem}
.list h2{margin:0;font-size:1.3rem;line-height:1.3;overflow-wrap:anywhere}.list p{margin:.2rem 0}
.colophon{max-width:42rem;margin:2rem auto;padding:1rem;border-block-start:1px solid var(--accent);font-size:.9rem;opacity:.85}
`).markup
}
