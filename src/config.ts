// Environment in, one frozen Config out. Everything that an operator can set is named in `settings`, and nowhere else.
import { resolve } from 'node:path'
import { z } from 'zod'

/** A setting that cannot be used: one sentence for the operator. `main` prints it and exits 2. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const flag = z.enum(['0', '1', 'false', 'true', 'no', 'yes']).transform((text) => ['1', 'true', 'yes'].includes(text))
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const httpUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))

type Setting = { schema: z.ZodType; about: string; example: string }

/** Every setting: how it is checked, what it does, and an example. docs/configuration.md is held to this table by a test. */
export const settings = {
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    about: 'A PostgreSQL server, 15 or newer. Without it Colonnade runs its own, embedded.',
    example: 'postgresql://colonnade@db/colonnade',
  },
  DATABASE_REPLICA_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    about: 'A streaming replica of that server, from which reader pages are made.',
    example: 'postgresql://colonnade@replica/colonnade',
  },
  HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'Address to listen on.', example: '0.0.0.0' },
  PORT: { schema: whole(1, 65535).default(8080), about: 'Port to listen on.', example: '8080' },
  COLONNADE_PUBLIC_URL: {
    schema: httpUrl.optional(),
    about: 'How readers reach this site. Links, feeds and the user agent carry it.',
    example: 'https://columns.example.org',
  },
  COLONNADE_DATA_DIR: {
    schema: z.string().min(1).default('./data'),
    about: 'Where the embedded database lives.',
    example: '/var/lib/colonnade',
  },
  COLONNADE_SITE_CONNECTIONS: {
    schema: whole(1, 1000).default(10),
    about: 'Database connections that readers’ pages use at most, in each process; as many more to a replica.',
    example: '10',
  },
  COLONNADE_WORK_CONNECTIONS: {
    schema: whole(2, 1000).default(10),
    about: 'Database connections that collecting, other work and commands use at most, in each process.',
    example: '10',
  },
  COLONNADE_SITE_TIMEOUT_S: {
    schema: whole(0, 3600).default(15),
    about: 'Seconds after which the database gives up a statement for a page; 0 for never.',
    example: '15',
  },
  COLONNADE_WORK_TIMEOUT_S: {
    schema: whole(0, 86_400).default(900),
    about: 'Seconds after which the database gives up a statement of collecting, other work or a command; 0 for never.',
    example: '900',
  },
  COLONNADE_SECRET: {
    schema: z.string().min(16, 'needs at least 16 characters').optional(),
    about: 'Signs cookies. Without it one is made and kept in the database.',
    example: 'a long random text',
  },
  COLONNADE_CONTACT: {
    schema: z.string().min(3).max(200).optional(),
    about: 'E-mail or page where publishers and writers reach you; shown on the about pages.',
    example: 'editor@columns.example.org',
  },
  COLONNADE_PAGE_CACHE_MB: {
    schema: whole(0, 4096).default(32),
    about: 'Megabytes of pages that a web process keeps ready; 0 keeps none.',
    example: '32',
  },
  COLONNADE_CRAWL_DELAY_MS: {
    schema: whole(0, 600_000).default(2000),
    about: 'Milliseconds between two requests to one host; a longer Crawl-delay of the host wins.',
    example: '2000',
  },
  COLONNADE_HOSTS_AT_ONCE: {
    schema: whole(1, 1000).default(32),
    about: 'How many hosts one collector visits at the same time, besides those that it asks for robots.txt first.',
    example: '32',
  },
  COLONNADE_READ_PAGES: {
    schema: flag.default(true),
    about: 'Whether the page of each column is visited, where its publisher allows it; otherwise feeds alone speak.',
    example: 'yes',
  },
  COLONNADE_KEEP_IMAGES: {
    schema: flag.default(true),
    about: 'Whether small copies of pictures are kept and shown, where their publisher allows it.',
    example: 'yes',
  },
  COLONNADE_ALLOW_LOOPBACK: {
    schema: flag.default(false),
    about: 'Lets the collector visit this machine itself (the demo press does).',
    example: 'no',
  },
  COLONNADE_ALLOW_PORTS: {
    schema: z
      .string()
      .regex(/^\d{1,5}(,\d{1,5})*$/, 'needs port numbers with commas between them')
      .optional(),
    about: 'Ports a publisher may be visited on besides 80 and 443.',
    example: '8081,8443',
  },
  COLONNADE_METRICS: {
    schema: z
      .string()
      .regex(/^(?:no|(?:\[[\da-f:]+\]|[\w.-]+):\d{1,5})$/i, 'needs an address with a port, or "no"')
      .default('127.0.0.1:9464'),
    about: 'Address where Prometheus reads /metrics; "no" for none.',
    example: '127.0.0.1:9464',
  },
  COLONNADE_LOG: {
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    about: 'How much is logged.',
    example: 'info',
  },
} as const satisfies Record<string, Setting>

/** `site`: pages and forms; `work`: collecting, other work in the background, commands. */
export type DatabaseUse = 'site' | 'work'
export type DatabaseBounds = {
  readonly connections: number
  /** Milliseconds for one statement; 0 for no bound. */
  readonly timeoutMs: number
}

export type Config = {
  readonly databaseUrl: string | null
  readonly replicaUrl: string | null
  readonly host: string
  readonly port: number
  /** Without a trailing slash; null until the server knows its port. */
  readonly publicUrl: string | null
  /** Absolute path. */
  readonly dataDir: string
  /** What readers' pages may take of the database, and what everything else may. */
  readonly databaseFor: Readonly<Record<DatabaseUse, DatabaseBounds>>
  readonly secret: string | null
  readonly contact: string | null
  /** Of pages kept in memory; 0 keeps none. */
  readonly pageCacheBytes: number
  readonly crawlDelayMs: number
  readonly hostsAtOnce: number
  readonly readPages: boolean
  readonly keepImages: boolean
  readonly allowLoopback: boolean
  readonly allowPorts: readonly number[]
  /** Null: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Reads the environment; throws a ConfigError with one sentence for the first setting that is unknown or malformed. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  for (const name of Object.keys(env)) {
    if (name.startsWith('COLONNADE_') && !Object.hasOwn(settings, name)) {
      throw new ConfigError(`Unknown setting ${name}. Known are ${Object.keys(settings).join(', ')}.`)
    }
  }
  const value = <N extends keyof typeof settings>(name: N): z.output<(typeof settings)[N]['schema']> => {
    const text = env[name]?.trim()
    const result = settings[name].schema.safeParse(text === '' ? undefined : text)
    if (result.success) return result.data as z.output<(typeof settings)[N]['schema']>
    const why = result.error.issues[0]?.message ?? 'cannot be used'
    throw new ConfigError(`${name} is malformed (${why}). An example: ${name}=${settings[name].example}`)
  }
  return Object.freeze({
    databaseUrl: value('DATABASE_URL') ?? null,
    replicaUrl: value('DATABASE_REPLICA_URL') ?? null,
    host: value('HOST'),
    port: value('PORT'),
    publicUrl: value('COLONNADE_PUBLIC_URL') ?? null,
    dataDir: resolve(value('COLONNADE_DATA_DIR')),
    databaseFor: {
      site: {
        connections: value('COLONNADE_SITE_CONNECTIONS'),
        timeoutMs: value('COLONNADE_SITE_TIMEOUT_S') * 1000,
      },
      work: {
        connections: value('COLONNADE_WORK_CONNECTIONS'),
        timeoutMs: value('COLONNADE_WORK_TIMEOUT_S') * 1000,
      },
    },
    secret: value('COLONNADE_SECRET') ?? null,
    contact: value('COLONNADE_CONTACT') ?? null,
    pageCacheBytes: value('COLONNADE_PAGE_CACHE_MB') * 1024 * 1024,
    crawlDelayMs: value('COLONNADE_CRAWL_DELAY_MS'),
    hostsAtOnce: value('COLONNADE_HOSTS_AT_ONCE'),
    readPages: value('COLONNADE_READ_PAGES'),
    keepImages: value('COLONNADE_KEEP_IMAGES'),
    allowLoopback: value('COLONNADE_ALLOW_LOOPBACK'),
    allowPorts: (value('COLONNADE_ALLOW_PORTS') ?? '').split(',').filter(Boolean).map(Number),
    metrics: addressOf(value('COLONNADE_METRICS')),
    log: value('COLONNADE_LOG'),
  })
}

function addressOf(text: string): { host: string; port: number } | null {
  const [, host, port] = /^(.+):(\d+)$/.exec(text) ?? []
  return host === undefined ? null : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}
