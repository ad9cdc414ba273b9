// TLS certificates are verified: name, issuer and all.
import assert from 'node:assert/strict'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { pretendPublisher, testClient } from './collect-server.ts'

/** Made for this test alone, for `paper.localhost`, signed by itself; good until 2126. */
const key = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgOo27PIXkcJLDdylc
BmvJklp3kI+fU5/IYu+V5+mWyAihRANCAASJaqvONrUNEoW17FwHXELzZEBEW7O7
LExra6hOIkJ7kTdKpANnd+iuXS9PFqDKOepwN5DgRFJVlkqSGs9VUZW3
-----END PRIVATE KEY-----
`
const cert = `
-----BEGIN CERTIFICATE-----
MIIBpzCCAU2gAwIBAgIUGymqr/mH4rou6WMGvWsQOFMMd0swCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPcGFwZXIubG9jYWxob3N0MCAXDTI2MTEyMjE4MzUzMloYDzIx
MjYxMDI5MTgzNTMyWjAaMRgwFgYDVQQDDA9wYXBlci5sb2NhbGhvc3QwWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAASJaqvONrUNEoW17FwHXELzZEBEW7O7LExra6hO
IkJ7kTdKpANnd+iuXS9PFqDKOepwN5DgRFJVlkqSGs9VUZW3o28wbTAdBgNVHQ4E
FgQUggq6DESt/YZqGLJkk6P/tMB8Z/AwHwYDVR0jBBgwFoAUggq6DESt/YZqGLJk
k6P/tMB8Z/AwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg9wYXBlci5sb2Nh
bGhvc3QwCgYIKoZIzj0EAwIDSAAwRQIgQtNP4Lsc93enhqfL2wwlrPGhPSiPnyri
8n5WPXhyxUkCIQCuHuzIj9Z4r0qLvl47SyITxBLM7xgaYtqy321IkAuw0g==
-----END CERTIFICATE-----
`

async function securePublisher(t: TestContext): Promise<number> {
  const server = createServer({ key, cert }, (_, response) => response.end('safe'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    return new Promise<void>((done) => server.close(() => done()))
  })
  return (server.address() as AddressInfo).port
}

test('a trusted certificate is accepted, for its own name only', async (t) => {
  const port = await securePublisher(t)
  const client = testClient(t, { ca: cert })
  const right = await client.visit({ url: `https://paper.localhost:${port}/`, purpose: 'page' })
  assert.equal(right.kind, 'fetched')
  const wrong = await client.visit({ url: `https://other.localhost:${port}/`, purpose: 'page' })
  assert.equal(wrong.kind === 'unreachable' && wrong.detail, 'certificate is for another name')
})

test('a certificate signed by itself is unreachable', async (t) => {
  const port = await securePublisher(t)
  const outcome = await testClient(t).visit({ url: `https://paper.localhost:${port}/`, purpose: 'page' })
  assert.equal(outcome.kind === 'unreachable' && outcome.detail, 'certificate is self-signed')
})

test('a server that does not speak TLS is unreachable', async (t) => {
  const press = await pretendPublisher(t, {})
  const outcome = await testClient(t).visit({ url: press.url('/').replace('http:', 'https:'), purpose: 'page' })
  assert.equal(outcome.kind, 'unreachable')
})
