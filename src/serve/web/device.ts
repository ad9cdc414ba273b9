// A device's likes are kept under a hash of the random word in its cookie, so that the archive alone can name no browser.
import { createHash } from 'node:crypto'

export function deviceHash(device: string): Buffer {
  return createHash('sha256').update(device).digest()
}
