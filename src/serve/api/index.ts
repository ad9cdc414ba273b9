// The interface for programs.
export { routeApi, type ApiDeps } from './routes.ts'
export { operations } from './openapi.ts'
export * as schemas from './schemas.ts'
