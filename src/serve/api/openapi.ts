// The description of the interface, made from the same schemas that its answers are typed with. Source: OpenAPI 3.1.
import { z } from 'zod'
import { column, problem, publisherTerms, removed } from './schemas.ts'

type Answer = { readonly schema: z.ZodType; readonly id: string; readonly about: string; readonly type?: string }

export type Operation = {
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly parameters: readonly { readonly name: string; readonly about: string; readonly schema: object }[]
  readonly answers: Readonly<Record<number, Answer>>
}

const notFound: Answer = { schema: problem, id: 'Problem', about: 'There is none', type: 'application/problem+json' }

export const operations: readonly Operation[] = [
  {
    path: '/api/v1/columns/{id}',
    id: 'getColumn',
    summary: 'One column: facts, contributors with their evidence, the rules that bound it',
    parameters: [
      { name: 'id', about: 'The number at the end of its address', schema: { type: 'integer', minimum: 1 } },
    ],
    answers: {
      200: { schema: column, id: 'Column', about: 'The column' },
      404: notFound,
      410: { schema: removed, id: 'Removed', about: 'It may not be shown' },
    },
  },
  {
    path: '/api/v1/publishers/{slug}/terms',
    id: 'getPublisherTerms',
    summary: 'What we read from one publisher, what follows from it, and how often we came',
    parameters: [{ name: 'slug', about: 'As in its address here', schema: { type: 'string' } }],
    answers: { 200: { schema: publisherTerms, id: 'PublisherTerms', about: 'Its terms' }, 404: notFound },
  },
]

export function openApi(publicUrl: string, version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Colonnade',
      version,
      description:
        'Who wrote which column where, with the evidence and the rules. Any list is also a feed: see /about.',
    },
    servers: [{ url: publicUrl }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, { get: describe(operation) }])),
    components: { schemas: schemas() },
  }
}

function describe({ id, summary, parameters, answers }: Operation): object {
  return {
    operationId: id,
    summary,
    parameters: parameters.map(({ name, about, schema }) => ({
      name,
      in: 'path',
      required: true,
      description: about,
      schema,
    })),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [
        status,
        {
          description: answer.about,
          content: { [answer.type ?? 'application/json']: { schema: { $ref: refTo(answer.id) } } },
        },
      ]),
    ),
  }
}

/** JSON Schema 2020-12 is the dialect of OpenAPI 3.1. */
function schemas(): Record<string, unknown> {
  const made = z.toJSONSchema(z.globalRegistry, { uri: refTo, io: 'output' }).schemas
  return Object.fromEntries(
    Object.entries(made).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  )
}

function refTo(id: string): string {
  return `#/components/schemas/${id}`
}
