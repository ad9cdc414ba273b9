// The form by which publishers and writers ask for removal, and what they read after it.
import type { Child } from 'hono/jsx'
import type { View } from './view.ts'
import { ContactLine } from './contact.tsx'

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

const roles = [
  ['publisher', 'for the publisher'],
  ['columnist', 'as the writer'],
  ['other', 'as someone else'],
] as const

export function RemovalPage({ view, fields, problems }: RemovalProps) {
  const count = Object.keys(problems).length
  return (
    <>
      <header class="page-head">
        <h1>Ask for a removal</h1>
      </header>
      <div class="prose">
        <p>
          Ask here to have a column, a section or everything of yours removed. A person reads it. What is removed is
          hidden at once: its address stays and says since when and why, and headline, excerpt and names leave lists,
          search and feeds. It is not collected again.
        </p>
        <p>
          You can also say it where machines read it, and it then happens by itself:{' '}
          <a href="/about/terms">how, for publishers</a>. For a wrong name, <a href="/about/corrections">corrections</a>{' '}
          are quicker.
        </p>
      </div>
      <form class="form" method="post" action="/removal" novalidate>
        {count > 0 && (
          <p class="wrong" role="alert">
            {count === 1 ? 'One answer is' : `${count} answers are`} missing or cannot be used. Nothing has been sent.
          </p>
        )}
        <Field
          name="addresses"
          label="Which addresses?"
          hint="Of columns here or at the publisher, of a section, or of the publisher’s front page for everything; one a line."
          problem={problems.addresses}
        >
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
          <legend>You ask</legend>
          {roles.map(([value, text]) => (
            <label>
              <input type="radio" name="role" value={value} required checked={fields.role === value} /> {text}
            </label>
          ))}
          <Wrong name="role" problem={problems.role} />
        </fieldset>
        <Field
          name="asker"
          label="Your name"
          hint="And your publication’s, if you ask for one."
          problem={problems.asker}
        >
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
        <Field
          name="email"
          label="Your e-mail address"
          hint="To ask back. Only whoever runs this site sees it."
          problem={problems.email}
        >
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
        <Field name="reason" label="Why?" hint="A few words are enough." problem={problems.reason}>
          <textarea id="reason" name="reason" required maxlength={2000} dir="auto" {...state('reason', problems)}>
            {fields.reason}
          </textarea>
        </Field>
        <div>
          <button type="submit" class="primary">
            Send
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
        <h1>Thank you: it is on the desk</h1>
      </header>
      <div class="prose">
        <p role="status">
          Your request has the number {number}. Whoever runs this site reads it, and may write to <bdi>{email}</bdi> to
          ask back. When it is granted, the addresses you named show a note instead of the column.
        </p>
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
