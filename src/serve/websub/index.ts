// Where hubs reach us (WebSub): a surface of its own, before everything that is meant for readers.
export { routeWebSub, type WebSubDeps } from './routes.ts'
