// Our nouns, as readonly types. Every other folder may import these; these import nothing.
export * from './column.ts'
export * from './contributor.ts'
export * from './ids.ts'
export * from './publisher.ts'
export * from './topic.ts'
export * from './visit.ts'
