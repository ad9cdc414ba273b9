// The X-Robots-Tag header field becomes directives, each with the agent it addresses.
import type { Directive } from '../model/index.ts'

const valued = new Set(['max-snippet', 'max-image-preview', 'max-video-preview', 'unavailable_after'])

/** More than any page needs; what follows is noise. */
const maxDirectives = 100

/**
 * One directive for each item, names in lower case and as written (`none` stays `none`). A leading `agent:` addresses what
 * follows it on its line to that agent; else it is for `*`. Repeated fields arrive as lines. A date may hold commas, and
 * comes out in ISO 8601 where it can be understood. Source: Google's robots meta tag specification.
 */
export function directivesFromRobotsTag(value: string, place: string): Directive[] {
  const directives: Directive[] = []
  for (const line of value.split('\n')) {
    let agent = '*'
    const items = line.split(',')
    while (items.length > 0 && directives.length < maxDirectives) {
      let item = items.shift()?.trim() ?? ''
      const named = /^([a-z*][\w*-]*)\s*:\s*(.*)$/i.exec(item)
      if (named && !valued.has(named[1]?.toLowerCase() ?? '')) {
        agent = named[1]?.toLowerCase() ?? '*'
        item = named[2] ?? ''
      }
      const [, name, given] = /^([a-z][\w-]*)(?:\s*:\s*(.*))?$/i.exec(item) ?? []
      if (name === undefined) continue
      const directive = { source: 'x-robots-tag', agent, name: name.toLowerCase(), place } as const
      if (directive.name === 'unavailable_after') {
        let date = given ?? ''
        while (/^\s*\d/.test(items[0] ?? '')) date += `,${items.shift()}`
        directives.push({ ...directive, value: isoDate(date.trim()) })
      } else {
        directives.push({ ...directive, value: given?.trim().toLowerCase() || null })
      }
    }
  }
  return directives
}

/** RFC 822, RFC 850 or ISO 8601, taken as UTC without a zone; text that is none of them stays as it is. */
function isoDate(text: string): string {
  const zoned = /(?:[a-z]{3,4}|z|[+-]\d{2}:?\d{2})$/i.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text)
  const time = Date.parse(zoned ? text : `${text}${/^\d{4}-\d{2}-\d{2}T/.test(text) ? 'Z' : ' UTC'}`)
  return Number.isNaN(time) ? text : new Date(time).toISOString()
}
