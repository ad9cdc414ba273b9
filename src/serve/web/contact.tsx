// How to reach whoever runs this site.
import { messages as m } from './messages.ts'
import type { View } from './view.ts'

export function ContactLine({ view }: { view: View }) {
  return <p>{view.contact === null ? m.noContact : m.contact({ contact: <Contact contact={view.contact} /> })}</p>
}

export function Contact({ contact }: { contact: string }) {
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(contact)
  const isPage = /^https?:\/\//.test(contact)
  if (!isAddress && !isPage) return <bdi>{contact}</bdi>
  return (
    <a href={isAddress ? `mailto:${contact}` : contact} dir="ltr">
      {contact}
    </a>
  )
}
