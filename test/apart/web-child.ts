// A web process of its own, to be killed: serves the site until it is. Says its port on the standard output.
import { openArchive } from '../../src/archive/index.ts'
import { createApp, startServer } from '../../src/serve/index.ts'

const [url = '', publicUrl = ''] = process.argv.slice(2)
const archive = await openArchive({ url, migrate: false })
const app = createApp({ db: archive.db, publicUrl, version: 'test', secret: 'a secret of the test, the same in all' })
const server = await startServer(app, { host: '127.0.0.1', port: 0 })
process.stdout.write(`${new URL(server.url).port}\n`)
