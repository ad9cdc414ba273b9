// What an operator has to mend before the archive can open: one clear sentence, told apart by `reason`.

export type ArchiveProblemReason =
  | 'in-use'
  | 'unwritable'
  | 'disk-full'
  | 'other-version'
  | 'not-a-data-directory'
  | 'no-binaries'
  | 'cannot-start'
  | 'unreachable'
  | 'refused'
  | 'too-old'
  | 'other-application'
  | 'newer-archive'
  | 'not-citus'
  | 'spread-otherwise'
  | 'clock'

export class ArchiveProblem extends Error {
  override name = 'ArchiveProblem'
  readonly reason: ArchiveProblemReason
  constructor(reason: ArchiveProblemReason, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.reason = reason
  }
}
