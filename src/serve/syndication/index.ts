// Lists going out as feeds and OPML.
import type { FeedWriters } from '../http/feed-writers.ts'
import { writeColumnFeed } from './column-feed.ts'
import { writeOpml } from './opml.ts'

export const feedWriters: FeedWriters = { columns: writeColumnFeed, opml: writeOpml }
