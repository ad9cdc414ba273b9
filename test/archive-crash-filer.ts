// A filer to be killed: files one column after another in the archive of a data directory, and prints each once it is
// acknowledged. Arguments: the data directory, and the number to begin with.
import { openArchive } from '../src/archive/index.ts'
import { fileColumns } from '../src/archive/filing.ts'
import { draftOf, makePress, noon } from '../src/archive/test-drafts.ts'

const [dataDir, from] = process.argv.slice(2)
const archive = await openArchive({ dataDir: dataDir!, poolSize: 4 })
const press = await makePress(archive.db)
process.stdout.write(`ready ${archive.server!.pid()}\n`)

async function fileForEver(next: () => number): Promise<never> {
  for (;;) {
    const draft = draftOf(press, next())
    // When the server was killed under us it is started again, and what was not acknowledged is filed anew.
    const filed = await fileColumns(archive.db, [draft], { publisherId: press.publisher.id, now: noon }).catch(
      () => null,
    )
    if (filed === null) await new Promise((done) => setTimeout(done, 20))
    else process.stdout.write(`filed ${draft.canonicalUrl}\n`)
  }
}

let number = Number(from)
await Promise.all([fileForEver(() => number++), fileForEver(() => number++)])
