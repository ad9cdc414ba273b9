// Every command in one table with its words and options. What a command does is loaded when it is called.
import { Command, Option } from 'commander'
import { writerKinds } from '../model/index.ts'
import type { BenchArchiveOptions } from './bench-archive.ts'
import type { BenchAttributeOptions } from './bench-attribute.ts'
import type { BackfillOptions } from './backfill.ts'
import type { BackupOptions } from './backup.ts'
import type { BenchEnduranceOptions, BenchHostsOptions, BenchIdleOptions } from './bench-standing.ts'
import type { BenchServeOptions } from './bench-serve.ts'
import type { BenchCollectOptions } from './bench.ts'
import type { CollectOptions } from './collect.ts'
import type { CopyOptions } from './copy.ts'
import type { TakedownOptions } from './takedown.ts'
import type { DoctorOptions } from './doctor.ts'
import type { CorrectOptions } from './identity.ts'
import type { ReviewOptions } from './review.ts'
import { version } from './version.ts'

export function createProgram(): Command {
  const program = new Command('colonnade')
    .description("One calm place to read the world's columnists, wherever they publish.")
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(colonnade --help lists the commands)')
    .addHelpText('after', '\nSettings are environment variables; docs/configuration.md lists them all.')
  const command = (usage: string, description: string) => {
    const added = program.command(usage).description(description)
    return added.copyInheritedSettings(program)
  }

  command('start', 'run everything on this machine: database, collector and site')
    .option('--no-catalogue', 'follow only what was added by hand')
    .action(async (options: { catalogue: boolean }) => (await import('./start.ts')).start(options))
  command('serve', 'run the site alone').action(async () => (await import('./serve.ts')).serve())
  command('collect', 'run a collector alone')
    .option('--once', 'end when nothing more is due')
    .option('--visits-only', 'leave what is done beside the visits to `colonnade work`')
    .addOption(jsonOption())
    .action(async (options: CollectOptions) => (await import('./collect.ts')).collect(options))
  command('work', 'find copies and tend the archive, without visiting anyone')
    .option('--once', 'end when nothing is left to do')
    .action(async (options: { once?: boolean }) => (await import('./work.ts')).work(options))
  command('demo', 'run a complete small Colonnade over an invented press, without any network')
    .option('--still', 'publish nothing new while it runs')
    .action(async (options: { still?: boolean }) => (await import('./demo.ts')).demo(options))

  command('add <url>', 'find the feeds of a home, section or author page and follow them')
    .option('--yes', 'follow without asking')
    .option('--all', 'follow every feed that was found, not the best one alone')
    .option('--name <name>', "the publisher's name, when the page does not say it")
    .option('--country <code>', "the publisher's country, two letters; otherwise guessed from the domain")
    .addOption(new Option('--kind <kind>', 'what the feed holds').choices(['column', 'news']))
    .addOption(jsonOption())
    .action(async (url: string, options: AddOptions) => (await import('./add.ts')).add(url, options))
  command('import <file>', 'follow every feed of an OPML file')
    .option('--country <code>', 'country of the publishers in it, two letters')
    .addOption(jsonOption())
    .action(async (file: string, options: { country?: string; json?: boolean }) =>
      (await import('./opml.ts')).importOpml(file, options),
    )
  command('export', 'print every followed feed as OPML')
    .option('--metadata', 'print what was published by whom and when instead, a JSON object a line')
    .option('--month <month>', 'with --metadata: of one month, such as 2026-11')
    .action(async ({ metadata, month }: { metadata?: boolean; month?: string }) =>
      metadata === true || month !== undefined
        ? (await import('./export-metadata.ts')).exportMetadata(month === undefined ? {} : { month })
        : (await import('./opml.ts')).exportOpml(),
    )

  command('inspect [file-or-url]', 'say what we know of one page, and why')
    .option('--url <url>', 'address of a page or robots.txt that was read from a file')
    .option('--country <code>', "the publisher's country, for its default terms")
    .option('--jsonl', 'read lines {id, url, file}, print a line for each')
    .option('--mask-paywall', 'ignore what pages declare about access')
    .option('--feed <file>', 'print a parsed feed')
    .option('--elements', 'with --feed and --json: also each element as it stands')
    .option('--robots <file>', 'say whether robots.txt lets --agent visit --url')
    .option('--agent <token>', 'product token for --robots', 'ColonnadeBot')
    .option('--quotes', 'find quotations and their speakers: lines {id, text, lang} with --jsonl')
    .addOption(jsonOption())
    .action(async (target: string | undefined, options: InspectOptions) =>
      (await import('./inspect.ts')).inspect(target, options),
    )

  const catalogue = command('catalogue', 'the publishers that come with Colonnade')
  catalogue
    .command('check')
    .description('visit each feed once and say how it is')
    .option('--data-only', 'check the data alone, without visiting anyone')
    .option('--publisher <slug...>', 'only these publishers')
    .addOption(jsonOption())
    .action(async (options: { dataOnly?: boolean; publisher?: string[]; json?: boolean }) =>
      (await import('./catalogue.ts')).checkCatalogue(options),
    )
  command('desk', 'print a link that opens the operator’s desk once')
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }) => (await import('./desk.ts')).desk(options))
  command(
    'takedown <column>',
    'hide a column, by its number or address; or a whole section or publisher, by its address',
  )
    .addOption(
      new Option('--reason <reason>', 'shown at its address')
        .choices(['publisher', 'columnist', 'legal', 'withdrawn', 'mistake'])
        .default('publisher'),
    )
    .option('--note <text>', 'for the log alone')
    .option('--undo', 'show it again')
    .addOption(jsonOption())
    .action(async (column: string, options: TakedownOptions) =>
      (await import('./takedown.ts')).takedown(column, options),
    )
  command('copy <column>', 'say that a column is a copy of another, or of none, by its number or address')
    .option('--of <original>', 'it is the same piece as this column of another publisher')
    .option('--separate', 'it is a piece of its own: no reading joins it again with what it stood beside')
    .requiredOption('--reason <why>', 'for the log')
    .addOption(jsonOption())
    .action(async (column: string, options: CopyOptions) => (await import('./copy.ts')).copy(column, options))
  command('review', 'list the columns of whose writer we are not sure, and what readers report')
    .option('--same-names', 'list columnists who are called alike instead')
    .option('--dismiss <column>', 'nothing is wrong with this one: it waits no longer')
    .option('--keep <act>', 'this merge joined one person, whatever a page says now')
    .addOption(jsonOption())
    .action(async (options: ReviewOptions) => (await import('./review.ts')).review(options))
  command('correct <column>', 'say who wrote a column, by its number or address')
    .option('--writer <name...>', 'who wrote it, in order')
    .option('--nobody', 'it is unsigned')
    .addOption(new Option('--kind <kind>', 'what they are').choices(writerKinds).default('person'))
    .option('--always', 'the name that stood here always means this writer at this publisher')
    .option('--never', "the names that stood here are never a person's at this publisher")
    .requiredOption('--reason <why>', 'shown in public')
    .addOption(jsonOption())
    .action(async (column: string, options: CorrectOptions) => (await import('./identity.ts')).correct(column, options))
  command('merge <from> <into>', 'make two columnists one, by the last part of their addresses')
    .requiredOption('--reason <why>', 'for the log')
    .addOption(jsonOption())
    .action(async (from: string, into: string, options: { reason: string; json?: boolean }) =>
      (await import('./identity.ts')).merge(from, into, options),
    )
  command('split <columnist>', "give a columnist's columns in one publication to someone else of the name")
    .requiredOption('--publisher <slug>', 'where that other person writes')
    .requiredOption('--reason <why>', 'for the log')
    .addOption(jsonOption())
    .action(async (columnist: string, options: { publisher: string; reason: string; json?: boolean }) =>
      (await import('./identity.ts')).split(columnist, options),
    )
  command('undo [act]', 'take back a merge, a split or a correction, by its number; without one, list them')
    .addOption(jsonOption())
    .action(async (act: string | undefined, options: { json?: boolean }) =>
      (await import('./identity.ts')).undo(act, options),
    )
  command('backup [file]', 'write the whole archive into one file, while everything goes on')
    .option('--verify', 'only check that the file is whole')
    .option('--force', 'replace a file that is there already')
    .addOption(jsonOption())
    .action(async (file: string | undefined, options: BackupOptions) =>
      (await import('./backup.ts')).backup(file, options),
    )
  command('restore <file>', 'load a backup into an empty database, of this version or another, embedded or a server')
    .addOption(jsonOption())
    .action(async (file: string, options: { json?: boolean }) => (await import('./backup.ts')).restore(file, options))
  command('doctor', 'say how the archive, each host and each feed are doing')
    .addOption(jsonOption())
    .option('--recount', 'count everything anew, and set right what is wrong')
    .action(async (options: DoctorOptions) => (await import('./doctor.ts')).doctor(options))
  command('backfill <publisher-or-feed>', "read older columns from a feed's archives and its host's sitemaps, slowly")
    .option('--pages <n>', 'documents and pages to read for each feed at most', '20')
    .option('--status', 'only say how far it is')
    .addOption(jsonOption())
    .action(async (target: string, options: BackfillOptions) =>
      (await import('./backfill.ts')).backfill(target, options),
    )
  command('migrate', 'bring the database to the shape this version needs')
    .option('--dump', 'print the resulting schema')
    .action(async (options: { dump?: boolean }) => (await import('./migrate.ts')).migrate(options))
  command('distribute', 'spread the archive over a Citus cluster')
    .option('--dry-run', 'only print the statements that would be executed')
    .addOption(jsonOption())
    .action(async (options: { dryRun?: boolean; json?: boolean }) =>
      (await import('./distribute.ts')).distribute(options),
    )

  const bench = command('bench', 'measure against a bare script in the same run')
  bench
    .command('collect')
    .description('collecting from loopback: cold, nothing changed, one new entry each')
    .option('--feeds <n>', 'how many feeds', '500')
    .option('--entries <n>', 'entries in each', '30')
    .option('--hosts <n>', 'hosts they live on', '100')
    .option('--at-once <n>', 'visits on the way at the same time, on both sides', '32')
    .option('--pages', 'measure visiting the page of each column too')
    .option('--latency <ms>', 'measure publishers that take this long to answer too', '0')
    .option('--rounds <n>', 'runs of each side, in turn; the median counts', '3')
    .addOption(jsonOption())
    .action(async (options: BenchCollectOptions) => (await import('./bench.ts')).benchCollect(options))
  bench
    .command('serve')
    .description('pages of the site, kept and made, beside a constant string and a bare page of the same queries')
    .option('--columns <n>', 'how many columns the archive has', '10000')
    .option('--connections <n>', 'readers at the same time', '16')
    .option('--seconds <n>', 'how long each measurement takes', '2')
    .option('--rounds <n>', 'rounds of all pages, in turn; the median counts', '3')
    .addOption(jsonOption())
    .action(async (options: BenchServeOptions) => (await import('./bench-serve.ts')).benchServe(options))
  bench
    .command('attribute')
    .description('reading pages and naming their writers, beside one bare SAX pass over them')
    .option('--pages <dir>', 'measure the .html and .html.gz files of this folder too')
    .option('--generated <n>', 'how many pages are made up', '200')
    .option('--rounds <n>', 'passes of each side, in turn; the median counts', '3')
    .option('--memory <n>', 'pages read in a row to see whether memory grows', '10000')
    .addOption(jsonOption())
    .action(async (options: BenchAttributeOptions) => (await import('./bench-attribute.ts')).benchAttribute(options))
  bench
    .command('archive')
    .description('the archive at several sizes: filling it, every page by its queries and whole, searches')
    .option('--columns <sizes>', 'how many columns, smallest first', '10k,1m')
    .option('--rounds <n>', 'times that each is asked at each size', '200')
    .option('--seed <n>', 'of the world that is made up', '1')
    .option('--url <url>', 'a server that lets us make databases, instead of one of our own')
    .option('--dir <dir>', 'keep the archives there, and use those that are there already')
    .option('--round-trip', 'back a million columns up, restore them beside and compare every table too')
    .addOption(jsonOption())
    .action(async (options: BenchArchiveOptions) => (await import('./bench-archive.ts')).benchTheArchive(options))
  bench
    .command('endurance')
    .description('memory over many visits to the same feeds')
    .option('--visits <n>', 'how many', '100000')
    .addOption(jsonOption())
    .action(async (options: BenchEnduranceOptions) => (await import('./bench-standing.ts')).endurance(options))
  bench
    .command('hosts')
    .description('many hosts that ask for patience: lateness and memory of one collector')
    .option('--feeds <n>', 'how many feeds', '5000')
    .option('--hosts <n>', 'hosts they live on', '500')
    .option('--every <s>', 'seconds between visits of a feed', '600')
    .option('--delay <ms>', 'milliseconds between requests to one host', '2000')
    .option('--seconds <n>', 'how long', '900')
    .option('--at-once <n>', 'hosts visited at the same time', '32')
    .addOption(jsonOption())
    .action(async (options: BenchHostsOptions) => (await import('./bench-standing.ts')).hosts(options))
  bench
    .command('idle')
    .description(
      'memory of serve, collect and start while nothing is asked of them, and how soon the first page is there',
    )
    .option('--columns <n>', 'how many columns the archive has', '1000')
    .option('--seconds <n>', 'how long nothing is asked before memory is looked at', '20')
    .option('--starts <n>', 'starts whose first page is waited for; the median counts', '3')
    .addOption(jsonOption())
    .action(async (options: BenchIdleOptions) => (await import('./bench-standing.ts')).idle(options))
  return program
}

function jsonOption(): Option {
  return new Option('--json', 'print JSON for machines')
}

export type AddOptions = {
  readonly yes?: boolean
  readonly all?: boolean
  readonly name?: string
  readonly country?: string
  readonly kind?: 'column' | 'news'
  readonly json?: boolean
}

export type InspectOptions = {
  readonly url?: string
  readonly country?: string
  readonly jsonl?: boolean
  readonly maskPaywall?: boolean
  readonly feed?: string
  readonly elements?: boolean
  readonly robots?: string
  readonly agent: string
  readonly quotes?: boolean
  readonly json?: boolean
}
