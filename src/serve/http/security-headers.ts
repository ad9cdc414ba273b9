// Headers that every answer carries. No page needs a script, and none may run one that is not our own file.
import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

/**
 * No inline script or style, no other origin, no framing. The only script inside a page is the constant text of the speculation
 * rules, by its hash; scripts can write no markup (Trusted Types: one policy, for that text and for the worker's address).
 */
function contentSecurityPolicy(speculationRules: string): string {
  const hash = createHash('sha256').update(speculationRules).digest('base64')
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types colonnade',
  ].join('; ')
}

/** `https` adds HSTS, which a site reached over plain http must not send. */
export function securityHeaders(https: boolean, speculationRules: string): MiddlewareHandler {
  const headers: [string, string][] = [
    ['Content-Security-Policy', contentSecurityPolicy(speculationRules)],
    ['X-Content-Type-Options', 'nosniff'],
    // Publishers may see that a reader came from us, and never which page of ours.
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ...(https ? ([['Strict-Transport-Security', 'max-age=31536000']] as [string, string][]) : []),
  ]
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
  }
}
