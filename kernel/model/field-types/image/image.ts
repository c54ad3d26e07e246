import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { fileType, readFile } from '../file/file.ts'
import { pick, sampleId } from '../samples.ts'

/** Types that a browser shows as a picture and that cannot carry script. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const

export const imageType: FieldType = {
  ...fileType,
  kind: 'image',
  parse: (input) => {
    if (input === null || input === '') return null
    const file = readFile(input)
    const isImage = imageTypes.some((type) => type === file.type)
    return isImage ? file : fail('kernel.bad-value', { want: 'image' })
  },
  schema: (options) => {
    const { properties, ...schema } = fileType.schema(options) as { properties: Record<string, unknown> }
    return { ...schema, properties: { ...properties, type: { type: 'string', enum: imageTypes } } }
  },
  sample: (seed) => ({
    id: sampleId(seed),
    name: `${pick(seed, ['门头', 'logo', '樣品'])}-${seed}.png`,
    sizeBytes: 5000 + (seed % 90_000),
    type: 'image/png',
  }),
}
