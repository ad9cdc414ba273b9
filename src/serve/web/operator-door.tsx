// The way to the operator's desk: a one-time link, and what everybody else is told.
import { messages as m } from './messages.ts'
import { linkTo } from './rich.tsx'

export function DeskDoor({ deskKey }: { deskKey: string }) {
  return (
    <div class="problem">
      <h1>{m.desk.door}</h1>
      <p>{m.desk.doorHow}</p>
      <form method="post" action="/desk/open">
        <input type="hidden" name="key" value={deskKey} />
        <button type="submit" class="primary">
          {m.desk.open}
        </button>
      </form>
    </div>
  )
}

export function DeskClosed({ tried = false }: { tried?: boolean }) {
  return (
    <div class="problem">
      <h1>{m.desk.closed}</h1>
      {tried && <p>{m.desk.tried}</p>}
      <p>{m.desk.opens({ command: <code dir="ltr">colonnade desk</code> })}</p>
      <p>{m.desk.publishers({ link: linkTo('/removal') })}</p>
    </div>
  )
}
