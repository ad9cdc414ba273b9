// Measurements against a bare script in the same run.
export { benchCollecting, countSteps, type CollectBenchOptions } from './collect-bench.ts'
export type { CollectReport, SideSummary, Verdict, WorkSummary } from './collect-report.ts'
export { benchEndurance, benchHosts } from './standing-bench.ts'
export { benchAttributing, countAttributeSteps } from './attribute-bench.ts'
export type { AttributeBenchOptions, AttributeReport, BenchPage } from './attribute-bench.ts'
export { benchArchive, type ArchiveReport } from './archive-bench.ts'
export type { Measure as ArchiveMeasure } from './archive-report.ts'
