// Addresses that must never be asked for, and some that must: is each refused, or let through, before any connection?
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createClient, whyNotPublic, type Address } from '../src/collect/index.ts'
import type { EvalRow } from './row.ts'

type Case = { input: string; block: boolean; needs_dns?: boolean }

/** What a resolver inside the attacked network would answer for the names of the cases that must be blocked. */
const inside: Address = { address: '169.254.169.254', family: 4 }
/** Any public address; nothing is asked of it, because the pretend resolver fails after it has been checked. */
const outside = '1.1.1.1'

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const lines = (await readFile(join(casesDir, 'ssrf.jsonl'), 'utf8')).split('\n').filter(Boolean)
  const cases = lines.map((line) => JSON.parse(line) as Case)
  const blocked = cases.filter((one) => one.block)
  const open = cases.filter((one) => !one.block)
  let connections = 0
  const count = (message: unknown) => (message as { socket: Socket }).socket.once('connect', () => connections++)
  subscribe('net.client.socket', count)
  try {
    const refused = await Promise.all(blocked.map(isRefused))
    const passed = await Promise.all(open.map(isLetThrough))
    const missed = blocked.filter((_, index) => !refused[index]).map(({ input }) => input)
    return [
      row('refused', refused, missed.join(' ')),
      row(
        'let through',
        passed,
        open
          .filter((_, index) => !passed[index])
          .map(({ input }) => input)
          .join(' '),
      ),
      {
        suite: 'ssrf',
        measure: 'cases without a connection',
        value: connections === 0 ? 1 : 0,
        bar: 1,
        n: cases.length,
      },
    ]
  } finally {
    unsubscribe('net.client.socket', count)
  }
}

async function isRefused({ input }: Case): Promise<boolean> {
  const client = createClient({ ...us, resolve: async () => [inside] })
  const outcome = await client.visit({ url: input, purpose: 'page' })
  await client.close()
  return outcome.kind === 'refused'
}

/** The guard came as far as asking for the name's addresses, and would accept a public one. */
async function isLetThrough({ input }: Case): Promise<boolean> {
  let asked = false
  const client = createClient({
    ...us,
    resolve: async () => {
      asked = true
      throw new Error('the evaluation connects to nothing')
    },
  })
  const outcome = await client.visit({ url: input, purpose: 'feed' })
  await client.close()
  return asked && outcome.kind === 'unreachable' && whyNotPublic(outside) === null
}

const us = { version: '0', publicUrl: 'https://columns.example.org' }

function row(measure: string, right: readonly boolean[], note: string): EvalRow {
  const value = right.filter(Boolean).length / right.length
  return { suite: 'ssrf', measure, value, bar: 1, n: right.length, ...(note === '' ? {} : { note }) }
}
