// A number given to an option: whole, within bounds, or a sentence that says what it should be.
import { CommandError } from './out.ts'

/** `name`: the option without its dashes. Throws a CommandError. */
export function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new CommandError(`--${name} needs a whole number from ${min} to ${max}, not "${text}".`)
}
