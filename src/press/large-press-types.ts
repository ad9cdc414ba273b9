// The large press: what it is told, and what it answers, across the border of its process.
import type { LargeFormat } from './large-press-feeds.ts'

export type LargePressOptions = {
  readonly feeds: number
  readonly entriesPerFeed: number
  /** Feeds are dealt out to this many host names. */
  readonly hosts: number
  /** Before each answer; 0 by default. */
  readonly latencyMs?: number
  /** The same seed prints the same words; 1 by default. */
  readonly seed?: number
}

export type LargeFeed = {
  readonly url: string
  readonly format: LargeFormat
  /** Of the paper; several feeds may be of one paper. */
  readonly host: string
  readonly paper: string
  readonly country: string
  readonly lang: string
}

export type LargePress = {
  readonly port: number
  readonly feeds: readonly LargeFeed[]
  /** Every feed gets one new entry at its head and loses its oldest. */
  publish(): Promise<void>
  setLatency(latencyMs: number): Promise<void>
  /** Ends the process; resolves when it has ended. */
  close(): Promise<void>
}

export type LargeCommand = { readonly kind: 'publish' } | { readonly kind: 'latency'; readonly latencyMs: number }
export type LargeReply =
  | { readonly kind: 'listening'; readonly port: number; readonly feeds: readonly LargeFeed[] }
  | { readonly kind: 'done' }
