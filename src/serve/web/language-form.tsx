// In which language this site speaks: a form at the foot of every page that works without a script.
import { interfaceLanguages } from '../http/interface-language.ts'
import { drawnOnce } from './drawn.ts'
import { messages as m } from './messages.ts'

export function LanguageForm({ here }: { here: string }) {
  return (
    <form class="language" method="post" action="/language">
      <input type="hidden" name="back" value={here} />
      {draw('', () => (
        <Choice />
      ))}
    </form>
  )
}

const draw = drawnOnce()

function Choice() {
  return (
    <>
      <label>
        {m.interfaceLanguage}{' '}
        <select name="language">
          {Object.entries(interfaceLanguages).map(([code, { tag, dir, name }]) => (
            <option value={code} lang={tag} dir={dir} selected={tag === m.lang}>
              {name}
            </option>
          ))}
          <option value="">{m.languageOfBrowser}</option>
        </select>
      </label>
      <button type="submit">{m.chooseLanguage}</button>
    </>
  )
}
