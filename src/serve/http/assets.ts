// Our few files: bundled, made small and named by their own hash at the start; compressed once, kept by browsers for ever.
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { build, stop } from 'esbuild'
import type { Context } from 'hono'
import { chooseEncoding, type Encoding } from './deliver.ts'
import { notFound } from './problem.ts'

export type Assets = {
  /** Address of a file by its name, such as `/assets/site.4f1c9a02.css` for `site.css`. */
  readonly path: (name: string) => string
  /** The file as it is served. */
  readonly text: (name: string) => string
  /** Answers `/assets/:file`. */
  readonly answer: (c: Context, file: string) => Response
}

type Asset = { readonly type: string; readonly body: Buffer; readonly encoded: Map<Encoding, Buffer> }

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/**
 * Each file with everything it imports; a `.ts` file is served as the `.js` it means. What browsers of the last three years
 * understand is left as it is. Rejects when one cannot be built.
 */
export async function loadAssets(urls: readonly URL[]): Promise<Assets> {
  const built = await build({
    entryPoints: urls.map((url) => fileURLToPath(url)),
    outdir: 'assets',
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    format: 'esm',
    target: ['es2022', 'chrome123', 'firefox121', 'safari17.5'],
    logLevel: 'silent',
  })
  await stop() // its process would stay for as long as we do
  const addresses = new Map<string, string>()
  const files = new Map<string, Asset>()
  for (const { path, contents } of built.outputFiles) {
    const name = basename(path)
    const body = Buffer.from(contents)
    const dot = name.lastIndexOf('.')
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
    const extension = name.slice(dot + 1)
    const file = `${name.slice(0, dot)}.${hash}.${extension}`
    addresses.set(name, `/assets/${file}`)
    files.set(file, { type: types[extension] ?? 'application/octet-stream', body, encoded: new Map() })
  }
  const pathOf = (name: string): string => {
    const address = addresses.get(name)
    if (address === undefined) throw new Error(`no asset is called ${name}`)
    return address
  }
  return {
    path: pathOf,
    text: (name) => files.get(basename(pathOf(name)))!.body.toString(),
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
