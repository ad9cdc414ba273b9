// Which text binds, said at the head of translations of those that do.
import { messages as m } from './messages.ts'

export function EnglishHolds() {
  return m.lang === 'en' ? null : <p class="role">{m.translated}</p>
}
