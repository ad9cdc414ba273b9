// Licence files for one host's turn: kept ones as they are, others asked for where robots.txt and the host's pace allow.
import { listLicences, saveLicence } from '../archive/index.ts'
import { readLicence, type Client, type LicenceFile } from '../collect/index.ts'
import type { Collecting } from './collecting.ts'

export type Licences = {
  /** Those read so far in this turn, by address. */
  readonly files: ReadonlyMap<string, LicenceFile>
  /** Makes these known as far as possible. Rejects only when the archive fails or the signal aborts. */
  read(urls: readonly string[]): Promise<void>
}

export type LicenceSetting = {
  readonly collecting: Collecting
  /** Whether robots.txt of the file's host lets it be asked for. */
  readonly mayAsk: (url: string) => Promise<boolean>
  /** Waits until the host may be asked again; false when that would take too long. */
  readonly waitFor: (url: string) => Promise<boolean>
  /** Whose visits are written down. */
  readonly client: Client
  readonly signal: AbortSignal
}

/** Files read in one turn at most: whoever names more of them is not heard for the rest, and those pointers stand. */
const maxFiles = 5

export function createLicences(setting: LicenceSetting): Licences {
  const { collecting, mayAsk, waitFor, client, signal } = setting
  const files = new Map<string, LicenceFile>()
  return {
    files,
    async read(urls) {
      const unknown = urls.filter((url) => !files.has(url)).slice(0, Math.max(0, maxFiles - files.size))
      if (unknown.length === 0) return
      const kept = new Map(
        (await listLicences(collecting.db, unknown)).map(({ url, value }) => [url, value as LicenceFile]),
      )
      for (const url of unknown) {
        const previous = kept.get(url) ?? null
        const now = collecting.now()
        if (previous !== null) files.set(url, previous)
        if (previous !== null && new Date(previous.expiresAt) > now) continue
        if (!(await mayAsk(url)) || !(await waitFor(url))) continue
        const file = await readLicence(client, url, previous, now, { mayFollow: mayAsk, signal })
        files.set(url, file)
        await saveLicence(collecting.db, { url, value: file, expiresAt: new Date(file.expiresAt) })
      }
    },
  }
}
