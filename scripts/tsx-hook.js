// Lets Node run .tsx: .ts is stripped by Node itself, .tsx needs its JSX turned into calls of src/serve/web/jsx-runtime.ts.
import { readFileSync } from 'node:fs'
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

enableCompileCache() // halves every start but the first

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const file = fileURLToPath(url)
    const result = transformSync(file, readFileSync(file, 'utf8'), {
      lang: 'tsx',
      sourcemap: true,
      target: 'es2024',
      jsx: { runtime: 'automatic', importSource: 'colonnade' },
    })
    if (result.errors.length > 0) throw new SyntaxError(`${result.errors[0].message} in ${file}`)
    const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
    const source = `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}`
    return { format: 'module', shortCircuit: true, source }
  },
})
