import type { JsonSchema } from '../../model/field-type.ts'
import { ref } from './schemas.ts'

export type Parameter = Readonly<{ name: string; in: 'path' | 'query' | 'header'; schema: JsonSchema; required: boolean }>
export type Operation = Readonly<{
  summary: string
  tag: string
  description?: string | undefined
  parameters?: readonly Parameter[]
  body?: JsonSchema
  /** 200 unless told otherwise. */
  status?: number
  answer?: JsonSchema
  /** Kind of the answer where it is not JSON. */
  type?: string
}>
export type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export const parameter = (name: string, where: Parameter['in'], schema: JsonSchema): Parameter => ({
  name,
  in: where,
  schema,
  required: where === 'path',
})

const problem = { description: 'What went wrong', content: { 'application/problem+json': { schema: ref('Problem') } } }

/** One call as OpenAPI has it; everything wrong is answered as a problem document. */
export function operation({
  summary,
  tag,
  description,
  parameters = [],
  body,
  status = 200,
  answer,
  type = 'application/json',
}: Operation) {
  return {
    summary,
    tags: [tag],
    ...(description ? { description } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: { [status]: { description: 'Done', ...(answer ? { content: { [type]: { schema: answer } } } : {}) }, default: problem },
  }
}
