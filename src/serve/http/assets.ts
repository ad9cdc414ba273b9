// Our few files: read once, named by their own hash, compressed once, kept by browsers for ever.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Context } from 'hono'
import { transformSync } from 'oxc-transform'
import { chooseEncoding, type Encoding } from './deliver.ts'
import { notFound } from './problem.ts'

export type Assets = {
  /** Address of a file by its name, such as `/assets/site.4f1c9a02.css` for `site.css`. */
  readonly path: (name: string) => string
  /** Answers `/assets/:file`. */
  readonly answer: (c: Context, file: string) => Response
}

type Asset = { readonly type: string; readonly body: Buffer; readonly encoded: Map<Encoding, Buffer> }

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Reads the files; a `.ts` file is served as the `.js` it means. Throws when one cannot be read: a broken build. */
export function loadAssets(urls: readonly URL[]): Assets {
  const addresses = new Map<string, string>()
  const files = new Map<string, Asset>()
  for (const url of urls) {
    const body = readAsset(url)
    const name = basename(url.pathname)
    const [, stem, extension] = /^(.+)\.(\w+)$/.exec(name.replace(/\.ts$/, '.js')) as unknown as [
      string,
      string,
      string,
    ]
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
    const file = `${stem}.${hash}.${extension}`
    addresses.set(`${stem}.${extension}`, `/assets/${file}`)
    files.set(file, { type: types[extension] ?? 'application/octet-stream', body, encoded: new Map() })
  }
  return {
    path(name) {
      const address = addresses.get(name)
      if (address === undefined) throw new Error(`no asset is called ${name}`)
      return address
    },
    answer(c, file) {
      const asset = files.get(file)
      if (asset === undefined) throw notFound()
      const encoding = chooseEncoding(c.req.header('Accept-Encoding'))
      const body = encoding === null ? asset.body : encodeOnce(asset, encoding)
      return c.body(new Uint8Array(body), 200, {
        'Content-Type': asset.type,
        'Content-Length': String(body.length),
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
        ETag: `W/"${file}"`,
        ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
      })
    },
  }
}

function readAsset(url: URL): Buffer {
  const text = readFileSync(url, 'utf8')
  if (!url.pathname.endsWith('.ts')) return Buffer.from(text)
  const result = transformSync(url.pathname, text, { lang: 'ts', target: 'es2022' })
  if (result.errors.length > 0) throw new SyntaxError(`${result.errors[0]?.message} in ${url.pathname}`)
  return Buffer.from(result.code)
}

/** As small as the encodings get: it happens once in the life of a process. */
function encodeOnce(asset: Asset, encoding: Encoding): Buffer {
  const known = asset.encoded.get(encoding)
  if (known !== undefined) return known
  const body =
    encoding === 'zstd'
      ? zstdCompressSync(asset.body, { params: { [constants.ZSTD_c_compressionLevel]: 19 } })
      : encoding === 'br'
        ? brotliCompressSync(asset.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
        : gzipSync(asset.body, { level: 9 })
  asset.encoded.set(encoding, body)
  return body
}
