// The form by which publishers and writers ask for removal, and what they read after it.
import type { Child } from 'hono/jsx'
import { ContactLine } from './contact.tsx'
import { EnglishHolds } from './english-holds.tsx'
import { messages as m } from './messages.ts'
import { linkTo } from './rich.tsx'
import type { View } from './view.ts'

export type RemovalFields = {
  readonly addresses: string
  readonly asker: string
  readonly role: string
  readonly email: string
  readonly reason: string
}
/** A sentence for each field that cannot be used. */
export type RemovalProblems = { readonly [K in keyof RemovalFields]?: string }

type RemovalProps = { view: View; fields: RemovalFields; problems: RemovalProblems }

export function RemovalPage({ view, fields, problems }: RemovalProps) {
  const said = m.removal
  const count = Object.keys(problems).length
  return (
    <>
      <header class="page-head">
        <h1>{said.heading}</h1>
      </header>
      <div class="prose">
        <EnglishHolds />
        <p>{said.what}</p>
        <p>{said.machines({ terms: linkTo('/about/terms'), corrections: linkTo('/about/corrections') })}</p>
      </div>
      <form class="form" method="post" action="/removal" novalidate>
        {count > 0 && (
          <p class="wrong" role="alert">
            {said.wrong(count)}
          </p>
        )}
        <Field name="addresses" label={said.addresses} hint={said.addressesHint} problem={problems.addresses}>
          <textarea
            id="addresses"
            name="addresses"
            dir="ltr"
            required
            maxlength={5000}
            {...state('addresses', problems)}
          >
            {fields.addresses}
          </textarea>
        </Field>
        <fieldset {...(problems.role === undefined ? {} : { 'aria-describedby': 'role-wrong' })}>
          <legend>{said.role}</legend>
          {Object.entries(said.roles).map(([value, text]) => (
            <label>
              <input type="radio" name="role" value={value} required checked={fields.role === value} /> {text}
            </label>
          ))}
          <Wrong name="role" problem={problems.role} />
        </fieldset>
        <Field name="asker" label={said.asker} hint={said.askerHint} problem={problems.asker}>
          <input
            id="asker"
            name="asker"
            value={fields.asker}
            required
            maxlength={120}
            autocomplete="name"
            dir="auto"
            {...state('asker', problems)}
          />
        </Field>
        <Field name="email" label={said.email} hint={said.emailHint} problem={problems.email}>
          <input
            id="email"
            name="email"
            type="email"
            value={fields.email}
            required
            maxlength={200}
            autocomplete="email"
            {...state('email', problems)}
          />
        </Field>
        <Field name="reason" label={said.reason} hint={said.reasonHint} problem={problems.reason}>
          <textarea id="reason" name="reason" required maxlength={2000} dir="auto" {...state('reason', problems)}>
            {fields.reason}
          </textarea>
        </Field>
        <div>
          <button type="submit" class="primary">
            {said.send}
          </button>
        </div>
      </form>
      <div class="prose">
        <ContactLine view={view} />
      </div>
    </>
  )
}

export function RemovalSent({ view, number, email }: { view: View; number: number; email: string }) {
  return (
    <>
      <header class="page-head">
        <h1>{m.removal.sent}</h1>
      </header>
      <div class="prose">
        <p role="status">{m.removal.sentWhat({ number: String(number), email: <bdi>{email}</bdi> })}</p>
        <ContactLine view={view} />
      </div>
    </>
  )
}

type FieldProps = {
  name: keyof RemovalFields
  label: string
  hint: string
  problem: string | undefined
  children: Child
}

function Field({ name, label, hint, problem, children }: FieldProps) {
  return (
    <div>
      <label for={name}>
        {label}
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      </label>
      {children}
      <Wrong name={name} problem={problem} />
    </div>
  )
}

function Wrong({ name, problem }: { name: string; problem: string | undefined }) {
  return problem === undefined ? null : (
    <p class="wrong" id={`${name}-wrong`}>
      {problem}
    </p>
  )
}

function state(name: keyof RemovalFields, problems: RemovalProblems): Record<string, string> {
  return problems[name] === undefined
    ? { 'aria-describedby': `${name}-hint` }
    : { 'aria-describedby': `${name}-wrong`, 'aria-invalid': 'true' }
}
