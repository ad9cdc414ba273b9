// Under whose name the log keeps what is decided on the command line.
import { userInfo } from 'node:os'

/** Whoever is signed in on this machine. */
export function operatorHere(): string {
  return `command line (${userInfo().username})`
}
