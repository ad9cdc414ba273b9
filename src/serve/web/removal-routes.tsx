// `/removal`: where a publisher or a writer asks for a column, a section or everything to be removed. No account; the operator
// decides, since nobody can prove here who they are.
import type { Context, Hono } from 'hono'
import { fileTakedownRequest, type AskerRole } from '../../archive/index.ts'
import { rateLimit } from '../http/rate-limit.ts'
import { textParameter } from '../http/query.ts'
import { formText, readForm } from '../http/read-form.ts'
import { HttpProblem } from '../http/problem.ts'
import { showPage, viewOf, type Desk } from './desk.ts'
import { messages as m } from './messages.ts'
import { RemovalPage, RemovalSent, type RemovalFields, type RemovalProblems } from './removal-pages.tsx'

/** Per address: a whole list of columns fits into one request. */
const allowance = { burst: 5, perMinute: 0.5 }

const limits = { addresses: 20, address: 2000, asker: 120, email: 200, reason: 2000 } as const
const roles: readonly AskerRole[] = ['publisher', 'columnist', 'other']

export function routeRemoval(app: Hono, desk: Desk): void {
  app.get('/removal', async (c) => {
    const column = textParameter(c, 'column', limits.address)
    return show(c, desk, { ...emptyFields, addresses: column ?? '' }, {})
  })
  app.post('/removal', rateLimit(allowance), (c) => send(c, desk))
}

const emptyFields: RemovalFields = { addresses: '', asker: '', role: '', email: '', reason: '' }

async function send(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const fields: RemovalFields = {
    addresses: formText(form, 'addresses'),
    asker: formText(form, 'asker'),
    role: formText(form, 'role'),
    email: formText(form, 'email'),
    reason: formText(form, 'reason'),
  }
  const { addresses, problems } = check(fields)
  if (Object.keys(problems).length > 0) return show(c, desk, fields, problems)
  const number = await fileTakedownRequest(desk.db, {
    addresses,
    asker: fields.asker,
    role: fields.role as AskerRole,
    email: fields.email,
    reason: fields.reason,
    now: desk.now(),
  })
  if (number === null) throw new HttpProblem(429, m.removal.full)
  const view = await viewOf(desk, c)
  return showPage(
    c,
    view,
    { title: m.removal.title, indexed: false, personal: true, sheet: 'desk.css' },
    <RemovalSent view={view} number={number} email={fields.email} />,
  )
}

function check(fields: RemovalFields): { addresses: string[]; problems: RemovalProblems } {
  const problems: { -readonly [K in keyof RemovalFields]?: string } = {}
  const said = m.removal
  const addresses = [...new Set(fields.addresses.split(/\s+/).filter((text) => text !== ''))]
  if (addresses.length === 0) problems.addresses = said.noAddress
  else if (addresses.length > limits.addresses) problems.addresses = said.manyAddresses(limits.addresses)
  else if (addresses.some((address) => address.length > limits.address || !isAddress(address)))
    problems.addresses = said.notAddress('https://paper.example/opinion/a-column')
  if (fields.asker === '') problems.asker = said.noAsker
  else if (fields.asker.length > limits.asker) problems.asker = said.tooLong(limits.asker)
  if (!roles.some((role) => role === fields.role)) problems.role = said.noRole
  if (!/^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/.test(fields.email) || fields.email.length > limits.email)
    problems.email = said.notEmail
  if (fields.reason === '') problems.reason = said.noReason
  else if (fields.reason.length > limits.reason) problems.reason = said.tooLong(limits.reason)
  return { addresses, problems }
}

function isAddress(text: string): boolean {
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  return url !== null && /^https?:$/.test(url.protocol) && /\w\.\w|^localhost$/.test(url.hostname)
}

async function show(c: Context, desk: Desk, fields: RemovalFields, problems: RemovalProblems): Promise<Response> {
  const view = await viewOf(desk, c)
  const isRefused = Object.keys(problems).length > 0
  return showPage(
    c,
    view,
    {
      title: m.removal.title,
      canonical: '/removal',
      sheet: 'desk.css',
      ...(isRefused ? { status: 400, indexed: false, personal: true } : {}),
    },
    <RemovalPage view={view} fields={fields} problems={problems} />,
  )
}
