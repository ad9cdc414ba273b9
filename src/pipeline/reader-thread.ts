// The program of a thread that reads: takes one task after the other and answers in the same order.
import { parentPort, workerData } from 'node:worker_threads'
import { prepareNames } from '../attribute/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { readFeedTask } from './read-feed.ts'
import { readPageTask } from './read-page.ts'
import type { ThreadAnswer, ThreadData, ThreadTask } from './readers.ts'

const { names } = workerData as ThreadData
const [detector] = await Promise.all([loadLanguageDetector(), prepareNames(names)])

parentPort?.on('message', ({ kind, task }: ThreadTask) => {
  let answer: ThreadAnswer
  try {
    answer = { answer: kind === 'feed' ? readFeedTask(task, detector) : readPageTask(task, detector) }
  } catch (error) {
    answer = { fault: error }
  }
  parentPort?.postMessage(answer, [])
})
