// The program of a thread that reads: one task after the other, answered in the same order, and together where they were given together.
import { parentPort, workerData } from 'node:worker_threads'
import { prepareNames } from '../attribute/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { readFeedTask } from './read-feed.ts'
import { readPageTask } from './read-page.ts'
import type { ThreadAnswer, ThreadData, ThreadTask } from './readers.ts'

const { names, begun } = workerData as ThreadData
const [detector] = await Promise.all([loadLanguageDetector(), prepareNames(names)])

parentPort?.on('message', (given: readonly ThreadTask[]) => {
  const answers = given.map(answerTo)
  try {
    parentPort?.postMessage(answers, [])
  } catch {
    // A fault may hold what cannot be copied: its words can, and the other answers are not lost with it.
    parentPort?.postMessage(answers.map(inWords), [])
  }
})

function inWords(answer: ThreadAnswer): ThreadAnswer {
  return 'fault' in answer ? { fault: new Error(String(answer.fault)) } : answer
}

function answerTo({ kind, task }: ThreadTask): ThreadAnswer {
  Atomics.add(begun, 0, 1)
  try {
    return { answer: kind === 'feed' ? readFeedTask(task, detector) : readPageTask(task, detector) }
  } catch (error) {
    return { fault: error }
  }
}
