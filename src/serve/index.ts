// The web process: pages, feeds and forms over one archive. It holds nothing that another process needs.
export { createApp } from './create-app.ts'
export { openPageCache } from './open-page-cache.ts'
export { startServer, type RunningServer } from './start-server.ts'
