// A Chromium from npm for tests that need a real browser. It runs where its build does: Linux on x64 with glibc.
import { fileURLToPath } from 'node:url'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'
import { chromium as playwright, type Browser } from 'playwright-core'
import { fontsConfig } from './fonts.ts'

/** Nothing but this machine is reachable, so that a page that asks for something elsewhere is noticed. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

export type Launching = {
  readonly executablePath: string
  readonly args: string[]
  readonly env?: Record<string, string | undefined>
}

/** How to start the browser, or in one sentence why there is none on this platform. CHROMIUM names one to use instead. */
export async function findChromium(): Promise<Launching | string> {
  const own = process.env['CHROMIUM']
  if (own !== undefined) return { executablePath: own, args }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Chromium from npm runs on Linux x64, not on ${process.platform} ${process.arch}; set CHROMIUM to one of yours`
  }
  chromium.setGraphicsMode = false
  const executablePath = await chromium.executablePath()
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  await inflate(join(bin, 'al2023.tar.br'))
  const libraries = join(tmpdir(), 'al2023', 'lib')
  const LD_LIBRARY_PATH = [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
  // Scripts for which the machine has no font are shown too.
  const FONTCONFIG_FILE = await fontsConfig()
  return { executablePath, args, env: { ...process.env, LD_LIBRARY_PATH, FONTCONFIG_FILE } }
}

/** The browser, or why there is none. */
export async function openChromium(): Promise<Browser | string> {
  const found = await findChromium()
  if (typeof found === 'string') return found
  try {
    return await playwright.launch(found)
  } catch (error) {
    return `Chromium does not start on this machine: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
}
