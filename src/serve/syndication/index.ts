// Lists going out as feeds and OPML.
export { mediaTypes, writeColumnFeed, type ColumnFeed, type ColumnFeedFormat } from './column-feed.ts'
export { opmlType, writeOpml, type OpmlList } from './opml.ts'
