// Wires everything: reads the command, loads only what that command needs, and turns a mistake into one sentence.
import { CommanderError } from 'commander'
import { createProgram } from './cli/program.ts'

/** Errors that an operator can mend: told in a sentence, without a stack. */
const mistakes = new Set(['ArchiveProblem', 'BadRequest', 'CatalogueError', 'CommandError', 'ConfigError'])

try {
  await createProgram().parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2
  } else if (error instanceof Error && mistakes.has(error.name)) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else {
    throw error
  }
}
