// Sample fonts for the scripts of the interface that a machine may have no font for, so that tests and their pictures show letters
// and not boxes: Noto, from npm, for tests alone. Nothing of them is shipped or served.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decompress } from 'wawoff2'

/** Of each package the files of its own script; Latin is the machine's. The Japanese ones are cut into a hundred numbered parts. */
const wanted = [
  [import.meta.resolve('@fontsource-variable/noto-sans-jp'), /-jp-\d+-wght-normal\.woff2$/],
  [import.meta.resolve('@fontsource-variable/noto-sans-devanagari'), /-devanagari-wght-normal\.woff2$/],
  [import.meta.resolve('@fontsource-variable/noto-serif-hebrew'), /-hebrew-wght-normal\.woff2$/],
  [import.meta.resolve('@fontsource-variable/noto-naskh-arabic'), /-arabic-wght-normal\.woff2$/],
] as const

const build = fileURLToPath(new URL('../../build/', import.meta.url))
const folder = join(build, 'fonts')

/** The path of a fontconfig file that names these fonts besides the machine's; they are unpacked once, in a second. */
export async function fontsConfig(): Promise<string> {
  const path = join(folder, 'fonts.conf')
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return path
  mkdirSync(build, { recursive: true })
  const made = mkdtempSync(join(build, 'fonts-'))
  for (const [url, isWanted] of wanted) {
    const files = join(dirname(fileURLToPath(url)), 'files')
    for (const file of readdirSync(files)) {
      // The browser's own reader of fonts knows no Brotli.
      if (isWanted.test(file))
        writeFileSync(join(made, `${basename(file, '.woff2')}.ttf`), await decompress(readFileSync(join(files, file))))
    }
  }
  writeFileSync(join(made, 'fonts.conf'), configuration())
  try {
    renameSync(made, folder)
  } catch (error) {
    // Another process was quicker: its folder holds the same.
    rmSync(made, { recursive: true })
    if (statSync(path, { throwIfNoEntry: false }) === undefined) throw error
  }
  return path
}

function configuration(): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${folder}</dir>`,
    `<cachedir>${join(folder, 'cache')}</cachedir>`,
    '</fontconfig>',
  ].join('\n')
}
