// Which Colonnade this is, from the one place that says so.
import packageFacts from '../../package.json' with { type: 'json' }

export const version: string = packageFacts.version
