// Packages that many a process never needs, and that cost memory from the moment they are loaded: asked for at their first use.
import { createRequire } from 'node:module'
import type * as Feedsmith from 'feedsmith'

/** Loads a package at once, by its name; Node requires ES modules too. */
export const loadNow = createRequire(import.meta.url)

/** What `load` gives, asked for at the first call and kept. */
export function later<T>(load: () => T): () => T {
  let loaded: { readonly value: T } | undefined
  return () => (loaded ??= { value: load() }).value
}

/** Reads OPML and writes it and feeds. */
export const feedsmith = later(() => loadNow('feedsmith') as typeof Feedsmith)
