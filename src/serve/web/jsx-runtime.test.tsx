import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Child } from 'hono/jsx'

const text = (element: unknown) => String(element)

test('text is escaped wherever it stands, and markup is not escaped twice', () => {
  const stranger = `<script>"&'</script>`
  const escaped = '&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;'
  assert.equal(text(<p title={stranger}>{stranger}</p>), `<p title="${escaped}">${escaped}</p>`)
  const Frame = ({ children }: { children?: Child }) => <div>{children}</div>
  const framed = (
    <Frame>
      <b>{stranger}</b> and {[stranger, <i>1</i>]}
    </Frame>
  )
  assert.equal(text(framed), `<div><b>${escaped}</b> and ${escaped}<i>1</i></div>`)
  // What only looks like our markup is a stranger's object.
  const posing = { isEscaped: true, text: '<b>', toString: () => '<b>' } as unknown as string
  assert.throws(() => <p>{posing}</p>, TypeError)
  assert.throws(() => <p title={posing}></p>, TypeError)
})

test('what is not there is not written, and false is a word only where values are words', () => {
  const nothing = [null, undefined, false, true]
  assert.equal(text(<p>{nothing}</p>), '<p></p>')
  assert.equal(text(<p>{0}</p>), '<p>0</p>')
  assert.equal(
    text(<input disabled={false} required={true} value={undefined} size={3} />),
    '<input required="" size="3"/>',
  )
  assert.equal(text(<p aria-hidden={false} data-on={true}></p>), '<p aria-hidden="false" data-on="true"></p>')
  const Absent = () => null
  assert.equal(
    text(
      <>
        <Absent />
        <br />
      </>,
    ),
    '<br/>',
  )
})

test('a page waits for nothing: a promise is a mistake', () => {
  assert.throws(() => <p>{Promise.resolve('late')}</p>, /Promise/)
})
