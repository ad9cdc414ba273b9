// What a process counts about itself, for Prometheus. A surface that loads nothing of the site: collectors have it too.
export { startServer } from '../start-server.ts'
export { createMetricsApp } from './metrics-app.ts'
